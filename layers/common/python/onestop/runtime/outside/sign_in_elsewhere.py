"""Somebody leaves to sign in on a page of another organisation, and comes back: OAuth 2.0's authorization code with
PKCE, and OpenID Connect.

`state` ties the answer to the browser that left, the verifier ties the code to whoever asked for it, the nonce ties the
token to this sign-in. The token comes directly from that server over TLS, so no signature is needed to know who made it
(OpenID Connect Core, 3.1.3.7); its audience, issuer and expiry are checked all the same.
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

from onestop.domain.errors import NotAllowed
from onestop.runtime.log import error_fields, logger

RANDOM = r"[A-Za-z0-9_-]{43}"
HOLDS = re.compile(rf"({RANDOM})\.({RANDOM})\.({RANDOM})\.([A-Za-z0-9_=-]*)")
REFUSED = "We could not find out who you are."
PATIENCE = 5.0
MOST = 64 * 1024


class PageSilent(Exception):
    """The sign-in page does not answer.

    Not an OnestopError: the page that led there says so in words, and offers another way to sign in.
    """


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody has left to sign in: what they must come back with, and which page they wanted."""

    state: str
    verifier: str
    nonce: str
    to: str


def begin_sign_in_elsewhere(to: str, random_text: Callable[[int], str]) -> Away:
    return Away(random_text(32), random_text(32), random_text(32), to)


def cookie_of_sign_in(away: Away) -> str:
    """Returns the cookie that the browser keeps meanwhile."""
    to = base64.urlsafe_b64encode(away.to.encode()).decode()
    return f"{away.state}.{away.verifier}.{away.nonce}.{to}"


def read_sign_in_elsewhere(cookie: str) -> Away | None:
    """Reads the cookie; None if it is not one of ours."""
    found = HOLDS.fullmatch(cookie)
    if not found:
        return None
    try:
        to = base64.urlsafe_b64decode(found[4]).decode()
    except ValueError:
        return None
    return Away(found[1], found[2], found[3], to)


def asked_along(away: Away, client: str, back: str, scope: str) -> dict[str, str]:
    """Returns the parameters that the browser takes to that page."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(away.verifier.encode()).digest()).decode().rstrip("=")
    return {
        "response_type": "code",
        "client_id": client,
        "redirect_uri": back,
        "scope": scope,
        "state": away.state,
        "nonce": away.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }


def comes_back(away: Away | None, state: str) -> Away:
    """Returns the person who left, if the answer belongs to their browser. Raises NotAllowed."""
    if away is None or not hmac.compare_digest(away.state, state.encode("ascii", "replace").decode()):
        raise NotAllowed(REFUSED)
    return away


def ask_for_token(url: str, away: Away, code: str, client: str, back: str) -> str:
    """Exchanges a code for the id token. Raises NotAllowed if the code is refused, PageSilent if nobody answers."""
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen  # loaded when the first person signs in this way

    asked = {
        "grant_type": "authorization_code",
        "client_id": client,
        "code": code,
        "redirect_uri": back,
        "code_verifier": away.verifier,
    }
    # the address comes from the template or the catalogue, never from a request
    sent = Request(url, data=urlencode(asked).encode(), method="POST")  # noqa: S310
    try:
        with urlopen(sent, timeout=PATIENCE) as answer:  # noqa: S310
            return str(json.loads(answer.read(MOST))["id_token"])
    except HTTPError as error:
        logger.warning("a code was refused", status=error.code)
        if error.code >= 500:
            raise PageSilent from None
    except (URLError, TimeoutError, OSError) as error:
        logger.error("the page to sign in on does not answer", **error_fields(error))
        raise PageSilent from None
    except (KeyError, TypeError, ValueError) as error:
        logger.error("an answer without a token", **error_fields(error))
    raise NotAllowed(REFUSED)


def claims_for(token: str, *, issuer: str, client: str, nonce: str, at: datetime) -> Mapping[str, Any]:
    """Returns what a token says of somebody (OpenID Connect Core, 3.1.3.7). Raises NotAllowed for one of another
    issuer, for another program or another sign-in, and for one that has expired."""
    claims = claims_in(token)
    audience = claims.get("aud")
    try:
        right = (
            claims["iss"] == issuer
            and client in (audience if isinstance(audience, list) else [audience])
            and claims.get("azp", client) == client
            and claims["nonce"] == nonce
            and float(claims["exp"]) > at.timestamp()
            and bool(claims["sub"])
        )
    except (KeyError, TypeError, ValueError):
        right = False
    if not right:
        raise NotAllowed(REFUSED)
    return claims


def claims_in(token: str) -> Mapping[str, Any]:
    """Reads the content of a token without checking it. Raises NotAllowed if it is not a token."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        claims = None
    if not isinstance(claims, dict):
        raise NotAllowed(REFUSED)
    return claims
