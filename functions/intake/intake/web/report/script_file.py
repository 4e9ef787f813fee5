"""The script of the report pages, from our own origin: its name has its hash, so browsers keep it for good."""

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
    """The name of a file as it is now."""
    return named_by_content(name, text_of(name))


def script_address() -> str:
    """Where the script is."""
    return address(f"/report/static/{hashed(SCRIPT)}", "").partition("?")[0]


def send_file(_visit: Visit, file: str) -> Response:
    """The script as it is now; what was there before a release is there no more."""
    if file != hashed(SCRIPT):
        raise NotFound("There is no such file.", "file")
    return as_script(SCRIPT, FOR_GOOD)


def send_worker(_visit: Visit) -> Response:
    """What answers for us on a device without a connection: an empty form. Its address may not change, so browsers ask
    for it anew; it may answer for the form itself, which lies above it."""
    answer = as_script(WORKER, "no-cache")
    answer.headers["Service-Worker-Allowed"] = address("/report", "").partition("?")[0]
    return answer


def as_script(name: str, kept: str) -> Response:
    headers: dict[str, str | list[str]] = {"Content-Type": JAVASCRIPT, "Cache-Control": kept, "Vary": "Accept-Encoding"}
    return Response(body=text_of(name), headers=headers)


def with_script(answer: Response, also: str = "") -> Response:
    """A page whose policy lets our own scripts run, talk to us (and `also` to somebody else), and show photos that wait
    on the device."""
    return allow(answer, script_src=US, connect_src=f"{US} {also}", worker_src=US, img_src="blob:")
