"""The script of the report pages, from our own origin: its name contains its hash, so browsers cache it for good."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chalice.app import Response

from onestop.domain.errors import NotFound
from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.pages.content_policy import US, allow
from onestop.runtime.pages.frame import Visit, address

STATIC = Path(__file__).parent.parent / "static"
SCRIPT, WORKER = "report.js", "report_worker.js"
FOR_GOOD = "public, max-age=31536000, immutable"
JAVASCRIPT = "text/javascript; charset=utf-8"


@cache
def text_of(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def hashed(name: str) -> str:
    """The present name of a file."""
    return named_by_content(name, text_of(name))


def script_address() -> str:
    """Where the script is."""
    return address(f"/report/static/{hashed(SCRIPT)}", "").partition("?")[0]


def send_file(_visit: Visit, file: str) -> Response:
    """Sends the present script; a version from before a release is no longer there."""
    if file != hashed(SCRIPT):
        raise NotFound("There is no such file.", "file")
    return as_script(SCRIPT, FOR_GOOD)


def send_worker(_visit: Visit) -> Response:
    """Sends the service worker, which answers for us on a device without a connection: with an empty form. Its address
    may not change, so browsers check it for updates; it may answer for the form itself, although that is in the
    folder above."""
    answer = as_script(WORKER, "no-cache")
    answer.headers["Service-Worker-Allowed"] = address("/report", "").partition("?")[0]
    return answer


def as_script(name: str, kept: str) -> Response:
    headers: dict[str, str | list[str]] = {"Content-Type": JAVASCRIPT, "Cache-Control": kept, "Vary": "Accept-Encoding"}
    return Response(body=text_of(name), headers=headers)


def with_script(answer: Response, also: str = "") -> Response:
    """A page whose policy lets our own scripts run, connect to us (and to `also`), and show photos that wait on the
    device."""
    return allow(answer, script_src=US, connect_src=f"{US} {also}", worker_src=US, img_src="blob:")
