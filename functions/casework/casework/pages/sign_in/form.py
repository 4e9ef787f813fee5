"""The form by which staff sign in, one step at a time: the password, then whatever else Cognito asks for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import quote

from chalice.app import Response

from casework.pages.desk_addresses import own_path, path_of
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.sign_in.cognito_sign_in import page_elsewhere
from casework.pages.sign_in.cookies import BEFORE, sent_cookie, set_cookie
from casework.pages.sign_in.send_again import carried_fields, kept_fields
from casework.pages.sign_in.steps import PASSWORD, SignInStep
from onestop.domain.translation import N_, NP_, Phrase, Plural

ISSUER = "Onestop"
TEXTS: Mapping[str, Phrase] = {
    "title": N_("Sign in to the staff desk"),
    "username": N_("User name"),
    "password": N_("Password"),
    "go_on": N_("Sign in"),
    "next_step": N_("Go on"),
    "code_title": N_("The digits of your app"),
    "code": N_("Six digits"),
    "code_hint": N_("Your app shows new ones every half minute."),
    "new_password_title": N_("Choose a password of your own"),
    "new_password": N_("New password"),
    "new_password_hint": N_("At least 12 characters, with small and capital letters and digits."),
    "set_up_title": N_("Set up an app with six digits"),
    "set_up_lead": N_("Besides the password you show that you have your telephone with you. You do this once."),
    "set_up_open": N_("Open this in your app"),
    "set_up_key": N_("Or add this key to it by hand"),
    "begin_again": N_("Begin again"),
    "kept_note": N_("Your session has ended. Sign in again: what you wrote is kept and can be sent afterwards."),
    "ended_note": N_("Your session has ended. Sign in again to go on."),
    "out_note": N_("You are signed out."),
    "wrong": N_("The user name or the password is wrong"),
    "wrong_code": N_("The digits are wrong, or too much time has passed: try the next ones, or begin again"),
    "weak": N_("This password is too weak: see what it needs"),
    "missing": N_("Fill this in"),
    "other_way": N_("Your account asks for something that the desk cannot do: ask your administrator"),
    "stale": N_("This form was open for too long, or your browser keeps no cookies. Please try again"),
    "elsewhere": N_("Sign in with the account of your office"),
    "elsewhere_new": N_("Sign in with the account of your office, in a new window"),
    "elsewhere_done": N_("I have signed in there: go on with what I wrote"),
    "elsewhere_refused": N_("You were not signed in there. Please try again"),
    "elsewhere_silent": N_("The page of your office does not answer. Please try again in a few minutes"),
}
TOO_OFTEN: Plural = NP_(
    "There were too many attempts to sign in. Try again in {count} minute, or ask your administrator",
    "There were too many attempts to sign in. Try again in {count} minutes, or ask your administrator",
)


def show_sign_in(
    visit: DeskVisit,
    step: SignInStep,
    *,
    to: str,
    username: str = "",
    kept: list[tuple[str, str]] | None = None,
    errors: list[tuple[str, str]] | None = None,
    note: str = "",
    status: int = 200,
) -> Response:
    """Shows the form of one step. `to` is where to go afterwards, `kept` what was typed before."""
    before = sent_cookie(visit.request, BEFORE) or secrets.token_urlsafe(32)
    title = "title" if step.name == PASSWORD else f"{step.name}_title"
    label = quote(f"{ISSUER}:{username}")
    return show(
        visit,
        "sign_in/form.html",
        visit.say(TEXTS[title]),
        TEXTS,
        status,
        errors=[(field, visit.say(TEXTS[name]) if name in TEXTS else name) for field, name in errors or []],
        forms=before,
        cookies=(set_cookie(BEFORE, before),),
        step=step,
        to=own_path(to),
        username=username,
        kept=kept or [],
        note=note,
        elsewhere=bool(page_elsewhere()),
        carried=carried_fields(kept or []),
        link=f"otpauth://totp/{label}?secret={step.key}&issuer={ISSUER}",
    )


def sign_in_here(visit: DeskVisit) -> Response:
    """Asks to sign in on the page to which a form was sent, and keeps what was typed in it."""
    kept = kept_fields(visit.form.pairs)
    return show_sign_in(visit, SignInStep(PASSWORD), to=path_of(visit.request), kept=kept, note="kept_note", status=401)
