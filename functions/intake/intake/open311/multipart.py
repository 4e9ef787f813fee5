"""Forms with files, multipart/form-data (RFC 7578), as apps send photos."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onestop.runtime.pages.posted_forms import text_of

MOST_PARTS = 100
HEADER_LENGTH = 8192  # bytes; a field of a form needs about a hundred
BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
PARAMETER = {
    name: re.compile(rf';\s*{name}=(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))', re.IGNORECASE) for name in ("name", "filename")
}


@dataclass(frozen=True, slots=True)
class FormPart:
    """One field of a form: `filename` is None for one that is not a file."""

    name: str
    filename: str | None
    media_type: str
    data: bytes


def read_multipart(content_type: str, body: bytes) -> list[FormPart] | None:
    """The parts of a form; None if this is not multipart/form-data. A part that cannot be read is left out."""
    found = BOUNDARY.search(content_type)
    if not found:
        return None
    boundary = re.escape((found[1] or found[2]).encode("utf-8", "replace"))
    # the line end before a delimiter belongs to it; a line that only starts like a delimiter belongs to the data
    pieces = re.split(rb"\r\n--%b(?:--)?[ \t]*(?=\r\n|\Z)" % boundary, b"\r\n" + body)
    if not 2 <= len(pieces) <= MOST_PARTS + 2:
        return None
    parts = (read_part(piece) for piece in pieces[1:])
    return [part for part in parts if part is not None]


def read_part(piece: bytes) -> FormPart | None:
    head, gap, data = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not gap or len(head) > HEADER_LENGTH:
        return None
    headers: dict[str, str] = {}
    for line in text_of(head).split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    disposition = headers.get("content-disposition", "")
    name_ = parameter(disposition, "name")
    if not name_:
        return None
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return FormPart(name_, parameter(disposition, "filename"), media_type, data)


def parameter(disposition: str, name: str) -> str | None:
    """A parameter of Content-Disposition. Browsers write a quotation mark as %22 or \\"."""
    found = PARAMETER[name].search(disposition)
    if not found:
        return None
    return found[2] if found[1] is None else re.sub(r"\\(.)", r"\1", found[1]).replace("%22", '"')
