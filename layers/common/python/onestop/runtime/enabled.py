"""Whether a member of staff may still come in: a token says who they are for an hour, Cognito says so right now.

Asked once a minute and person in each process, so somebody who is disabled is out within a minute. While Cognito does
not answer, the last answer counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting

FRESH_SECONDS = 60.0
REMEMBERED = 2000

_known: dict[str, tuple[bool, float]] = {}


def is_enabled(username: str, clock: Callable[[], float] = time.monotonic) -> bool:
    """Whether this user exists and is not disabled; raises Cognito's error if there is no earlier answer."""
    pool = setting("USER_POOL_ID", "")
    if not pool:
        return True
    known = _known.get(username)
    if known and clock() - known[1] < FRESH_SECONDS:
        return known[0]
    try:
        enabled = ask_cognito_whether_enabled(pool, username)
    except (BotoCoreError, ClientError) as error:
        if known is None:
            raise
        logger.warning("cannot ask who is enabled", **error_fields(error))
        return known[0]
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[username] = (enabled, clock())
    return enabled


def ask_cognito_whether_enabled(pool: str, username: str) -> bool:
    try:
        return bool(client("cognito-idp").admin_get_user(UserPoolId=pool, Username=username)["Enabled"])
    except ClientError as error:
        if error.response["Error"]["Code"] == "UserNotFoundException":
            return False
        raise


def forget_enabled() -> None:
    """Clears the answers cached in this process."""
    _known.clear()
