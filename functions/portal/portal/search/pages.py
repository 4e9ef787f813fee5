"""The page of results, the script of the box, and the call that suggests while somebody types."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, Response

from onestop.domain.errors import Fault, NotValid
from onestop.domain.hazards.first_words import first_words
from onestop.domain.languages import say_series
from onestop.domain.places.spots import is_public
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.clock import HEADER, time_of
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.light_view import view_asked
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import new_key
from onestop.runtime.read_request import accepted_languages, query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.articles import told_in_force
from onestop.storage.catalogue.releases import current
from portal.answers.texts import FOUND
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute
from portal.search.find_by_words import LONGEST, find_answers_for, find_for, reference_in, suggest_for
from portal.search.scripts import script_address, send_script, with_script
from portal.search.texts import SEARCH

if TYPE_CHECKING:
    from onestop.contracts.answers.services import Suggestions
    from onestop.domain.understanding.propose_services import ProposedService

TEMPLATES = Path(__file__).parents[1] / "templates"


def add_search(app: Chalice) -> None:
    """Declares the page, its script and the call."""
    page(app, "GET", "/search", Caller.PUBLIC, current)(show_found)

    @route(app, "GET", "/search/{file}", Caller.PUBLIC)
    def send_search_script(file: str) -> Response:
        """Sends the present script of the box."""
        return send_script(file)

    @route(app, "GET", "/api/suggestions", Caller.PUBLIC)
    def list_suggestions() -> AnswerOf[Suggestions]:
        """What words may be about, while somebody types them: services in any of the languages, or a case."""
        request, catalogue = current_request(app), current()
        language = catalogue.language(query(request, "lang"), *accepted_languages(request))
        typed = query(request, "text") or ""
        if len(typed) > LONGEST:
            raise NotValid(Fault("text", "this is longer than what we read", f"at most {LONGEST} characters"))
        body = suggest_for(typed.strip(), catalogue, language)
        return keep_a_minute(request, answer_with(body, headers=OPEN_TO_PAGES))


def show_found(visit: Visit) -> Response:
    """Shows the services that were meant, each with the reason; a reference leads to its case, an empty box
    to the first page."""
    typed = (query(visit.request, "q") or "").strip()[:LONGEST]
    if not typed:
        return go_to("/", visit.language, **view_asked(visit.request))
    if reference := reference_in(typed):
        return go_to("/track", visit.language, reference=reference, **view_asked(visit.request))
    values: dict[str, Any] = {
        "typed": typed,
        "danger": danger_in(typed, visit),
        "answers": [answer_line(each, visit) for each in find_answers_for(typed, visit.offer)],
        "found": [line_of(each, visit) for each in find_for(typed, visit.offer)],
        "key": new_key(),
        "script": script_address,
    }
    title = visit.say(SEARCH["title"]).format(words=typed)
    answer = show(visit, TEMPLATES, "search.html", title, "/search", {**SEARCH, **FOUND}, kept={"q": typed}, **values)
    return with_script(answer, visit.request)


def answer_line(code: str, visit: Visit) -> dict[str, str]:
    """One article: its question, and the short answer."""
    told = told_in_force(code, visit.offer, visit.language, time_of(visit.request.headers.get(HEADER)))
    return {"code": code, "title": told.title, "short": told.short, "language": told.language}


def line_of(found: ProposedService, visit: Visit) -> dict[str, Any]:
    """One service in words."""
    service = visit.offer.services[found.service]
    return {
        "code": found.service,
        "name": visit.say(service["name"]),
        "description": visit.say(service["description"]),
        "why": visit.say(SEARCH["because"]).format(words=say_series(found.because, visit.language))
        if found.because
        else "",
        "around": is_public(service) and service["place"] != "none",
    }


def danger_in(typed: str, visit: Visit) -> dict[str, str] | None:
    """The number to call, for somebody who names a danger in the box."""
    found = visit.offer.hazards.find_cry(typed) or visit.offer.hazards.find(typed)
    if found is None:
        return None
    number = visit.offer.hazards.number_of(found.code)
    return {"number": number, "say": first_words(number, visit.language, visit.offer.say)}
