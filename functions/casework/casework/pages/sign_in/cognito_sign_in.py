"""Signing in on Cognito's own page, behind which a government's own accounts may stand (SAML, OIDC): where it is, and
what its tokens must say. How one leaves and comes back is in `onestop.runtime.outside.sign_in_elsewhere`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from casework.pages.desk_addresses import SIGN_IN
from onestop.domain.errors import NotAllowed
from onestop.runtime.outside.sign_in_elsewhere import REFUSED, Away, asked_along, claims_for
from onestop.runtime.settings import setting

BACK = f"{SIGN_IN}/back"
LANGUAGES = {"zh-Hans": "zh-CN"}  # as Cognito calls what we call otherwise


def page_elsewhere() -> str:
    """The address of the page; empty where this installation has none. One that is not Cognito's stands there whole."""
    word = setting("SIGN_IN_PAGE", "").partition(" ")[0].rstrip("/")
    if not word or "://" in word:
        return word
    return f"https://{word}.auth.{setting('AWS_REGION')}.amazoncognito.com"


def provider_elsewhere() -> str:
    """The accounts with which one signs in there at once; empty for Cognito's own."""
    return setting("SIGN_IN_PAGE", "").partition(" ")[2]


def address_to_leave_to(away: Away, language: str) -> str:
    """Where to send the browser. With one provider of the government's own it goes there at once."""
    provider = provider_elsewhere()
    asked = {
        **asked_along(away, setting("USER_POOL_CLIENT_ID"), back(), "openid"),
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


def claims_of_pool(away: Away, token: str, at: datetime) -> Mapping[str, Any]:
    """What a token from Cognito says of somebody; raises NotAllowed for one of another pool, of another program, for
    another signing in, or one that is over."""
    client = setting("USER_POOL_CLIENT_ID")
    claims = claims_for(token, issuer=issuer(), client=client, nonce=away.nonce, at=at)
    if claims["aud"] != client or claims.get("token_use") != "id":  # a pool names one program, and what a token is for
        raise NotAllowed(REFUSED)
    return claims


def issuer() -> str:
    """The pool whose tokens we take, as tokens name it."""
    pool = setting("USER_POOL_ID")
    return f"https://cognito-idp.{pool.partition('_')[0]}.amazonaws.com/{pool}"
