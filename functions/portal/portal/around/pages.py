"""The page, its feeds and the call of the API. All of them show the same; the page works without scripts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalice.app import Chalice, Response

from onestop.domain.errors import Fault, NotValid
from onestop.domain.time.dates import say_date
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.clock import asked_at
from onestop.runtime.pages.frame import Visit, let_pictures_in, show
from onestop.runtime.pages.light_view import is_light, saves_data
from onestop.runtime.pages.maps import allow_map, map_values
from onestop.runtime.pages.page_routes import page
from onestop.runtime.read_request import accepted_languages, query
from onestop.runtime.settings import setting
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.cases.object_links import origin_of_kept
from onestop.storage.catalogue.releases import current
from portal.around.caching import OPEN_TO_PAGES, keep_a_minute
from portal.around.feeds import as_atom, as_geojson
from portal.around.find_nearby_cases import again_for, find_cases, nearby_case_view
from portal.around.read_area import SEVERAL, AreaAsked, read_asked
from portal.around.texts import AROUND, COUNT

if TYPE_CHECKING:
    from onestop.contracts.answers.public import NearbyCase, NearbyCases
    from onestop.domain.catalogue.catalogue import Catalogue

TEMPLATES = Path(__file__).parents[1] / "templates"
WRONG = {"q": "no_address", "lat": "not_here", "long": "wrong_number", "within": "wrong_number"}


def add_around(app: Chalice) -> None:
    """Declares the page, the feeds and the call."""

    @page(app, "GET", "/around", Caller.PUBLIC, current)
    def show_around(visit: Visit) -> Response:
        """What was reported near a place or in a district: a form, then a list, then a map for anyone who wants one."""
        try:
            asked, errors = read_asked(visit.request, visit.offer), []
        except NotValid as wrong:
            asked, errors = AreaAsked(text=query(visit.request, "q") or ""), errors_of(wrong, visit)
        answer = answer_page(visit, asked, errors)
        return answer if is_light(visit.request) else allow_map(answer, visit.offer)

    @route(app, "GET", "/around.geojson", Caller.PUBLIC)
    def send_geojson() -> Response:
        """What was reported near a place or in a district, as GeoJSON."""
        _, cases, _ = found_by_program(app)
        return send_body(app, as_geojson(cases), "application/geo+json")

    @route(app, "GET", "/around/feed.atom", Caller.PUBLIC)
    def send_atom() -> Response:
        """What was reported near a place or in a district, as an Atom feed."""
        asked, cases, language = found_by_program(app)
        catalogue = current()
        city = catalogue.say(catalogue.jurisdiction["name"], language)
        where = where_of(asked, catalogue, language)
        title = f"{catalogue.say(AROUND['title'], language)}: {where} – {city}"
        there = urlencode({**asked.fields(), "lang": language})
        base = setting("PUBLIC_URL").rstrip("/")
        text = as_atom(
            cases,
            title=title,
            page=f"{base}/around?{there}",
            feed=f"{base}/around/feed.atom?{there}",
            city=city,
            language=language,
        )
        return send_body(app, text, "application/atom+xml; charset=utf-8")

    @route(app, "GET", "/api/nearby", Caller.PUBLIC)
    def list_nearby() -> AnswerOf[NearbyCases]:
        """Cases near a place or in a district that are not closed yet, with what anybody may know about them.

        Never words, never a person; places to about a hundred metres unless whoever reported it knew better.
        """
        asked, language = read_for_program(app)
        catalogue = current()
        found, at = find_cases(asked, catalogue), asked_at(current_request(app).headers)
        body: NearbyCases = {
            "cases": [
                nearby_case_view(case, catalogue, language, again_for(case, asked, at, catalogue, language))
                for case in found.cases
            ],
            "more": found.more,
            "cursor": found.cursor,
        }
        return keep_a_minute(current_request(app), answer_with(body, headers=OPEN_TO_PAGES))


def read_for_program(app: Chalice) -> tuple[AreaAsked, str]:
    """Reads what a program asks for, and its language. Raises NotValid if it names neither a place nor a district."""
    request, catalogue = current_request(app), current()
    asked = read_asked(request, catalogue, anywhere=True)
    if not asked.anything:
        raise NotValid(Fault("lat", "there is no place", "lat and long, or a district"))
    return asked, catalogue.language(query(request, "lang"), *accepted_languages(request))


def found_by_program(app: Chalice) -> tuple[AreaAsked, list[NearbyCase], str]:
    asked, language = read_for_program(app)
    catalogue = current()
    return asked, [nearby_case_view(case, catalogue, language) for case in find_cases(asked, catalogue).cases], language


def send_body(app: Chalice, body: str, media_type: str) -> Response:
    headers: dict[str, str | list[str]] = {"Content-Type": media_type, **OPEN_TO_PAGES}
    return keep_a_minute(current_request(app), Response(body=body, headers=headers))


def answer_page(visit: Visit, asked: AreaAsked, errors: list[tuple[str, str]]) -> Response:
    offer, language = visit.offer, visit.language
    found = find_cases(asked, offer)
    listed = [line_of(nearby_case_view(case, offer, language), visit) for case in found.cases]
    features = offer.release["boundaries"]["features"]
    fields, where, title = asked.fields(), where_of(asked, offer, language), visit.say(AROUND["title"])
    values: dict[str, Any] = {
        "asked": asked,
        "anything": asked.anything,
        "count": visit.say_count(COUNT, len(listed)) if asked.anything else "",
        "where": where,
        "cases": listed,
        "older": found.more and found.cursor is None,
        "cursor": found.cursor,
        "districts": [(each["properties"]["code"], visit.say(each["properties"]["name"])) for each in features],
        "services": [(each["code"], visit.say(each["name"])) for each in offer.release["services"]
                     if each.get("public", True)],
        "fields": fields,
        "map": map_values(visit, marks="/around.geojson", query=fields, center=asked.place, district=asked.district),
    }  # fmt: skip
    answer = show(
        visit,
        TEMPLATES,
        "around.html",
        f"{title}: {where}" if where else title,
        "/around",
        AROUND,
        400 if errors else 200,
        kept=fields,
        errors=errors,
        **values,
    )
    return let_pictures_in(answer, origin_of_kept()) if any(case["small"] for case in listed) else answer


def line_of(case: NearbyCase, visit: Visit) -> dict[str, Any]:
    """One case in words."""
    zone = visit.offer.jurisdiction["time_zone"]
    date = say_date(datetime.fromisoformat(case["opened_at"]), zone, visit.language)
    away = case["metres"]
    return {
        **case,
        "small": f"{case['photo']}?size=small" if case["photo"] and not saves_data(visit.request) else "",
        "reported": visit.say(AROUND["reported"]).format(date=date),
        "away": visit.say(AROUND["away"]).format(metres=round(away, -1) or 10) if away is not None else "",
    }


def where_of(asked: AreaAsked, catalogue: Catalogue, language: str) -> str:
    """The place in words."""
    if asked.place:
        near = catalogue.say(AROUND["near"], language)
        return near.format(place=asked.text) if asked.text else catalogue.say(AROUND["here"], language)
    features = catalogue.release["boundaries"]["features"]
    names = {each["properties"]["code"]: each["properties"]["name"] for each in features}
    return catalogue.say(names[asked.district], language) if asked.district else ""


def errors_of(wrong: NotValid, visit: Visit) -> list[tuple[str, str]]:
    """What is wrong with the form, at the field that the reader sees."""
    return [("q", words_of(fault, visit)) for fault in wrong.faults]


def words_of(fault: Fault, visit: Visit) -> str:
    """One fault in words; for an address that may be several places, with all of them."""
    if fault.message == SEVERAL:
        return visit.say(AROUND["several"]).format(places=fault.expected)
    return visit.say(AROUND[WRONG.get(fault.field, "not_here")])
