"""The pages of a session: all cases, how we write, who saw what. Signing in has its own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalice.app import Chalice, Response

from onestop.contracts.preferences import read_preferences
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotFound
from onestop.domain.languages import name_of_language
from onestop.domain.people.resident_sessions import IDLE, masked_address
from onestop.domain.time.dates import say_date, say_moment
from onestop.runtime import links
from onestop.runtime.kept_links import keep_secret
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.catalogue.releases import current
from portal.my.cases import SaidPreferences, is_own, keep_preferred, own_cases, preferred
from portal.my.consents import show_consents, take_consent, take_looks_along
from portal.my.data import send_data, send_readable
from portal.my.eid import BACK, come_back_from_eid, leave_for_eid
from portal.my.known_by import show_data, take_letter_code
from portal.my.others import open_others, show_others
from portal.my.resident_session import Resident, come_in_by_cookie
from portal.my.shown_preferences import preferences_shown
from portal.my.sign_in_pages import show_code, show_sign_in, sign_out, take_address, take_code
from portal.my.signed_in_page import (
    TEMPLATES,
    for_resident,
    mark,
    moment_of,
    read_own_form,
)
from portal.my.suggestions import show_suggestions, take_segments
from portal.my.texts import COUNT, MY, PREFERENCES, SEEN
from portal.my.who_saw import CASES, seen_by


def add_my(app: Chalice) -> None:
    """Declares the pages."""
    page(app, "GET", "/my", Caller.PUBLIC, current)(show_my)
    page(app, "POST", "/my/code", Caller.PUBLIC, current)(take_address)
    page(app, "GET", "/my/code", Caller.PUBLIC, current)(show_code)
    page(app, "POST", "/my/session", Caller.PUBLIC, current)(take_code)
    page(app, "GET", "/my/eid", Caller.PUBLIC, current)(leave_for_eid)
    page(app, "GET", BACK, Caller.PUBLIC, current)(come_back_from_eid)
    page(app, "GET", "/my/cases/{reference}", Caller.PUBLIC, current)(for_resident(open_own))
    page(app, "GET", "/my/preferences", Caller.PUBLIC, current)(for_resident(show_preferences))
    page(app, "POST", "/my/preferences", Caller.PUBLIC, current)(for_resident(take_preferences))
    page(app, "GET", "/my/seen", Caller.PUBLIC, current)(for_resident(show_seen))
    page(app, "GET", "/my/seen/table", Caller.PUBLIC, current)(for_resident(take_looks_along))
    page(app, "GET", "/my/consents", Caller.PUBLIC, current)(for_resident(show_consents))
    page(app, "POST", "/my/consents", Caller.PUBLIC, current)(for_resident(take_consent))
    page(app, "GET", "/my/suggestions", Caller.PUBLIC, current)(for_resident(show_suggestions))
    page(app, "POST", "/my/suggestions", Caller.PUBLIC, current)(for_resident(take_segments))
    page(app, "GET", "/my/others", Caller.PUBLIC, current)(for_resident(show_others))
    page(app, "GET", "/my/others/{reference}", Caller.PUBLIC, current)(for_resident(open_others))
    page(app, "GET", "/my/data", Caller.PUBLIC, current)(for_resident(show_data))
    page(app, "POST", "/my/data", Caller.PUBLIC, current)(for_resident(take_letter_code))
    page(app, "GET", "/my/data/read", Caller.PUBLIC, current)(for_resident(send_readable))
    page(app, "GET", "/my/data/file", Caller.PUBLIC, current)(for_resident(send_data))
    page(app, "POST", "/my/sign-out", Caller.PUBLIC, current)(for_resident(sign_out))


def show_my(visit: Visit) -> Response:
    """Shows all cases of the signed-in resident; to anyone else the form that asks for a code."""
    resident = come_in_by_cookie(visit.request, moment_of(visit.request))
    if resident is None:
        return show_sign_in(visit, "", [])
    return show_own(visit.in_language(resident.session.language), resident)


def show_own(visit: Visit, resident: Resident) -> Response:
    """Shows all cases: the session, a Query and one call for the cases."""
    own, zone = own_cases(resident, visit.offer), visit.offer.jurisdiction["time_zone"]
    cases = [
        {
            "reference": case.reference,
            "name": visit.offer.name_of("service", case.service, visit.language) or case.reference,
            "status": case.status,
            "status_name": visit.say(STATUS_WORDS[case.status]),
            "opened_at": case.opened_at,
            "opened": visit.say(MY["opened"]).format(date=say_date(case.opened_at, zone, visit.language)),
        }
        for case in own.cases
    ]
    values: dict[str, Any] = {
        "who": visit.say(MY["who"]).format(address=masked_address(resident.session.address)),
        "count": visit.say_count(COUNT, len(cases)),
        "cases": cases,
        "older": own.more,
        "saved": query(visit.request, "said") == "saved",
        "segments": "segments" in visit.offer.jurisdiction,
        "form": mark(resident),
    }
    return show(visit, TEMPLATES, "my.html", visit.say(MY["title"]), "/my", MY, **values)


def open_own(visit: Visit, resident: Resident, reference: str) -> Response:
    """Leads to the page of one's own case. The browser keeps its secret as long as it keeps the session, so that no
    address contains it."""
    known = read_reference(reference)
    if not known or not is_own(resident, known, visit.offer):
        raise NotFound("There is no such case of yours.", "reference")
    answer = go_to(f"/track/{known}", visit.language)
    answer.headers["Set-Cookie"] = [
        keep_secret(known, links.secret_of(links.TRACK, known), seconds=int(IDLE.total_seconds()))
    ]
    return answer


def show_preferences(
    visit: Visit, resident: Resident, errors: list[tuple[str, str]] | None = None, form: Mapping[str, str] | None = None
) -> Response:
    """Shows how we write to them; if something is wrong in a form, what they chose and typed in it."""
    wanted = preferred(resident, own_cases(resident, visit.offer), visit.offer)
    typed = {name: form.get(name, "") for name in ("quiet_from", "quiet_to", "zone")} if form else {}
    if form:
        wanted = replace(
            wanted,
            language=form.get("language", ""),
            channel=form.get("channel") or None,
            preferences=read_preferences(form)[0],
        )
    values: dict[str, Any] = {
        "wanted": wanted,
        "offered": [(code, name_of_language(code)) for code in visit.offer.jurisdiction["languages"]],
        "form": mark(resident),
        "segments": "segments" in visit.offer.jurisdiction,
        **preferences_shown(wanted.preferences, visit),
        **typed,
    }
    title, status = visit.say(PREFERENCES["title"]), 400 if errors else 200
    path = "/my/preferences"
    return show(visit, TEMPLATES, "my_preferences.html", title, path, PREFERENCES, status, errors=errors, **values)


def take_preferences(visit: Visit, resident: Resident) -> Response:
    """Keeps how they want to hear from us."""
    form, own = read_own_form(visit.request, resident), own_cases(resident, visit.offer)
    language, channel = form.get("language", ""), form.get("channel") or None
    if language not in visit.offer.jurisdiction["languages"]:
        return show_preferences(visit, resident, [("language", visit.say(PREFERENCES["wrong_language"]))], form)
    wanted = preferred(resident, own, visit.offer)
    if channel not in (None, *wanted.channels):
        return show_preferences(visit, resident, [("channel", visit.say(PREFERENCES["wrong_channel"]))], form)
    preferences, wrong = read_preferences(form)
    if wrong:
        errors = [(field, visit.say(PREFERENCES[words])) for field, words in wrong]
        return show_preferences(visit, resident, errors, form)
    said = SaidPreferences(at=moment_of(visit.request), language=language, channel=channel, letters=preferences)
    keep_preferred(resident, own, wanted, said, visit.offer)
    return go_to("/my", language, said="saved")


def show_seen(visit: Visit, resident: Resident) -> Response:
    """Shows who saw their data: a Query for each of the newest cases."""
    own, zone = own_cases(resident, visit.offer), visit.offer.jurisdiction["time_zone"]
    references = [case.reference for case in own.cases[:CASES]]
    looks = [
        (each, say_moment(each.at, zone, visit.language))
        for each in seen_by(references, resident.identities(visit.offer), visit.offer, visit.language)
    ]
    return show(visit, TEMPLATES, "my_seen.html", visit.say(SEEN["title"]), "/my/seen", SEEN, looks=looks)
