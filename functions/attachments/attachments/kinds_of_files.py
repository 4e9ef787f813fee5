"""What a file is, and what we keep of it: one table from its first bytes to the module that knows its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from attachments import documents, photos, scans, texts
from attachments.results import RefusedFile, SeenFile
from attachments.sniffing import kind_of

__all__ = ["RefusedFile", "SeenFile", "look_at"]


@dataclass(frozen=True, slots=True)
class FileReader:
    """The function that reads a kind of file, and Pillow's name for it."""

    read: Callable[[bytes, str], SeenFile | RefusedFile]
    format: str = ""


READERS: Mapping[str, FileReader] = {
    "image/jpeg": FileReader(photos.redraw, "JPEG"),
    "image/png": FileReader(photos.redraw, "PNG"),
    "image/webp": FileReader(photos.redraw, "WEBP"),
    "image/gif": FileReader(photos.redraw, "GIF"),
    "image/heic": FileReader(photos.redraw, "HEIF"),
    "image/tiff": FileReader(scans.redraw_pages, "TIFF"),
    "application/pdf": FileReader(documents.look_inside),
    "text/plain": FileReader(texts.rewrite),
}


def look_at(data: bytes) -> SeenFile | RefusedFile:
    """Reads a file according to what its bytes say it is. Its name and its Content-Type are ignored."""
    if not data:
        return RefusedFile("empty")
    kind = kind_of(data)
    reader = READERS.get(kind or "")
    if reader is None:
        return RefusedFile("office" if kind == "office" else "kind")
    return reader.read(data, reader.format)
