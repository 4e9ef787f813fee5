"""The script of pages that upload a file: it tells at once that a file is too large or empty. The portal serves it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chalice.app import Response

from onestop.domain.cases.attachment_words import REFUSALS
from onestop.domain.cases.attachments import MOST_BYTES
from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.pages.content_policy import US, allow
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.map_files import at

SCRIPT = Path(__file__).with_name("static") / "upload-check.js"


@cache
def text() -> str:
    return SCRIPT.read_text(encoding="utf-8")


@cache
def name() -> str:
    """Returns the current name of the script."""
    return named_by_content(SCRIPT.name, text())


def check_values(visit: Visit) -> dict[str, str | int]:
    """Returns what the template of such a page needs: the limit, the words for what is beyond it, the script."""
    return {
        "most": MOST_BYTES,
        "larger": visit.say(REFUSALS["too_large"]),
        "empty": visit.say(REFUSALS["empty"]),
        "script": at(f"/view/{name()}"),
    }


def allow_upload(answer: Response, origin: str) -> Response:
    """Lets a page send its file to the bucket at `origin`, and run the script."""
    return allow(answer, form_action=origin, script_src=US)
