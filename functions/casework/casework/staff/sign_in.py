"""Signing in: Cognito checks the password and issues a token for the member of staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from botocore.exceptions import ClientError

from casework.staff.sign_in_attempts import WrongCredentials, attempt
from onestop.contracts.staff import AuthenticatorBody, SessionBody
from onestop.domain.errors import NotAllowed, NotPossible
from onestop.runtime.clients import client
from onestop.runtime.identity import AGENCY, ROLE, groups_of
from onestop.runtime.outside.sign_in_elsewhere import claims_in
from onestop.runtime.settings import setting

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_work import Authenticator, StaffToken

REFUSALS = (
    "NotAuthorizedException",
    "UserNotFoundException",
    "UserNotConfirmedException",
    "InvalidParameterException",
    "CodeMismatchException",
    "EnableSoftwareTokenMFAException",
    "ExpiredCodeException",
)
ISSUER = "Onestop"


def sign_in(body: SessionBody, address: str, at: datetime) -> StaffToken:
    """Exchanges a user name and password, and the code of an authenticator app if Cognito asks for it, for an id
    token. All refusals have the same message, so that user names cannot be guessed."""
    with attempt(body.username, address, at):
        result = signed_in(body)
    groups = groups_of(claims_in(result["IdToken"]))
    return {
        "token": result["IdToken"],
        "expires_in": result["ExpiresIn"],
        "agencies": [group.removeprefix(AGENCY) for group in groups if group.startswith(AGENCY)],
        "roles": [group.removeprefix(ROLE) for group in groups if group.startswith(ROLE)],
    }


def signed_in(body: SessionBody) -> dict[str, Any]:
    """Returns Cognito's tokens, once everything that it asks for was answered."""
    answer = ask_cognito(start_sign_in, body.username, body.password)
    challenge, session = answer.get("ChallengeName"), str(answer.get("Session") or "")
    if challenge == "SOFTWARE_TOKEN_MFA":
        code = code_of(body, "code", "Send the six digits that your app shows, as `code`.")
        answer = ask_cognito(answer_challenge, body.username, challenge, session, {"SOFTWARE_TOKEN_MFA_CODE": code})
    elif challenge == "MFA_SETUP":
        words = "First set up an app with six digits (POST /api/staff/authenticators), then send `code` and `setup`."
        code = code_of(body, "setup", words)
        verified = ask_cognito(verify, body.setup or session, code)
        answer = ask_cognito(answer_challenge, body.username, challenge, verified["Session"], {})
    result = answer.get("AuthenticationResult")
    if not result:  # the first password must be changed
        raise NotAllowed(f"Sign in through Cognito first: it asks for {answer.get('ChallengeName')}.")
    return dict(result)


def set_up(body: AuthenticatorBody, address: str, at: datetime) -> Authenticator:
    """Returns the key for an authenticator app of somebody who has none yet; with its code and `setup` they sign in."""
    with attempt(body.username, address, at):
        answer = ask_cognito(start_sign_in, body.username, body.password)
        if answer.get("ChallengeName") != "MFA_SETUP":
            raise NotPossible(
                "There is no app to set up for this account: sign in, or ask your administrator.", "username"
            )
        key = ask_cognito(client("cognito-idp").associate_software_token, Session=answer["Session"])
    label = quote(f"{ISSUER}:{body.username}")
    link = f"otpauth://totp/{label}?secret={key['SecretCode']}&issuer={ISSUER}"
    return {"key": key["SecretCode"], "link": link, "setup": key["Session"]}


def code_of(body: SessionBody, field: str, words: str) -> str:
    """Returns the code that was sent; raises NotAllowed, with what to send, if there is none."""
    if not body.code or not getattr(body, field):
        raise NotAllowed(words, field)
    return body.code


def ask_cognito(call: Callable[..., Any], *given: Any, **named: Any) -> dict[str, Any]:
    """Calls Cognito; all its refusals become the same one."""
    try:
        return dict(call(*given, **named))
    except ClientError as error:
        if error.response["Error"]["Code"] not in REFUSALS:
            raise
        raise WrongCredentials from None


def start_sign_in(username: str, password: str) -> Any:
    return client("cognito-idp").initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=setting("USER_POOL_CLIENT_ID"),
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )


def verify(session: str, code: str) -> Any:
    return client("cognito-idp").verify_software_token(Session=session, UserCode=code, FriendlyDeviceName=ISSUER)


def answer_challenge(username: str, challenge: str, session: str, answers: dict[str, str]) -> Any:
    return client("cognito-idp").respond_to_auth_challenge(
        ClientId=setting("USER_POOL_CLIENT_ID"),
        ChallengeName=challenge,
        Session=session,
        ChallengeResponses={"USERNAME": username, **answers},
    )
