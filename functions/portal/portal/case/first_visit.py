"""Asks a browser to keep the secret of a case, or to forget it."""

from __future__ import annotations

from chalice.app import Request, Response

from onestop.runtime.cookies import drop_cookie
from onestop.runtime.kept_links import asked_to_keep, cookie_of, kept_here
from onestop.runtime.pages.frame import go_to
from onestop.runtime.pages.large_view import is_shared
from onestop.runtime.pages.light_view import view_asked


def try_to_keep(request: Request, reference: str, secret: str, language: str) -> Response:
    """Redirects to the page of a case whose secret was typed, after asking the browser to keep it."""
    there, shared = f"/track/{reference}", is_shared(request)
    return asked_to_keep(there, language, reference, secret, view_asked(request), until_closed=shared)


def forget_case(request: Request, reference: str, language: str) -> Response:
    """Has the browser forget all secrets of a case, because others may use it too."""
    answer = go_to("/track", language)
    names = {cookie_of(reference), *kept_here(request, reference)}
    answer.headers["Set-Cookie"] = [drop_cookie(name) for name in sorted(names)]
    return answer
