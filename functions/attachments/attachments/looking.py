"""What a file is, and what we keep of it: one table from its first bytes to the module that knows its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from attachments import documents, photos, scans, texts
from attachments.results import Refused, Seen
from attachments.sniffing import kind_of

__all__ = ["Refused", "Seen", "look_at"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a kind of file, and what Pillow calls it."""

    read: Callable[[bytes, str], Seen | Refused]
    format: str = ""


READERS: Mapping[str, Reader] = {
    "image/jpeg": Reader(photos.redraw, "JPEG"),
    "image/png": Reader(photos.redraw, "PNG"),
    "image/webp": Reader(photos.redraw, "WEBP"),
    "image/gif": Reader(photos.redraw, "GIF"),
    "image/heic": Reader(photos.redraw, "HEIF"),
    "image/tiff": Reader(scans.redraw_pages, "TIFF"),
    "application/pdf": Reader(documents.look_inside),
    "text/plain": Reader(texts.rewrite),
}


def look_at(data: bytes) -> Seen | Refused:
    """Reads a file by what its bytes say that it is. Its name and its Content-Type are not even asked for."""
    if not data:
        return Refused("empty")
    kind = kind_of(data)
    reader = READERS.get(kind or "")
    if reader is None:
        return Refused("office" if kind == "office" else "kind")
    return reader.read(data, reader.format)
