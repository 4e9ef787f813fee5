"""PDF documents: kept as they are, because a permit drawing must not change; what they carry inside is noted.

A document that would start a program (/Launch) is refused, and so is one that opens other documents (/GoToR, /GoToE),
or sends or fetches what is filled in (/SubmitForm, /ImportData): opening it would be enough to tell a stranger who
works on the case, and printing it to a new PDF loses nothing that can be read. Scripts are kept with a warning: the
forms of many offices use them to check fields, and a browser runs them in a sandbox. So are embedded files (electronic
invoices are PDF with XML inside) and parts that we cannot look into. All are only downloaded, never shown by us, and
staff read the warning first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from attachments.results import RefusedFile, SeenFile


def spelled(name: str) -> str:
    """A name as a pattern: each letter may be written as its number, as in /J#61vaScript (ISO 32000-1, 7.3.5)."""
    letters = (f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)
    return f"/{''.join(letters)}(?![A-Za-z0-9#])"


def signs(*names: str) -> re.Pattern[bytes]:
    return re.compile("|".join(map(spelled, names)).encode())


PACKED = re.compile(spelled("ObjStm").encode() + rb".{0,400}?stream\r?\n", re.DOTALL)
END = re.compile(rb"%%EOF|startxref")
REFUSED = {
    "starts_programs": signs("Launch"),
    "reaches_out": signs("GoToR", "GoToE", "SubmitForm", "ImportData"),
}
# Every name is long enough not to occur by chance in a scan of twenty megabytes; /JS alone is too short, and is not
# needed.
NOTICED = {
    "script": signs("JavaScript", "Rendition", "XFA"),
    "files": signs("EmbeddedFile", "EmbeddedFiles", "RichMedia"),
    "unseen": signs("Encrypt"),
}
MOST_INFLATED = 64 * 1024 * 1024
MOST_PACKED = 20_000
PIECES = (1024, 64 * 1024)  # the first piece is small: the first bytes tell what most packed objects are


def look_inside(data: bytes, _format: str) -> SeenFile | RefusedFile:
    """Returns the document itself, with what staff should know about it; or why it is refused."""
    if not END.search(data):
        return RefusedFile("broken")
    noticed: set[str] = set()
    for part in readable(data):
        if part is None:
            noticed.add("unseen")
            continue
        for reason, sign in REFUSED.items():
            if sign.search(part):
                return RefusedFile(reason)
        noticed |= {code for code, sign in NOTICED.items() if sign.search(part)}
    return SeenFile(
        data=data, media_type="application/pdf", warnings=tuple(code for code in NOTICED if code in noticed)
    )


def readable(data: bytes) -> Iterator[bytes | None]:
    """Yields the document, and the objects that are packed inside it; None for what cannot be read, or is too large."""
    yield data
    left = MOST_INFLATED
    for number, found in enumerate(PACKED.finditer(data)):
        if number == MOST_PACKED or left <= 0:
            yield None
            return
        part = inflated(data, found.end(), left)
        left -= len(part or b"")
        yield part


def inflated(data: bytes, start: int, most: int) -> bytes | None:
    """Unpacks what begins at `start`, piece by piece: copying the rest of the file for each object would take
    minutes."""
    unpacking, parts, at, size = zlib.decompressobj(), [], start, PIECES[0]
    try:
        while at < len(data) and not unpacking.eof and most > 0:
            piece = unpacking.unconsumed_tail or data[at : at + size]
            at += 0 if unpacking.unconsumed_tail else len(piece)
            parts.append(unpacking.decompress(piece, most))
            most -= len(parts[-1])
            size = PIECES[1]
    except zlib.error:  # packed in another way, encrypted, or broken
        return None
    return b"".join(parts)
