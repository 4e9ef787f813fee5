"""Forms as a browser sends them, read with the standard library."""

from __future__ import annotations

from urllib.parse import parse_qsl

from chalice.app import Request

from onestop.contracts.reading import CONTROL
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.web import raw_body

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 50
BYTES = "latin-1"  # each letter is one byte


def read_form(request: Request) -> dict[str, str]:
    """The fields of a form. Control characters, which word processors leave behind, become spaces; raises NotValid."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type != MEDIA_TYPE:
        raise NotValid(Fault("body", "this is not a form", MEDIA_TYPE))
    try:
        fields = pairs_of(raw_body(request), MOST_FIELDS, keep_blank=True)
    except ValueError:
        raise NotValid(Fault("body", "this form has too many fields", f"at most {MOST_FIELDS}")) from None
    return {text_of(name): clean(text_of(value)) for name, value in fields}


def pairs_of(body: bytes, most: int, *, keep_blank: bool = False) -> list[tuple[bytes, bytes]]:
    """The names and values of a form, byte by byte. Raises ValueError for too many."""
    pairs = parse_qsl(
        body.decode(BYTES), keep_blank_values=keep_blank, max_num_fields=most, encoding=BYTES, errors="replace"
    )
    return [(name.encode(BYTES), value.encode(BYTES)) for name, value in pairs]


def text_of(data: bytes) -> str:
    """What was typed: UTF-8 as browsers send it, else Windows-1252, which older programs send without a word. A letter
    that cannot be read is lost for good, so nothing is read with question marks."""
    for codec in ("utf-8", "cp1252"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode(BYTES)


def clean(text: str) -> str:
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
