"""The large view of a page, for a television or a kiosk: type that can be read from across a room, arrow keys and OK,
and nothing left behind for the next person. Chosen in the address of the first page; links and forms keep it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chalice.app import Request, Response

from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.pages.content_policy import CONTENT_POLICY, US, allow
from onestop.runtime.pages.map_files import at
from onestop.runtime.read_request import query
from onestop.runtime.settings import setting

TV, KIOSK = "tv", "kiosk"
LARGE = (TV, KIOSK)
CHANNELS = {TV: "television"}  # the channel of a need brought in a view; any other shared device is a kiosk
SCRIPT = Path(__file__).with_name("static") / "large.js"


def large_view(request: Request) -> str:
    """Returns the large view that the address asks for; empty if it asks for none."""
    view = query(request, "view")
    return view if view in LARGE else ""


def is_shared(request: Request) -> bool:
    """Whether others use this device too, so that it must keep nothing."""
    return bool(large_view(request) or query(request, "kiosk"))


@cache
def text() -> str:
    return SCRIPT.read_text(encoding="utf-8")


@cache
def name() -> str:
    """Returns the current name of the script."""
    return named_by_content(SCRIPT.name, text())


def script_address() -> str:
    return at(f"/view/{name()}")


def channel_of(request: Request) -> str:
    """Returns the channel of what is brought on a page: a shared device, or the person's own."""
    return CHANNELS.get(large_view(request), "kiosk") if is_shared(request) else "web"


def stay_in_view(answer: Response, request: Request) -> Response:
    """Keeps an answer in the large view: our redirects stay in it, and its page may run its script."""
    view = large_view(request)
    there = str(answer.headers.get("Location", ""))
    ours = ("/", f"{setting('PUBLIC_URL').rstrip('/')}/")  # in messages, the links of ours are absolute
    if view and there.startswith(ours) and "view=" not in there:
        answer.headers["Location"] = f"{there}{'&' if '?' in there else '?'}view={view}"
    if view and CONTENT_POLICY in answer.headers:
        allow(answer, script_src=US)
    return answer
