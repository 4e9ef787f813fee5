"""The secret of a case, kept by the browser in a cookie of that case, so that it need not stand in addresses.

A cookie opens pages to read. It never sends a form: each form carries the secret in a field, which no other site knows,
so nothing is done in a resident's name by a page that they happen to look at.
"""

from __future__ import annotations

from chalice.app import Request, Response

from onestop.domain.cases.references import read_reference
from onestop.domain.errors import LinkRetired
from onestop.runtime import links
from onestop.runtime.cookies import cookies_beginning, drop_cookie, sent_cookie, set_cookie
from onestop.runtime.web import secret_shown

LASTS = 30 * 24 * 3600  # seconds
RESIDENT = SESSION, ASK = "my", "my-code"  # who sees all their cases, and who asked for a code to (portal/my)


def cookie_of(reference: str) -> str:
    return f"case-{reference}"


def kept_secret(request: Request, reference: str) -> str:
    """The secret of a case that a browser has kept; nothing if it has not."""
    return sent_cookie(request, cookie_of(reference))


def keep_secret(reference: str, secret: str, seconds: int = LASTS) -> str:
    """The line that has a browser keep the secret of a case."""
    return set_cookie(cookie_of(reference), secret, seconds)


def forget_all(answer: Response, request: Request) -> Response:
    """Has a device of everybody forget the cases of whoever stood there before, and that they were signed in."""
    signed_in = [name for name in RESIDENT if sent_cookie(request, name)]
    if kept := [*cookies_beginning(request, cookie_of("")), *signed_in]:
        answer.headers["Set-Cookie"] = [drop_cookie(name) for name in kept]
    return answer


def opened_here(request: Request, reference: str) -> str:
    """The case that somebody may look at: by the secret that they show, else by the one that their browser has kept.
    Raises NotFound and LinkRetired as `links.opened_by` does."""
    shown = secret_shown(request) or kept_secret(request, read_reference(reference) or "")
    return links.opened_by(links.TRACK, reference, shown)


def secret_in_links(request: Request, reference: str) -> str:
    """The secret as links of a page have to carry it: not at all where the browser keeps it."""
    try:
        kept = links.opens(links.TRACK, reference, kept_secret(request, reference))
    except LinkRetired:
        kept = False
    return "" if kept else links.secret_of(links.TRACK, reference)
