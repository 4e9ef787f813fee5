"""PDF documents: kept as they are, for a permit drawing must not change; what they carry inside is noticed.

A document that would start a program (/Launch) is refused: no public service needs one, and printing it anew loses
nothing. Scripts are kept with a warning: the fill-in forms of many offices, ours too, have them to check fields, and a
browser runs them in a box. So are embedded files (electronic invoices are PDF with XML inside) and locked documents,
into which we cannot look. All are downloaded and never shown by us, and staff read the warning first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from attachments.results import Refused, Seen

STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")  # a name may hide as /J#61vaScript (ISO 32000-1, 7.3.5)
END = re.compile(rb"%%EOF|startxref")
LAUNCH = re.compile(rb"/Launch\b")
MOST_INFLATED = 64 * 1024 * 1024
NOTICED = {
    "script": re.compile(rb"/(?:JavaScript|JS)\b"),
    "files": re.compile(rb"/(?:EmbeddedFiles?|RichMedia)\b"),
    "locked": re.compile(rb"/Encrypt\b"),
}


def look_inside(data: bytes, _format: str) -> Seen | Refused:
    """The document itself, with what staff should know of it."""
    if not END.search(data):
        return Refused("broken")
    parts = [unescaped(part) for part in readable(data)]
    if any(LAUNCH.search(part) for part in parts):
        return Refused("starts_programs")
    warnings = tuple(code for code, sign in NOTICED.items() if any(sign.search(part) for part in parts))
    return Seen(data=data, media_type="application/pdf", warnings=warnings)


def readable(data: bytes) -> Iterator[bytes]:
    """The document, and the objects that are packed inside it, as far as a bounded memory allows."""
    yield data
    left = MOST_INFLATED
    for found in STREAM.finditer(data):
        try:
            inflated = zlib.decompressobj().decompress(data[found.end() :], left)
        except zlib.error:  # packed in another way, or broken: a reader cannot run what it cannot read
            continue
        left -= len(inflated)
        yield inflated
        if left <= 0:
            return


def unescaped(part: bytes) -> bytes:
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
