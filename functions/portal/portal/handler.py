"""The routes of the portal: following a case, and the routes that other modules declare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chalice.app import Response

from onestop.domain.cases.references import read_reference
from onestop.domain.errors import LinkRetired
from onestop.runtime import links
from onestop.runtime.kept_links import (
    open_page,
    opened_with,
    pass_shown,
    secret_in_links,
    secret_of_forms,
)
from onestop.runtime.other_origins import open_to_origins
from onestop.runtime.pages.find_route import as_own
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import new_key, read_form
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller, current_request, make_app, respond, route
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue.releases import current, warmed
from onestop.storage.people.mandates import holder_may_act
from portal import document
from portal.answers.api import add_answers_api
from portal.answers.pages import add_answers
from portal.around.pages import add_around
from portal.around.photos import add_photos
from portal.case.dialogue_texts import DONE
from portal.case.first_visit import forget_case, try_to_keep
from portal.case.pictures import allow_pictures, pictures_of
from portal.case.public_view import case_values
from portal.developers import pages
from portal.developers.texts import DEVELOPERS
from portal.feedback.pages import add_feedback
from portal.front import add_front
from portal.insights.pages import add_insights
from portal.insights.survey_pages import add_survey_results
from portal.large_view import add_large_view
from portal.map_pages import add_map
from portal.my.api import add_my_api
from portal.my.pages import add_my
from portal.news.api import add_news_api
from portal.news.pages import add_news
from portal.notices.pages import add_notices
from portal.places import add_places
from portal.preflight import add_preflights, listed_origins
from portal.search.pages import add_search
from portal.texts import CASE, FOLLOW
from portal.unknown import ANY, CATCH_ALL, answer_unknown
from portal.widget import add_widget

TEMPLATES = Path(__file__).with_name("templates")

app = make_app("portal")


@page(app, "GET", "/track", Caller.PUBLIC, current)
def find_case(visit: Visit) -> Response:
    """Leads from a reference and its secret to the page of the case, or says which of the two to check."""
    given = {name: (query(visit.request, name) or "").strip() for name in ("reference", "secret")}
    if not any(given.values()):
        return show_follow(visit, given, [])
    known = read_reference(given["reference"])
    if not known:
        return show_follow(visit, given, [("reference", "wrong_reference")])
    try:
        opened = links.opens(links.TRACK, known, given["secret"])
    except LinkRetired:
        return show_follow(visit, given, [("secret", "retired_secret")])
    if not opened:
        return show_follow(visit, given, [("secret", "wrong_secret")])
    return try_to_keep(visit.request, known, given["secret"], visit.language)


def show_follow(visit: Visit, given: dict[str, str], wrong: list[tuple[str, str]]) -> Response:
    """Shows the form that asks for a reference and its secret."""
    words = visit.say_all(FOLLOW)
    errors = [(field, words[name]) for field, name in wrong]
    status = 404 if wrong else 200
    title = words["follow_title"]
    return show(visit, TEMPLATES, "follow.html", title, "/track", FOLLOW, status, errors=errors, given=given)


@page(app, "GET", "/track/{reference}", Caller.LINK, current)
def show_case(visit: Visit, reference: str) -> Response:
    """A resident follows their case. A wrong secret and an unknown reference get the same answer."""
    known, there = open_page(visit.request, lambda known: f"/track/{known}", reference, acts_for=holder_may_act)
    if there:
        return there
    whole = load_whole(known)
    visit = visit.in_language(whole.file.case.language)
    acting = bool(pass_shown(visit.request, known))
    values = case_values(whole, visit.offer, visit.language, acting=acting)
    values["done"] = done_words(query(visit.request, "done"), visit)
    title = f"{values.pop('name')} {known}"
    secret = secret_in_links(visit.request, known)
    pictures = pictures_of(whole.attachments, visit.request)
    answer = show(
        visit,
        TEMPLATES,
        "case.html",
        title,
        f"/track/{known}",
        CASE,
        kept={"secret": secret},
        secret=secret,
        whole_secret=secret_of_forms(visit.request, known),
        key=new_key(),
        pictures={each.id for each in pictures},
        **values,
    )
    return allow_pictures(answer, pictures)


@page(app, "POST", "/forget/{reference}", Caller.LINK, current)
def take_forget(visit: Visit, reference: str) -> Response:
    """Has a shared browser forget the resident's case. The link in our messages still opens it."""
    known = opened_with(visit.request, reference, read_form(visit.request).get("secret"), holder_may_act)
    return forget_case(visit.request, known, visit.language)


def done_words(act: str | None, visit: Visit) -> str | None:
    """What to say to somebody who has just done something."""
    return visit.say(DONE[act]) if act and act in DONE else None


@page(app, "GET", "/developers", Caller.PUBLIC, current)
def show_developers(visit: Visit) -> Response:
    """Every call of the API, for those who write programs."""
    title = visit.say(DEVELOPERS["title"])
    return show(visit, TEMPLATES, "developers.html", title, "/developers", DEVELOPERS, groups=pages.groups())


@route(app, "GET", "/developers/openapi.json", Caller.PUBLIC)
def show_document() -> Response:
    """The API as an OpenAPI 3.1 document."""
    headers: dict[str, str | list[str]] = {"Content-Type": "application/json", "Cache-Control": "public, max-age=300"}
    return Response(body=document.text(), headers=headers)


# API Gateway knows these as one route, the last one
add_around(app)
add_photos(app)
add_places(app)
add_map(app)
add_search(app)
add_answers(app)
add_answers_api(app)
add_front(app)
add_widget(app)
add_insights(app)
add_survey_results(app)
add_large_view(app)
add_my(app)
add_my_api(app)
add_news(app)
add_news_api(app)
add_notices(app)
add_feedback(app)
add_preflights(app)


@route(app, "GET", "/developers/asyncapi.json", Caller.PUBLIC)
def show_events_document() -> Response:
    """The events, on the topic and by webhooks, as an AsyncAPI 3 document."""
    headers: dict[str, str | list[str]] = {"Content-Type": "application/json", "Cache-Control": "public, max-age=300"}
    return Response(body=document.events_text(), headers=headers)


@route(app, ANY, CATCH_ALL, Caller.PUBLIC)
def show_unknown() -> Response:
    """Answers what no other route takes."""
    return answer_unknown(current_request(app))


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function."""
    if warmed(event):
        return {}
    if event.get("resource") == CATCH_ALL:
        event = as_own(event, app.routes, CATCH_ALL)
    return open_to_origins(event, respond(app, event, context), listed_origins)
