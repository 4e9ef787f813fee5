"""Signing in on Cognito's own page, which may use a government's own accounts (SAML, OIDC): its URL, and the checks
of its tokens. Leaving and coming back is in `onestop.runtime.outside.sign_in_elsewhere`."""

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
LANGUAGES = {"zh-Hans": "zh-CN"}  # languages that Cognito codes differently


def page_elsewhere() -> str:
    """Returns the URL of the page; empty if this installation has none. A page that is not Cognito's is configured
    as a whole URL."""
    word = setting("SIGN_IN_PAGE", "").partition(" ")[0].rstrip("/")
    if not word or "://" in word:
        return word
    return f"https://{word}.auth.{setting('AWS_REGION')}.amazoncognito.com"


def provider_elsewhere() -> str:
    """Returns the identity provider used directly; empty for Cognito's own accounts."""
    return setting("SIGN_IN_PAGE", "").partition(" ")[2]


def address_to_leave_to(away: Away, language: str) -> str:
    """Returns where to redirect the browser: directly to the government's own identity provider, if there is just
    one."""
    provider = provider_elsewhere()
    asked = {
        **asked_along(away, setting("USER_POOL_CLIENT_ID"), back(), "openid"),
        "lang": LANGUAGES.get(language, language),
        **({"identity_provider": provider} if provider else {}),
    }
    return f"{page_elsewhere()}/oauth2/authorize?{urlencode(asked)}"


def address_to_sign_out() -> str:
    """Returns where to end Cognito's own session: from there the browser comes back to our form."""
    asked = {
        "client_id": setting("USER_POOL_CLIENT_ID"),
        "logout_uri": f"{setting('PUBLIC_URL').rstrip('/')}/desk/sign-in",
    }
    return f"{page_elsewhere()}/logout?{urlencode(asked)}"


def back() -> str:
    """Returns the one URL to which Cognito sends the browser back."""
    return f"{setting('PUBLIC_URL').rstrip('/')}{BACK}"


def claims_of_pool(away: Away, token: str, at: datetime) -> Mapping[str, Any]:
    """Returns the claims of a token from Cognito; raises NotAllowed if it is from another pool, for another program
    or another sign-in, or expired."""
    client = setting("USER_POOL_CLIENT_ID")
    claims = claims_for(token, issuer=issuer(), client=client, nonce=away.nonce, at=at)
    if claims["aud"] != client or claims.get("token_use") != "id":  # the pool's one program, and an id token
        raise NotAllowed(REFUSED)
    return claims


def issuer() -> str:
    """Returns the issuer, as tokens name it, of the pool whose tokens we accept."""
    pool = setting("USER_POOL_ID")
    return f"https://cognito-idp.{pool.partition('_')[0]}.amazonaws.com/{pool}"
