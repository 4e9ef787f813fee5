"""The large view of a page, for a television or a kiosk: type that is read from across a room, arrow keys and OK,
and nothing left for whoever comes next. Chosen in the address of the first page; links and forms lead on in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chalice.app import Request, Response

from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.pages.content_policy import CONTENT_POLICY, US, allow
from onestop.runtime.pages.map_files import at
from onestop.runtime.read_request import query

TV, KIOSK = "tv", "kiosk"
LARGE = (TV, KIOSK)
CHANNELS = {TV: "television"}  # how a need came that was brought in a view; by any other shared device: a kiosk
SCRIPT = Path(__file__).with_name("static") / "large.js"


def large_view(request: Request) -> str:
    """The large view that the address asks for; nothing where it asks for none."""
    view = query(request, "view")
    return view if view in LARGE else ""


def is_shared(request: Request) -> bool:
    """Whether others use this device too, so that it keeps nothing."""
    return bool(large_view(request) or query(request, "kiosk"))


@cache
def text() -> str:
    return SCRIPT.read_text(encoding="utf-8")


@cache
def name() -> str:
    """The name of the script as it is now."""
    return named_by_content(SCRIPT.name, text())


def script_address() -> str:
    return at(f"/view/{name()}")


def channel_of(request: Request) -> str:
    """How what is brought on a page came: by a device that others use too, or by somebody's own."""
    return CHANNELS.get(large_view(request), "kiosk") if is_shared(request) else "web"


def stay_in_view(answer: Response, request: Request) -> Response:
    """An answer to somebody in a large view: a redirect of ours leads on in it, and a page may run its script."""
    view = large_view(request)
    there = str(answer.headers.get("Location", ""))
    if view and there.startswith("/") and "view=" not in there:
        answer.headers["Location"] = f"{there}{'&' if '?' in there else '?'}view={view}"
    if view and CONTENT_POLICY in answer.headers:
        allow(answer, script_src=US)
    return answer
