"""Plain texts: kept as UTF-8, whatever their encoding was."""

from __future__ import annotations

import codecs
import re

from attachments.results import RefusedFile, SeenFile

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # what no text has; \x1b and form feeds occur in old print-outs
HAN = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
OTHER = re.compile(r"[^\x00-\x7f]")
MOSTLY = 0.9


def is_text(data: bytes) -> bool:
    """Tells whether these bytes are words and not a program or a picture."""
    text = decode(data)
    return text is not None and not BINARY.search(text)


def rewrite(data: bytes, _format: str) -> SeenFile | RefusedFile:
    """Returns the text in UTF-8, without the byte order mark."""
    text = decode(data)
    return SeenFile(data=text.encode(), media_type="text/plain") if text is not None else RefusedFile("kind")


def decode(data: bytes) -> str | None:
    """Decodes a text: as its byte order mark says, else as UTF-8, else as Chinese if it then reads as such, else as
    Western."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return attempt(data[len(mark) :], encoding)
    text = attempt(data, "utf-8")
    if text is not None:
        return text
    chinese = attempt(data, "gb18030")
    if chinese is not None:
        foreign = OTHER.findall(chinese)
        if len(HAN.findall(chinese)) >= MOSTLY * len(foreign):
            return chinese
    return attempt(data, "cp1252")


def attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
