"""The first visit to a case by its link: the browser keeps the secret, and the secret leaves the address.

An address is remembered by browsers, read over shoulders, and copied into messages. Whether a browser keeps a cookie
is known only once it has been asked for a second page; one that does not is shown the case by its address, as before.
"""

from __future__ import annotations

from chalice.app import Request, Response

from onestop.runtime.cookies import drop_cookie
from onestop.runtime.frame import go_to
from onestop.runtime.kept_links import cookie_of, keep_secret, kept_secret
from onestop.runtime.web import query

CHECKED = "checked"  # the browser was asked to keep the secret, and this is what came of it


def without_secret(request: Request, reference: str) -> Response | None:
    """Where to send a browser that opens a case by an address with its secret; None where the page is shown at once."""
    secret, language = query(request, "secret"), query(request, "lang") or ""
    if not secret:
        return None
    if kept_secret(request, reference) == secret:
        return go_to(f"/track/{reference}", language, done=query(request, "done") or "")
    return None if query(request, "cookie") == CHECKED else try_to_keep(request, reference, secret, language)


def try_to_keep(request: Request, reference: str, secret: str, language: str) -> Response:
    """Asks the browser to keep the secret, and to come back and show whether it did."""
    done = query(request, "done") or ""
    answer = go_to(f"/track/{reference}", language, secret=secret, done=done, cookie=CHECKED)
    answer.headers["Set-Cookie"] = [keep_secret(reference, secret)]
    return answer


def forget_case(reference: str, language: str) -> Response:
    """Has the browser forget the secret of a case: others may use it too."""
    answer = go_to("/track", language)
    answer.headers["Set-Cookie"] = [drop_cookie(cookie_of(reference))]
    return answer
