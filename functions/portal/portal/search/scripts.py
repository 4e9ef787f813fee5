"""The script of the box, from our own origin: its name contains its hash, so browsers cache it for good."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chalice.app import Request, Response

from onestop.domain.errors import NotFound
from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.pages.content_policy import US, allow
from onestop.runtime.pages.light_view import is_light
from onestop.runtime.pages.map_files import at

SCRIPT = Path(__file__).parents[1] / "static" / "search.js"
FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def text() -> str:
    return SCRIPT.read_text(encoding="utf-8")


@cache
def name() -> str:
    """The present name of the script."""
    return named_by_content(SCRIPT.name, text())


def script_address() -> str:
    """Where the script is."""
    return at(f"/search/{name()}")


def send_script(file: str) -> Response:
    """Sends the present script; a version from before a release is no longer there."""
    if file != name():
        raise NotFound("There is no such file.", "file")
    headers: dict[str, str | list[str]] = {
        "Content-Type": "text/javascript; charset=utf-8",
        "Cache-Control": FOR_GOOD,
        "Vary": "Accept-Encoding",
    }
    return Response(body=text(), headers=headers)


def with_script(answer: Response, request: Request) -> Response:
    """A page whose policy lets our own scripts run and call us; the light view has no scripts."""
    if is_light(request):
        return answer
    return allow(answer, script_src=US, connect_src=US)
