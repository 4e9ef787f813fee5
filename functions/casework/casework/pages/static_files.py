"""Style and script: browsers keep them forever, because changed content gets another name."""

from __future__ import annotations

from chalice.app import Response

from casework.pages.desk_request import app
from casework.pages.frame import KINDS, asset, text_of
from onestop.domain.errors import NotFound
from onestop.runtime.web import Caller, route

FOR_GOOD = "public, max-age=31536000, immutable"


@route(app, "GET", "/desk/static/{file}", Caller.PUBLIC)
def send_file(file: str) -> Response:
    """Sends the style or the script in its present version; older versions are not there."""
    name = next((name for name in KINDS if asset(name).endswith(f"/{file}")), None)
    if name is None:
        raise NotFound("There is no such file.", "file")
    headers: dict[str, str | list[str]] = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
    return Response(body=text_of(name), headers={**headers, "Content-Type": KINDS[name]})
