"""The content of a scan, from Textract's answer: its text in reading order, and how sure Textract is of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from intake.scans.blocks import ScanLine, ScanPage, read_answer
from intake.scans.fields import ScanFields, fields_in
from intake.scans.order import in_order
from intake.scans.ticks import with_ticks

PARAGRAPH = 1.2  # of a line's height: a wider space above a line begins a paragraph
BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])")  # a word broken at the end of a line
BETWEEN_PAGES = "\n\n"
NOTHING = ScanFields()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scan after reading. `confidence` is from 0 to 100, with each word counted by its length; 0 for no text at
    all."""

    text: str = ""
    confidence: float = 0.0
    pages: int = 0
    ticks: int = 0  # tick boxes; 0 if nobody looked for them
    fields: ScanFields = NOTHING


def read_pages(answer: Any, own: Collection[str] = ()) -> Scan:
    """Reads Textract's answer to one page or many. Never raises: an unreadable one is a scan without text. `own` are
    our own address and number."""
    read = read_answer(answer)
    text = BETWEEN_PAGES.join(filter(None, (text_of(page) for page in read.pages)))
    return Scan(
        text=text,
        confidence=confidence_of(read.pages),
        pages=len(read.pages),
        ticks=sum(len(page.ticks) for page in read.pages),
        fields=fields_in(text, read.pairs, own),
    )


def text_of(page: ScanPage) -> str:
    """The text of a page; only its words if it has no lines."""
    if not page.lines:
        return " ".join(text for text, _ in page.words)
    return BROKEN.sub("", "\n".join(with_paragraphs(in_order(with_ticks(page)))))


def with_paragraphs(lines: Sequence[ScanLine]) -> Iterable[str]:
    """Lines as text, with an empty one where a new paragraph begins."""
    before = None
    for line in lines:
        if before and line.box and line.box.top - before.bottom > PARAGRAPH * line.box.height:
            yield ""
        yield line.text
        before = line.box


def confidence_of(pages: Iterable[ScanPage]) -> float:
    """How sure Textract is of the words, each by its length: a wrong long word costs more than a wrong comma."""
    words = [word for page in pages for word in page.words]
    letters = sum(len(text) for text, _ in words)
    return round(sum(len(text) * sure for text, sure in words) / letters, 1) if letters else 0.0
