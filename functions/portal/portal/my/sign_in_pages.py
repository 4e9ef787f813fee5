"""The pages of signing in: asking for a code, entering it, and signing out."""

from __future__ import annotations

import secrets
from typing import Any

from chalice.app import Response

from onestop.contracts.read_contract import read_fields
from onestop.contracts.signed_in_requests import CodeAskBody
from onestop.domain.errors import NotValid
from onestop.domain.people.one_time_codes import LASTS, name_of_ask
from onestop.runtime.cookies import drop_cookie, sent_cookie, set_cookie
from onestop.runtime.kept_links import ASK, SESSION, forget_all
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.read_request import query
from onestop.storage.people.one_time_codes import find_ask
from portal.my.ask_for_code import put_on_its_way, read_ask
from portal.my.resident_session import Resident, go_out, open_resident_session, try_code
from portal.my.signed_in_page import (
    TEMPLATES,
    check_own_page,
    moment_of,
    read_own_form,
)
from portal.my.texts import CODE, SIGN_IN

SAID = ("lost", "signed_out", "eid_refused", "eid_silent", "eid_no_address")  # why somebody is here again


def show_sign_in(visit: Visit, typed: str, errors: list[tuple[str, str]]) -> Response:
    """Shows the form that asks where to send a code."""
    said = query(visit.request, "said")
    note = visit.say(SIGN_IN[said]) if said in SAID else None
    title, status = visit.say(SIGN_IN["title"]), 400 if errors else 200
    eid = visit.offer.jurisdiction.get("eid")
    values: dict[str, Any] = {
        "typed": typed,
        "note": note,
        "eid": visit.say(SIGN_IN["eid"]).format(name=visit.say(eid["name"])) if eid else "",
    }
    return show(visit, TEMPLATES, "my_sign_in.html", title, "/my", SIGN_IN, status, errors=errors, **values)


def take_address(visit: Visit) -> Response:
    """Takes the address for a code and leads to where the code is entered, whatever we know about the address."""
    check_own_page(visit.request)
    typed, at = read_form(visit.request).get("address", "").strip(), moment_of(visit.request)
    if not typed:
        return show_sign_in(visit, typed, [("address", visit.say(SIGN_IN["missing_address"]))])
    try:
        body = read_fields({"email" if "@" in typed else "phone": typed}, CodeAskBody)
        ask = read_ask(body, visit.offer, visit.language, at)
    except NotValid:
        return show_sign_in(visit, typed, [("address", visit.say(SIGN_IN["wrong_address"]))])
    token = secrets.token_urlsafe(32)
    put_on_its_way(ask, visit.request, token)
    answer = go_to("/my/code", visit.language)
    answer.headers["Set-Cookie"] = [set_cookie(ASK, token, int(LASTS.total_seconds()))]
    return answer


def show_code(visit: Visit, errors: list[tuple[str, str]] | None = None) -> Response:
    """Shows the form that takes the code: one Query, because it says where the code went."""
    token = sent_cookie(visit.request, ASK)
    ask = find_ask(name_of_ask(token)) if token else None
    if ask is None:
        return go_to("/my", visit.language, said="lost")
    sent = visit.say(CODE["sent"]).format(address=ask.address.partition(";")[0])
    title, status, by_sms = visit.say(CODE["title"]), 400 if errors else 200, ask.channel == "sms"
    return show(
        visit, TEMPLATES, "my_code.html", title, "/my/code", CODE, status, errors=errors, sent=sent, by_sms=by_sms
    )


def take_code(visit: Visit) -> Response:
    """Takes the code; the right one opens a session, only in the browser that asked for it."""
    check_own_page(visit.request)
    typed, at = read_form(visit.request).get("code", ""), moment_of(visit.request)
    if not typed:
        return show_code(visit, [("code", visit.say(CODE["missing_code"]))])
    ask = try_code(sent_cookie(visit.request, ASK), typed, at)
    if ask is None:
        return show_code(visit, [("code", visit.say(CODE["wrong_code"]))])
    secret = secrets.token_urlsafe(32)
    open_resident_session(ask, secret, at)
    answer = go_to("/my", visit.language)
    answer.headers["Set-Cookie"] = [set_cookie(SESSION, secret), drop_cookie(ASK)]
    return answer


def sign_out(visit: Visit, resident: Resident) -> Response:
    """Ends the session, and has the browser forget the cases that were opened from it."""
    read_own_form(visit.request, resident)
    go_out(resident)
    return forget_all(go_to("/my", visit.language, said="signed_out"), visit.request)
