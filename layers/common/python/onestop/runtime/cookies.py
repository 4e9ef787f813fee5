"""Our cookies. `__Host-` makes browsers refuse a cookie of that name which is not from this very host over HTTPS.
If the suite itself is reached over plain HTTP, as on one machine, neither that name nor Secure can be used."""

from __future__ import annotations

from chalice.app import Request

from onestop.runtime.settings import setting


def is_https() -> bool:
    return setting("PUBLIC_URL").startswith("https:")


def name_of(cookie: str) -> str:
    return f"__Host-{cookie}" if is_https() else cookie


def sent_cookie(request: Request, cookie: str) -> str:
    """Returns what a browser sent back under this name; empty if it sent nothing. Cookies of other programs on the same
    host are skipped: the standard library would stop at the first that it finds malformed."""
    pairs = (part.strip().partition("=") for part in (request.headers.get("cookie") or "").split(";"))
    return next((value for name, _, value in pairs if name == name_of(cookie)), "")


def cookies_beginning(request: Request, with_: str) -> list[str]:
    """Returns the names of our cookies that a browser sent and that begin like this, as `set_cookie` takes them."""
    names = [part.strip().partition("=")[0] for part in (request.headers.get("cookie") or "").split(";")]
    before = len(name_of(""))
    return [name[before:] for name in names if name.startswith(name_of(with_))]


def set_cookie(cookie: str, value: str, seconds: int | None = None) -> str:
    """Returns the header that sets a cookie, for a while or until the browser is closed; scripts cannot read it, and
    other sites do not send it with their forms."""
    lasts = f"; Max-Age={seconds}" if seconds is not None else ""
    return f"{name_of(cookie)}={value}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if is_https() else ''}{lasts}"


def drop_cookie(cookie: str) -> str:
    """Returns the header that removes a cookie."""
    return set_cookie(cookie, "", 0)
