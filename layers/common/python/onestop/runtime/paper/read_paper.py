"""Reads a form that was filled in on a screen and came back as a PDF: which form it is, and what its fields contain."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import NameObject

from onestop.domain.forms.paper import PaperMark, find_mark
from onestop.runtime.pages.posted_forms import clean_field

MOST_FIELDS = 5000
MOST_LETTERS = 4000  # characters of one answer; longer text was not written into one of our boxes
LARGEST = 10_000_000  # bytes
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains about other people's files and quotes them


@dataclass(frozen=True, slots=True)
class FilledPaper:
    """`filled`: the contents of the fields, by name; empty if the form was printed, filled in by hand and scanned."""

    mark: PaperMark
    filled: Mapping[str, str]


def read_pdf(content: bytes) -> FilledPaper | None:
    """Reads a PDF as one of our forms; None if it is not one of ours, or cannot be read."""
    if len(content) > LARGEST or content.lstrip()[:5] != b"%PDF-":
        return None
    try:
        reader = PdfReader(io.BytesIO(content))
        mark = find_mark(str(reader.metadata.subject if reader.metadata else ""))
        fields = reader.get_fields() or {}
    except Exception:  # foreign files break a reader in every way; it is then a file like any other
        return None
    if mark is None or len(fields) > MOST_FIELDS:
        return None
    values = {name: _value_of(field) for name, field in fields.items()}
    return FilledPaper(mark, {str(name): value for name, value in values.items() if value})


def _value_of(field: Mapping[str, object]) -> str:
    value = field.get("/V")
    if isinstance(value, NameObject):  # a circle or a square: its value, or Off
        return str(value).lstrip("/").lower().replace("off", "")
    return clean_field(str(value)[:MOST_LETTERS]) if isinstance(value, str) else ""
