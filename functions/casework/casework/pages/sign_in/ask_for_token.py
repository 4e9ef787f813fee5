"""Exchanges a code for a token at Cognito's sign-in page: the only call of the desk that no AWS client can make."""

from __future__ import annotations

from casework.pages.sign_in.cognito_sign_in import back, page_elsewhere
from onestop.runtime.outside import sign_in_elsewhere
from onestop.runtime.outside.sign_in_elsewhere import Away
from onestop.runtime.settings import setting


def ask_for_token(away: Away, code: str) -> str:
    """Returns the id token for a code. Raises NotAllowed if the code is refused, PageSilent if there is no answer."""
    url = f"{page_elsewhere()}/oauth2/token"
    return sign_in_elsewhere.ask_for_token(url, away, code, setting("USER_POOL_CLIENT_ID"), back())
