"""Asking Cognito's page for the token that belongs to a code: the one call of the desk that no AWS client makes."""

from __future__ import annotations

from casework.pages.sign_in.cognito_sign_in import back, page_elsewhere
from onestop.runtime.outside import sign_in_elsewhere
from onestop.runtime.outside.sign_in_elsewhere import Away
from onestop.runtime.settings import setting


def ask_for_token(away: Away, code: str) -> str:
    """The id token for a code. Raises NotAllowed where the code is refused, PageSilent where nobody answers."""
    url = f"{page_elsewhere()}/oauth2/token"
    return sign_in_elsewhere.ask_for_token(url, away, code, setting("USER_POOL_CLIENT_ID"), back())
