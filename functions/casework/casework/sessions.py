"""Signing in: Cognito checks the password and vouches for the member of staff with a token."""

from __future__ import annotations

import base64
import json
from typing import Any

from botocore.exceptions import ClientError

from onestop.contracts.staff import SessionBody
from onestop.domain.errors import NotAllowed
from onestop.runtime.clients import client
from onestop.runtime.identity import AGENCY, ROLE, groups_of
from onestop.runtime.settings import setting

REFUSALS = ("NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException", "InvalidParameterException")


def sign_in(body: SessionBody) -> dict[str, Any]:
    """Exchanges a user name and password for an id token. All refusals sound alike, so that names cannot be tried."""
    try:
        answer = client("cognito-idp").initiate_auth(
            AuthFlow="USER_PASSWORD_AUTH",
            ClientId=setting("USER_POOL_CLIENT_ID"),
            AuthParameters={"USERNAME": body.username, "PASSWORD": body.password},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in REFUSALS:
            raise
        raise NotAllowed("The user name or the password is wrong.") from None
    result = answer.get("AuthenticationResult")
    if not result:  # a first password must be changed, or a second factor is asked for
        raise NotAllowed(f"Sign in through Cognito first: it asks for {answer.get('ChallengeName')}.")
    groups = groups_of(claims_of(result["IdToken"]))
    return {
        "token": result["IdToken"],
        "expires_in": result["ExpiresIn"],
        "agencies": [group.removeprefix(AGENCY) for group in groups if group.startswith(AGENCY)],
        "roles": [group.removeprefix(ROLE) for group in groups if group.startswith(ROLE)],
    }


def claims_of(token: str) -> dict[str, Any]:
    """What a token that came straight from Cognito says; not for tokens that a caller sends."""
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return claims
