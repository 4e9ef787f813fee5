"""The cookies of the desk: for a session, for the sign-in form, and for a person who left to sign in elsewhere."""

from __future__ import annotations

import re

from chalice.app import Request

from onestop.runtime.cookies import drop_cookie, name_of, sent_cookie, set_cookie

__all__ = ["AWAY", "BEFORE", "SESSION", "drop_cookie", "name_of", "sent_cookie", "session_in", "set_cookie"]

SESSION, BEFORE, AWAY = "desk", "desk-sign-in", "desk-away"
HOLDS = re.compile(r"([A-Za-z0-9_:-]{1,128})\.([A-Za-z0-9_-]{43})")  # whose session, and its secret


def session_in(request: Request) -> tuple[str, str] | None:
    """Returns the owner and the secret of the session in a request's cookie."""
    found = HOLDS.fullmatch(sent_cookie(request, SESSION))
    return (found[1], found[2]) if found else None
