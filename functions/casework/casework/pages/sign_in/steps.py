"""Signing in with Cognito, step by step: what it asks for, and the claims that it returns in the end.

Between two steps the form carries Cognito's own session of a few minutes, which opens nothing by itself. Every failure
gets the same message, and is counted (`casework.staff.sign_in_attempts`).
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
    """The next question: with Cognito's session, and the key for an authenticator app that is being set up."""

    name: str
    session: str = ""
    key: str = ""


class OtherWay(Exception):
    """Cognito asks for something that the desk has no form for, such as a code by text message.

    Not an OnestopError: the sign-in page has its own words for it, with what to do.
    """


class Weak(Exception):
    """Cognito refuses a new password as too weak.

    Not an OnestopError: the sign-in page says it at the field.
    """


def take_password(username: str, password: str, address: str, at: datetime) -> SignInStep | Claims:
    """Takes the first step. Raises NotAllowed for a wrong password, TooMany after many."""
    with attempt(username, address, at):
        return after(ask_cognito(start_sign_in, username, password))


def take_code(username: str, session: str, code: str, address: str, at: datetime) -> SignInStep | Claims:
    """Takes the code of an authenticator app."""
    with attempt(username, address, at):
        answers = {"SOFTWARE_TOKEN_MFA_CODE": code}
        return after(ask_cognito(answer_challenge, username, "SOFTWARE_TOKEN_MFA", session, answers))


def take_new_password(username: str, session: str, password: str, address: str, at: datetime) -> SignInStep | Claims:
    """Takes the person's own password, which replaces the first one. Raises Weak."""
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
    """Takes the first code of an authenticator app that has just been set up."""
    with attempt(username, address, at):
        verified = ask_cognito(verify, session, code)
        return after(ask_cognito(answer_challenge, username, "MFA_SETUP", verified["Session"], {}))


def after(answer: Mapping[str, Any]) -> SignInStep | Claims:
    """Returns what Cognito asks next, or its claims about the person who has signed in."""
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
