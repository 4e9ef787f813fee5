"""Signing in on Cognito's own page: leaving to it, and coming back."""

from __future__ import annotations

import secrets

from chalice.app import Response

from casework.pages.declare_page import open_page
from casework.pages.desk_addresses import HOME, go_to, own_path
from casework.pages.desk_request import DeskVisit
from casework.pages.navigation import home_of
from casework.pages.sign_in.ask_for_token import ask_for_token
from casework.pages.sign_in.begin_session import begin_session
from casework.pages.sign_in.cognito_sign_in import BACK, address_to_leave_to, claims_of_pool, page_elsewhere
from casework.pages.sign_in.cookies import AWAY, SESSION, drop_cookie, sent_cookie, set_cookie
from casework.pages.sign_in.form import show_sign_in
from casework.pages.sign_in.steps import PASSWORD, SignInStep
from onestop.domain.errors import NotAllowed, NotFound
from onestop.runtime.outside.sign_in_elsewhere import (
    PageSilent,
    begin_sign_in_elsewhere,
    comes_back,
    cookie_of_sign_in,
    read_sign_in_elsewhere,
)


@open_page("GET", "/desk/sign-in/elsewhere")
def leave_to_sign_in(visit: DeskVisit) -> Response:
    """Redirects to Cognito's page; a cookie remembers that they left, and where they wanted to go."""
    if not page_elsewhere():
        raise NotFound("This installation has no other page to sign in on.")
    away = begin_sign_in_elsewhere(own_path(visit.asked("next")), secrets.token_urlsafe)
    headers: dict[str, str | list[str]] = {
        "Location": address_to_leave_to(away, visit.language),
        "Set-Cookie": [set_cookie(AWAY, cookie_of_sign_in(away))],
    }
    return Response(body="", status_code=303, headers=headers)


@open_page("GET", BACK)
def come_back_signed_in(visit: DeskVisit) -> Response:
    """Begins a session for a visitor who comes back with a code; all others get the form, and the reason."""
    if not page_elsewhere():
        raise NotFound("This installation has no other page to sign in on.")
    away = read_sign_in_elsewhere(sent_cookie(visit.request, AWAY))
    to = away.to if away else ""
    try:
        known = comes_back(away, visit.asked("state"))
        claims = claims_of_pool(known, ask_for_token(known, visit.asked("code")), visit.at)
    except NotAllowed:
        return show_sign_in(visit, SignInStep(PASSWORD), to=to, errors=[("username", "elsewhere_refused")], status=403)
    except PageSilent:
        return show_sign_in(visit, SignInStep(PASSWORD), to=to, errors=[("username", "elsewhere_silent")], status=503)
    begun, value = begin_session(visit, claims, secrets.token_urlsafe, elsewhere=True)
    to = own_path(known.to)
    answer = go_to(home_of(begun.staff, begun.offer) if to == HOME else to)
    answer.headers["Set-Cookie"] = [set_cookie(SESSION, value), drop_cookie(AWAY)]
    return answer
