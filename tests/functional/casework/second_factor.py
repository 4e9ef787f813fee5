"""A pool that asks for the digits of an app, as Cognito answers on AWS: the pool in memory asks nobody to set one up.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import time
from types import SimpleNamespace
from typing import Any

from onestop.runtime.clients import client

OPERATIONS = ("InitiateAuth", "AssociateSoftwareToken", "VerifySoftwareToken", "RespondToAuthChallenge")
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CLAIMS = {"sub": "1", "cognito:groups": ["agency:streets", "role:clerk"]}


class RequestRefused(Exception):
    """Cognito refuses, by this code."""


class AppPool:
    """One user with a password; their app is set up once its digits have been shown."""

    def __init__(self, username: str, password: str) -> None:
        self.username, self.password, self.enrolled, self.sessions = username, password, False, set[str]()

    def answer(self, params: dict[str, Any], model: Any, **_: Any) -> Any:
        try:
            said = getattr(self, model.name)(json.loads(params["body"]))
        except RequestRefused as refused:
            said = {"Error": {"Code": str(refused), "Message": ""}}
            return SimpleNamespace(status_code=400, headers={}, content=b""), said | {"ResponseMetadata": {}}
        return SimpleNamespace(status_code=200, headers={}, content=b""), said | {"ResponseMetadata": {}}

    def session(self, name: str) -> str:
        self.sessions.add(f"{name}-session-of-this-sign-in")
        return f"{name}-session-of-this-sign-in"

    def check(self, session: str, digits_shown: str | None = None) -> None:
        if session not in self.sessions:
            raise RequestRefused("NotAuthorizedException")
        if digits_shown is not None and digits_shown not in (digits(KEY), digits(KEY, periods_ago=1)):
            raise RequestRefused("CodeMismatchException")

    def InitiateAuth(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["AuthParameters"] != {"USERNAME": self.username, "PASSWORD": self.password}:
            raise RequestRefused("NotAuthorizedException")
        return {"ChallengeName": "SOFTWARE_TOKEN_MFA" if self.enrolled else "MFA_SETUP", "Session": self.session("in")}

    def AssociateSoftwareToken(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.check(asked["Session"])
        return {"SecretCode": KEY, "Session": self.session("setup")}

    def VerifySoftwareToken(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.check(asked["Session"], asked["UserCode"])
        return {"Status": "SUCCESS", "Session": self.session("verified")}

    def RespondToAuthChallenge(self, asked: dict[str, Any]) -> dict[str, Any]:
        setting_up = asked["ChallengeName"] == "MFA_SETUP"
        shown = None if setting_up else asked["ChallengeResponses"]["SOFTWARE_TOKEN_MFA_CODE"]
        self.check(asked["Session"], shown)
        if setting_up and not asked["Session"].startswith("verified"):
            raise RequestRefused("NotAuthorizedException")
        self.enrolled = True
        payload = base64.urlsafe_b64encode(json.dumps(CLAIMS).encode()).decode().rstrip("=")
        return {"AuthenticationResult": {"IdToken": f"x.{payload}.y", "ExpiresIn": 3600}}

    def __enter__(self) -> AppPool:
        for operation in OPERATIONS:
            client("cognito-idp").meta.events.register(f"before-call.*.{operation}", self.answer)
        return self

    def __exit__(self, *_: object) -> None:
        for operation in OPERATIONS:
            client("cognito-idp").meta.events.unregister(f"before-call.*.{operation}", self.answer)


def digits(key: str, periods_ago: int = 0) -> str:
    """Returns the digits that an app shows for a key now, or showed some half minutes ago (RFC 6238)."""
    period = int(time.time()) // 30 - periods_ago
    mac = hmac.new(base64.b32decode(key), struct.pack(">Q", period), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
