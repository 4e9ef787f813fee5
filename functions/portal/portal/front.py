"""The front door: a search box, what is often needed now, all services by group, and the way to an open case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalice.app import Chalice, Request, Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.front_page import notices_on, wanted_now
from onestop.domain.forms.names import asks_eligibility
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.clock import asked_at
from onestop.runtime.notice_links import notice_page
from onestop.runtime.notice_texts import words_in
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.read_request import accepted_languages, query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from onestop.storage.notices.notice_rows import holding_now
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute
from portal.search.scripts import script_address, with_script
from portal.search.texts import SEARCH_BOX
from portal.texts import FOLLOW, FRONT

if TYPE_CHECKING:
    from onestop.contracts.answers.services import Notices, NoticeShown

TEMPLATES = Path(__file__).with_name("templates")


def add_front(app: Chalice) -> None:
    """Declares the front door, and the call for the notices on it."""
    page(app, "GET", "/", Caller.PUBLIC, current)(show_front)

    @route(app, "GET", "/api/notices", Caller.PUBLIC)
    def list_notices() -> AnswerOf[Notices]:
        """What everybody should know today, as the first page shows it."""
        request, catalogue = current_request(app), current()
        language = catalogue.language(query(request, "lang"), *accepted_languages(request))
        body: Notices = {"language": language, "notices": notices_now(request, catalogue, language)}
        return keep_a_minute(request, answer_with(body, headers=OPEN_TO_PAGES))


def show_front(visit: Visit) -> Response:
    """Shows the first page."""
    release, today = visit.offer.release, today_of(visit.request, visit.offer)
    shelves = [
        (group, [service for service in release["services"] if service["group"] == group["code"]])
        for group in release["groups"]
    ]
    values: dict[str, Any] = {
        "shelves": shelves,
        "wanted": wanted_now(release["services"], today.month),
        "notices": notices_now(visit.request, visit.offer, visit.language),
        "eligible": asks_eligibility(release),
        "life": any(service.get("life") for service in release["services"]),
        "given": {},
        "typed": "",
        "script": script_address,
    }
    texts = {**FRONT, **FOLLOW, **SEARCH_BOX}
    answer = show(visit, TEMPLATES, "front.html", visit.say(FRONT["title"]), "/", texts, **values)
    return with_script(answer, visit.request)


def today_of(request: Request, catalogue: Catalogue) -> date:
    """Today's date in the jurisdiction."""
    return asked_at(request.headers).astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date()


def notices_now(request: Request, catalogue: Catalogue, language: str) -> list[NoticeShown]:
    """What everybody should know now: notices sent to many first, then those that the catalogue has for this day."""
    zone = ZoneInfo(catalogue.jurisdiction["time_zone"])
    sent: list[NoticeShown] = [
        {
            "text": words_in(each, language, catalogue).headline,
            "from": (each.sent_at or each.written_at).astimezone(zone).date().isoformat(),
            "until": each.expires_at.astimezone(zone).date().isoformat(),
            "link": notice_page(each.id, language),
        }
        for each in holding_now(asked_at(request.headers))
    ]
    return [*sent, *notices_in(catalogue, today_of(request, catalogue), language)]


def notices_in(catalogue: Catalogue, day: date, language: str) -> list[NoticeShown]:
    """The notices of a day in one language."""
    return [
        {
            "text": catalogue.say(each["text"], language),
            "from": each["from"],
            "until": each["until"],
            "link": each.get("link"),
        }
        for each in notices_on(catalogue.jurisdiction, day)
    ]
