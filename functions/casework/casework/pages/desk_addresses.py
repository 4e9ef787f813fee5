"""Addresses of the desk: where a page is, and where somebody may be sent on to."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlencode, urlsplit

from chalice.app import Request, Response

from onestop.runtime.settings import setting

HOME = "/desk"
SIGN_IN, SIGN_OUT = "/desk/sign-in", "/desk/sign-out"
OWN = re.compile(r"/desk(?:[/?][!-\[\]-~]*)?")  # printable ASCII without a backslash, which browsers take for a slash
LONGEST = 2000


def desk_address(path: str, **query: str) -> str:
    """Where a page is. On AWS without a domain of its own the suite is below a stage's path. What is empty is left
    out of the query."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{urlsplit(setting('PUBLIC_URL')).path.rstrip('/')}{path}{f'?{asked}' if asked else ''}"


def own_path(wanted: str | None) -> str:
    """Where to go on to after signing in: only ever to a page of the desk, whatever a link says."""
    if not wanted or len(wanted) > LONGEST or not OWN.fullmatch(wanted):
        return HOME
    path = unquote(wanted.partition("?")[0])  # browsers take %2e%2e for two dots
    return HOME if ".." in path or "//" in path or path in (SIGN_IN, SIGN_OUT) else wanted


def path_of(request: Request) -> str:
    """The address of this page with its query, as `own_path` takes it."""
    event = request.to_original_event()
    asked = event.get("multiValueQueryStringParameters") or {}
    query = urlencode([(name, value) for name, values in asked.items() for value in values])
    return f"{event['path']}{f'?{query}' if query else ''}"


def go_to(path: str, **query: str) -> Response:
    """Sends the browser on after a form, so that loading again sends nothing again."""
    return Response(body="", status_code=303, headers={"Location": desk_address(path, **query)})
