"""A form that was filled in on a screen and came back as a PDF: which form it is, and what stands in its fields."""

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
MOST_LETTERS = 4000  # of one answer; what is longer was not written into one of our boxes
LARGEST = 10_000_000  # bytes
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains of the files of others, with what is in them


@dataclass(frozen=True, slots=True)
class FilledPaper:
    """`filled`: what stands in the fields, by their names. Nothing in it was printed out, filled in and scanned."""

    mark: PaperMark
    filled: Mapping[str, str]


def read_pdf(content: bytes) -> FilledPaper | None:
    """The form that a PDF is; None for one that is none of ours, or cannot be read."""
    if len(content) > LARGEST or content.lstrip()[:5] != b"%PDF-":
        return None
    try:
        reader = PdfReader(io.BytesIO(content))
        mark = find_mark(str(reader.metadata.subject if reader.metadata else ""))
        fields = reader.get_fields() or {}
    except Exception:  # files of others break a reader in every way there is; that one is then a file like any other
        return None
    if mark is None or len(fields) > MOST_FIELDS:
        return None
    values = {name: _value_of(field) for name, field in fields.items()}
    return FilledPaper(mark, {str(name): value for name, value in values.items() if value})


def _value_of(field: Mapping[str, object]) -> str:
    value = field.get("/V")
    if isinstance(value, NameObject):  # a circle or a square: what it stands for, and Off
        return str(value).lstrip("/").lower().replace("off", "")
    return clean_field(str(value)[:MOST_LETTERS]) if isinstance(value, str) else ""
