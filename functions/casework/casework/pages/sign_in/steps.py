"""Signing in with Cognito, step by step: what it asks, and what it says once all is answered.

Between two steps Cognito's own session of a few minutes is carried along in the form; it opens nothing by itself.
Whatever is wrong sounds alike, and is counted (`casework.staff.sign_in_attempts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from casework.staff.sign_in import answer_challenge, ask_cognito, start_sign_in, verify
from casework.staff.sign_in_attempts import attempt
from onestop.runtime.clients import client
from onestop.runtime.outside.sign_in_elsewhere import claims_in

PASSWORD, CODE, NEW_PASSWORD, SET_UP = "password", "code", "new_password", "set_up"
Claims = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SignInStep:
    """What is asked next: with Cognito's session, and the key for an app that is being set up."""

    name: str
    session: str = ""
    key: str = ""


class OtherWay(Exception):
    """Cognito asks for something that the desk has no form for, such as digits by text message.

    No OnestopError: the page of sign-in says it in words of its own, with what to do.
    """


class Weak(Exception):
    """Cognito does not take a new password.

    No OnestopError: the page of sign-in says it at the field.
    """


def take_password(username: str, password: str, address: str, at: datetime) -> SignInStep | Claims:
    """The first step. Raises NotAllowed for a wrong one, TooMany after many."""
    with attempt(username, address, at):
        return after(ask_cognito(start_sign_in, username, password))


def take_code(username: str, session: str, code: str, address: str, at: datetime) -> SignInStep | Claims:
    """The digits of an app that is set up."""
    with attempt(username, address, at):
        answers = {"SOFTWARE_TOKEN_MFA_CODE": code}
        return after(ask_cognito(answer_challenge, username, "SOFTWARE_TOKEN_MFA", session, answers))


def take_new_password(username: str, session: str, password: str, address: str, at: datetime) -> SignInStep | Claims:
    """A password of one's own in the place of the first one. Raises Weak."""
    try:
        with attempt(username, address, at):
            return after(
                ask_cognito(answer_challenge, username, "NEW_PASSWORD_REQUIRED", session, {"NEW_PASSWORD": password})
            )
    except ClientError as error:
        if error.response["Error"]["Code"] != "InvalidPasswordException":
            raise
        raise Weak from None


def take_set_up(username: str, session: str, code: str, address: str, at: datetime) -> SignInStep | Claims:
    """The first digits of an app that has just been given its key."""
    with attempt(username, address, at):
        verified = ask_cognito(verify, session, code)
        return after(ask_cognito(answer_challenge, username, "MFA_SETUP", verified["Session"], {}))


def after(answer: Mapping[str, Any]) -> SignInStep | Claims:
    """What Cognito asks next, or what it says about who has signed in."""
    if result := answer.get("AuthenticationResult"):
        return claims_in(result["IdToken"])
    challenge, session = answer.get("ChallengeName"), str(answer.get("Session") or "")
    if challenge == "SOFTWARE_TOKEN_MFA":
        return SignInStep(CODE, session)
    if challenge == "NEW_PASSWORD_REQUIRED":
        return SignInStep(NEW_PASSWORD, session)
    if challenge == "MFA_SETUP":
        given = ask_cognito(client("cognito-idp").associate_software_token, Session=session)
        return SignInStep(SET_UP, given["Session"], given["SecretCode"])
    raise OtherWay
