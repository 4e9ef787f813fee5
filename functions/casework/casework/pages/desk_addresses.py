"""URLs of the desk: where a page is, and which ones somebody may be redirected to."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlencode, urlsplit

from chalice.app import Request, Response

from onestop.runtime.settings import setting

HOME = "/desk"
SIGN_IN, SIGN_OUT = "/desk/sign-in", "/desk/sign-out"
OWN = re.compile(r"/desk(?:[/?][!-\[\]-~]*)?")  # printable ASCII without a backslash, which browsers treat as a slash
LONGEST = 2000


def desk_address(path: str, **query: str) -> str:
    """Returns the URL of a page. On AWS without a custom domain it is below the stage's path. Empty values are left
    out of the query."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{urlsplit(setting('PUBLIC_URL')).path.rstrip('/')}{path}{f'?{asked}' if asked else ''}"


def own_path(wanted: str | None) -> str:
    """Returns where to go after signing in: always a page of the desk, whatever a link says."""
    if not wanted or len(wanted) > LONGEST or not OWN.fullmatch(wanted):
        return HOME
    path = unquote(wanted.partition("?")[0])  # browsers treat %2e%2e as two dots
    return HOME if ".." in path or "//" in path or path in (SIGN_IN, SIGN_OUT) else wanted


def path_of(request: Request) -> str:
    """Returns the URL of this page with its query, as `own_path` takes it."""
    event = request.to_original_event()
    asked = event.get("multiValueQueryStringParameters") or {}
    query = urlencode([(name, value) for name, values in asked.items() for value in values])
    return f"{event['path']}{f'?{query}' if query else ''}"


def go_to(path: str, **query: str) -> Response:
    """Redirects the browser after a form, so that reloading does not send the form again."""
    return Response(body="", status_code=303, headers={"Location": desk_address(path, **query)})
