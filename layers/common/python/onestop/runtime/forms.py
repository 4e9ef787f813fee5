"""Forms as a browser sends them, read with the standard library."""

from __future__ import annotations

from urllib.parse import parse_qsl

from chalice.app import Request

from onestop.contracts.reading import CONTROL
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.web import raw_body

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 50


def read_form(request: Request) -> dict[str, str]:
    """The fields of a form. Control characters, which word processors leave behind, become spaces; raises NotValid."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type != MEDIA_TYPE:
        raise NotValid(Fault("body", "this is not a form", MEDIA_TYPE))
    text = raw_body(request).decode("utf-8", "replace")
    try:
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotValid(Fault("body", "this form has too many fields", f"at most {MOST_FIELDS}")) from None
    return {name: clean(value) for name, value in fields}


def clean(text: str) -> str:
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
