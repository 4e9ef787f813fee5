"""The cookies of the desk: one of a session, one of the form that signs in, one of who left to sign in elsewhere.

`__Host-` makes browsers refuse a cookie of that name which is not from this very host over HTTPS. Where the suite
itself is reached over plain HTTP, as on one machine, neither that name nor Secure could be used.
"""

from __future__ import annotations

import re

from chalice.app import Request

from onestop.runtime.settings import setting

SESSION, BEFORE, AWAY = "desk", "desk-sign-in", "desk-away"
HOLDS = re.compile(r"([A-Za-z0-9_:-]{1,128})\.([A-Za-z0-9_-]{43})")  # whose session, and its secret


def is_https() -> bool:
    return setting("PUBLIC_URL").startswith("https:")


def name_of(cookie: str) -> str:
    return f"__Host-{cookie}" if is_https() else cookie


def sent_cookie(request: Request, cookie: str) -> str:
    """What a browser sent back under this name; nothing if it sent none. What other programs of the same host put
    beside it is not looked at: the standard library would stop at whatever it takes for no cookie."""
    pairs = (part.strip().partition("=") for part in (request.headers.get("cookie") or "").split(";"))
    return next((value for name, _, value in pairs if name == name_of(cookie)), "")


def session_in(request: Request) -> tuple[str, str] | None:
    """Whose session a request shows, and its secret."""
    found = HOLDS.fullmatch(sent_cookie(request, SESSION))
    return (found[1], found[2]) if found else None


def set_cookie(cookie: str, value: str) -> str:
    """The line that sets a cookie until the browser is closed; scripts do not see it, other sites do not send it."""
    return f"{name_of(cookie)}={value}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if is_https() else ''}"


def drop_cookie(cookie: str) -> str:
    """The line that takes a cookie away."""
    return f"{set_cookie(cookie, '')}; Max-Age=0"
