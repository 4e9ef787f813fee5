"""Asking Cognito's page for the token that belongs to a code: the one call of the desk that no AWS client makes."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from casework.pages.elsewhere import REFUSED, Away, back, page_elsewhere
from onestop.domain.errors import NotAllowed
from onestop.runtime.log import describe, logger
from onestop.runtime.settings import setting

PATIENCE = 5.0
MOST = 64 * 1024


class CognitoSilent(Exception):
    """Cognito's page does not answer."""


def ask_for_token(away: Away, code: str) -> str:
    """The id token for a code. Raises NotAllowed where the code is refused, NoAnswer where nobody answers."""
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen  # loaded by the first who signs in this way

    asked = {
        "grant_type": "authorization_code",
        "client_id": setting("USER_POOL_CLIENT_ID"),
        "code": code,
        "redirect_uri": back(),
        "code_verifier": away.verifier,
    }
    # where to is in the template and not in any request
    sent = Request(f"{page_elsewhere()}/oauth2/token", data=urlencode(asked).encode(), method="POST")  # noqa: S310
    try:
        with urlopen(sent, timeout=PATIENCE) as answer:  # noqa: S310
            return str(json.loads(answer.read(MOST))["id_token"])
    except HTTPError as error:
        logger.warning("a code was refused", status=error.code)
        if error.code >= 500:
            raise CognitoSilent from None
    except (URLError, TimeoutError, OSError) as error:
        logger.error("the page to sign in on does not answer", **describe(error))
        raise CognitoSilent from None
    except (KeyError, TypeError, ValueError) as error:
        logger.error("an answer without a token", **describe(error))
    raise NotAllowed(REFUSED)
