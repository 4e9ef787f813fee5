"""Signing in on Cognito's own page, behind which a government's own accounts may stand (SAML, OIDC).

What is sent along, and what must come back: OAuth 2.0's authorization code with PKCE, and OpenID Connect.

`state` ties the answer to the browser that left, the verifier the code to whoever asked for it, the nonce the token to
this one signing in. The token comes from Cognito itself over TLS, so who made it needs no signature to be known (OpenID
Connect Core, 3.1.3.7); for whom, by which pool and until when is looked at all the same.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from casework.pages.own_paths import SIGN_IN
from onestop.domain.errors import NotAllowed
from onestop.runtime.settings import setting

BACK = f"{SIGN_IN}/back"
RANDOM = r"[A-Za-z0-9_-]{43}"
HOLDS = re.compile(rf"({RANDOM})\.({RANDOM})\.({RANDOM})\.([A-Za-z0-9_=-]*)")
LANGUAGES = {"zh-Hans": "zh-CN"}  # as Cognito calls what we call otherwise
REFUSED = "We could not find out who you are."


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody has left to sign in: what they must come back with, and where they wanted to go."""

    state: str
    verifier: str
    nonce: str
    to: str


def page_elsewhere() -> str:
    """The address of the page; empty where this installation has none. One that is not Cognito's stands there whole."""
    word = setting("SIGN_IN_PAGE", "").partition(" ")[0].rstrip("/")
    if not word or "://" in word:
        return word
    return f"https://{word}.auth.{setting('AWS_REGION')}.amazoncognito.com"


def provider_elsewhere() -> str:
    """The accounts with which one signs in there at once; empty for Cognito's own."""
    return setting("SIGN_IN_PAGE", "").partition(" ")[2]


def leave(to: str, random_text: Callable[[int], str]) -> Away:
    return Away(random_text(32), random_text(32), random_text(32), to)


def written(away: Away) -> str:
    """What a browser keeps meanwhile."""
    to = base64.urlsafe_b64encode(away.to.encode()).decode()
    return f"{away.state}.{away.verifier}.{away.nonce}.{to}"


def read(cookie: str) -> Away | None:
    """What a browser kept; None for what is not of ours."""
    found = HOLDS.fullmatch(cookie)
    if not found:
        return None
    try:
        to = base64.urlsafe_b64decode(found[4]).decode()
    except ValueError:
        return None
    return Away(found[1], found[2], found[3], to)


def address_to_leave_to(away: Away, language: str) -> str:
    """Where to send the browser. With one provider of the government's own it goes there at once."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(away.verifier.encode()).digest()).decode().rstrip("=")
    provider = provider_elsewhere()
    asked = {
        "response_type": "code",
        "client_id": setting("USER_POOL_CLIENT_ID"),
        "redirect_uri": back(),
        "scope": "openid",
        "state": away.state,
        "nonce": away.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "lang": LANGUAGES.get(language, language),
        **({"identity_provider": provider} if provider else {}),
    }
    return f"{page_elsewhere()}/oauth2/authorize?{urlencode(asked)}"


def address_to_sign_out() -> str:
    """Where to end the session that Cognito has of its own: it leads back to our form."""
    asked = {
        "client_id": setting("USER_POOL_CLIENT_ID"),
        "logout_uri": f"{setting('PUBLIC_URL').rstrip('/')}/desk/sign-in",
    }
    return f"{page_elsewhere()}/logout?{urlencode(asked)}"


def back() -> str:
    """Where Cognito sends the browser back to; it knows no other."""
    return f"{setting('PUBLIC_URL').rstrip('/')}{BACK}"


def comes_back(away: Away | None, state: str) -> Away:
    """The one who left, if it is they who come back. Raises NotAllowed."""
    if away is None or not hmac.compare_digest(away.state, state.encode("ascii", "replace").decode()):
        raise NotAllowed(REFUSED)
    return away


def claims_for(away: Away, token: str, at: datetime) -> Mapping[str, Any]:
    """What a token from Cognito says of somebody; raises NotAllowed for one of another pool, of another program, for
    another signing in, or one that is over."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        right = (
            claims["iss"] == issuer()
            and claims["aud"] == setting("USER_POOL_CLIENT_ID")
            and claims["token_use"] == "id"  # noqa: S105
            and claims["nonce"] == away.nonce
            and float(claims["exp"]) > at.timestamp()
            and bool(claims["sub"])
        )
    except (IndexError, KeyError, TypeError, ValueError):
        right = False
    if not right:
        raise NotAllowed(REFUSED)
    found: Mapping[str, Any] = claims
    return found


def issuer() -> str:
    """The pool whose tokens we take, as tokens name it."""
    pool = setting("USER_POOL_ID")
    return f"https://cognito-idp.{pool.partition('_')[0]}.amazonaws.com/{pool}"
