"""Signing in and out: the routes."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from chalice.app import Response

from casework.pages.declare_page import open_page, page
from casework.pages.desk_addresses import HOME, SIGN_IN, SIGN_OUT, go_to, own_path
from casework.pages.desk_request import DeskVisit
from casework.pages.navigation import home_of
from casework.pages.sign_in.begin_session import begin_session
from casework.pages.sign_in.cognito_sign_in import address_to_sign_out, page_elsewhere
from casework.pages.sign_in.cookies import BEFORE, SESSION, drop_cookie, sent_cookie, set_cookie
from casework.pages.sign_in.form import TOO_OFTEN, show_sign_in
from casework.pages.sign_in.send_again import KEPT, ask_to_send_again, carried_fields
from casework.pages.sign_in.steps import (
    CODE,
    NEW_PASSWORD,
    PASSWORD,
    SET_UP,
    Claims,
    OtherWay,
    SignInStep,
    Weak,
    take_code,
    take_new_password,
    take_password,
    take_set_up,
)
from onestop.domain.errors import NotAllowed, TooMany
from onestop.domain.staff.desk_sessions import end_desk_session
from onestop.runtime.pages.form_marks import FIELD, is_marked
from onestop.runtime.pages.same_origin import says_own
from onestop.storage.staff.desk_sessions import change_sessions

ASKED = {PASSWORD: "password", CODE: "code", NEW_PASSWORD: "new_password", SET_UP: "code"}  # the field of each step
NOTES = {"ended": "ended_note", "out": "out_note"}
KEY = re.compile(r"[A-Z2-7]{16,128}")  # the key of an authenticator app, as it came with the form
TAKE: dict[str, Callable[..., SignInStep | Claims]] = {
    CODE: take_code,
    NEW_PASSWORD: take_new_password,
    SET_UP: take_set_up,
}


@open_page("GET", SIGN_IN)
def show_form(visit: DeskVisit) -> Response:
    """Shows the form, and why it is shown if that is not obvious."""
    return show_sign_in(visit, SignInStep(PASSWORD), to=visit.asked("next"), note=NOTES.get(visit.asked("because"), ""))


@open_page("POST", SIGN_IN)
def take_step(visit: DeskVisit) -> Response:
    """Takes one step of signing in; after the last one redirects to where they wanted to go."""
    form = visit.form
    name = form.text("step") if form.text("step") in ASKED else PASSWORD
    key = form.text("key") if KEY.fullmatch(form.text("key")) else ""
    step = SignInStep(name, form.text("session"), key)
    typed, username = form.text(ASKED[name]), form.text("username")
    missing = [field for field, value in (("username", username), (ASKED[name], typed)) if not value]

    def again(errors: list[tuple[str, str]], status: int, step: SignInStep = step) -> Response:
        kept = [(each, value) for each, value in form.pairs if each.startswith(KEPT)]
        return show_sign_in(
            visit, step, to=form.text("next"), username=username, kept=kept, errors=errors, status=status
        )

    before = sent_cookie(visit.request, BEFORE)
    if says_own(visit.request) is False or not before or not is_marked(before, form.text(FIELD)):
        return again([("username", "stale")], 403, SignInStep(PASSWORD))
    if missing:
        return again([(field, "missing") for field in missing], 400)
    address = str((visit.request.context.get("identity") or {}).get("sourceIp") or "")
    try:
        if name == PASSWORD:
            said = take_password(username, typed, address, visit.at)
        else:
            said = TAKE[name](username, step.session, typed, address, visit.at)
    except TooMany as error:
        minutes = -(-error.retry_after // 60)
        answer = again([(ASKED[name], visit.say_count(TOO_OFTEN, minutes))], 429)
        answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    except NotAllowed:
        return again([(ASKED[name], "wrong" if name == PASSWORD else "wrong_code")], 403)
    except Weak:
        return again([("new_password", "weak")], 400)
    except OtherWay:
        return again([("username", "other_way")], 403, SignInStep(PASSWORD))
    return again([], 200, said) if isinstance(said, SignInStep) else come_back(visit, said)


def come_back(visit: DeskVisit, claims: Claims) -> Response:
    """Begins a session, and continues to where they wanted to go, or to what they had typed."""
    begun, value = begin_session(visit, claims, secrets.token_urlsafe)
    cookies = (set_cookie(SESSION, value), drop_cookie(BEFORE))
    to = own_path(visit.form.text("next"))
    carried = carried_fields(visit.form.pairs)
    if carried:
        return ask_to_send_again(begun, carried, to, cookies)
    answer = go_to(home_of(begun.staff, begun.offer) if to == HOME else to)
    answer.headers["Set-Cookie"] = list(cookies)
    return answer


@page("POST", SIGN_OUT, None)
def sign_out(visit: DeskVisit) -> Response:
    """Ends this session, and no other of the same person."""
    if visit.signed_in:
        session = visit.signed_in.session
        change_sessions(visit.signed_in.known, lambda known: end_desk_session(known, session))
    answer = go_to(SIGN_IN, because="out", lang=visit.language)
    if visit.signed_in and visit.signed_in.session.elsewhere and page_elsewhere():
        answer.headers["Location"] = address_to_sign_out()
    answer.headers["Set-Cookie"] = [drop_cookie(SESSION)]
    return answer
