"""The page by which somebody follows a case with its link, and the way to it by reference and secret."""

from __future__ import annotations

from pathlib import Path

from chalice.app import Chalice, Response

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
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import new_key, read_form
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.people.mandates import holder_may_act
from portal.case.dialogue_texts import DONE
from portal.case.first_visit import forget_case, try_to_keep
from portal.case.pictures import allow_pictures, pictures_of
from portal.case.public_view import case_values
from portal.texts import CASE, FOLLOW

TEMPLATES = Path(__file__).parents[1] / "templates"


def add_case(app: Chalice) -> None:
    """Declares the pages."""
    page(app, "GET", "/track", Caller.PUBLIC, current)(find_case)
    page(app, "GET", "/track/{reference}", Caller.LINK, current)(show_case)
    page(app, "POST", "/forget/{reference}", Caller.LINK, current)(take_forget)


def find_case(visit: Visit) -> Response:
    """Takes a reference and its secret to the page of the case, or says which of the two to check."""
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
    """The form that asks for a reference and its secret."""
    words = visit.say_all(FOLLOW)
    errors = [(field, words[name]) for field, name in wrong]
    status = 404 if wrong else 200
    title = words["follow_title"]
    return show(visit, TEMPLATES, "follow.html", title, "/track", FOLLOW, status, errors=errors, given=given)


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


def take_forget(visit: Visit, reference: str) -> Response:
    """A resident has a browser that others use too forget their case. The link in our messages still opens it."""
    known = opened_with(visit.request, reference, read_form(visit.request).get("secret"), holder_may_act)
    return forget_case(visit.request, known, visit.language)


def done_words(act: str | None, visit: Visit) -> str | None:
    """What to say to somebody who has just done something."""
    return visit.say(DONE[act]) if act and act in DONE else None
