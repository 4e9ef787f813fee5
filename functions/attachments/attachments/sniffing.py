"""Tells what a file is by its first bytes. Only the kinds that we take have a rule, and a few for which people are told
what to do."""

from __future__ import annotations

import re

from attachments.texts import is_text

BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})  # ISO/IEC 23008-12
MARKUP = re.compile(rb"\s*<(?:!doctype|!--|\?xml|html|head|body|script|svg|style|iframe|table|a\s|div|img)", re.I)
LEADING = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and blanks before a PDF are common, anything else is a disguise
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes) -> str | None:
    """The media type of a file that we may take, "office" for what can be saved as PDF, None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return "image/tiff"
    if data[4:8] == b"ftyp" and data[8:12] in BRANDS:
        return "image/heic"
    if data[:1024].lstrip(LEADING).startswith(b"%PDF-"):
        return "application/pdf"
    if is_office(data):
        return "office"
    return "text/plain" if is_text(data) and not is_markup(data) else None


def is_office(data: bytes) -> bool:
    """Word, Excel, PowerPoint and OpenDocument, old and new; and RTF, which carries objects too."""
    zipped = data.startswith(b"PK\x03\x04") and (b"[Content_Types].xml" in data[:4096] or data[30:38] == b"mimetype")
    return zipped or data.startswith(OLE) or data.startswith(b"{\\rtf")


def is_markup(data: bytes) -> bool:
    """Tells whether a browser would take this text for a page, whatever its name is."""
    return MARKUP.match(data[:1024].lstrip(LEADING)) is not None
