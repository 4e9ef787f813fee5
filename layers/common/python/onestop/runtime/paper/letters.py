"""A letter as a PDF for a print house: the address where the window of its envelope is, then the words of the e-mail.

The fonts of European languages are embedded in the file, as print houses require; for Chinese the file only names the
font (STSong), which every printer with Adobe's Asian fonts has. The bytes are the same each time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import segno
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from onestop.domain.letters.envelopes import ENVELOPES, Envelope, Placed, place_address
from onestop.domain.translation import N_, Phrase
from onestop.runtime.paper.fonts import PLAIN, STRONG, font_of, printable, register_fonts, runs_of, width_of, wrap_words
from onestop.runtime.paper.pdf_tags import Tag, Tags

BODY, SMALL = 10.0, 7.0  # points
SPACE = 1.45  # line height as a multiple of the font size
FOOT = 22.0  # millimetres left free at the bottom
SIDE = 22.0  # side of the picture of dots, in millimetres
SCANNED = 500  # characters of a link: the dots of a longer one are too fine for a telephone
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)。，；：！？）]")
ITEM = "- "
SCAN: Phrase = N_("To open the link, point the camera of a telephone at this picture.")


class CannotPrint(ValueError):
    """A character that none of our fonts has: without it, a name would be somebody else's.

    Not an OnestopError: staff see it as a letter that was not delivered.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A letter on paper. `to`: the lines on the envelope, the name first. `sender`: who sends it, in one line. `name`:
    how the print house identifies it."""

    name: str
    to: Sequence[str]
    sender: str
    day: str
    subject: str
    body: str
    language: str
    scan: str  # the phrase SCAN in the language: what is printed next to the picture of the link


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter as it is printed."""

    pdf: bytes
    pages: int


def print_letter(paper: Paper, sheet: str) -> Printed:
    """Draws a letter on a sheet, `a4` or `letter`. Raises AddressDoesNotFit and CannotPrint."""
    envelope = ENVELOPES[sheet]
    register_fonts()
    to, (subject, body) = [printable(line) for line in paper.to], map(printable, (paper.subject, paper.body))
    paper = replace(paper, to=to, subject=subject, body=body)
    words = (*paper.to, paper.sender, paper.day, paper.subject, paper.body)
    if missing := sorted({char for text in words for char in text if char not in "\n\t" and font_of(char) is None}):
        named = ", ".join(f"U+{ord(char):04X}" for char in missing[:5])
        raise CannotPrint(f"no font of ours has {named}")
    address = place_address(paper.to, envelope, lambda text, size: width_of(text, PLAIN, size) / mm)
    written = io.BytesIO()
    writer = _LetterWriter(written, paper, envelope)
    pages = writer.write(address)
    return Printed(written.getvalue(), pages)


class _LetterWriter:
    """One letter while it is drawn. Heights are in millimetres from the top of the sheet."""

    def __init__(self, into: io.BytesIO, paper: Paper, envelope: Envelope) -> None:
        size = (envelope.width * mm, envelope.height * mm)
        self._canvas = Canvas(into, pagesize=size, lang=paper.language or None, invariant=1)
        self._canvas.setTitle(paper.subject)
        self._canvas.setAuthor(paper.sender)
        self._canvas.setCreator("Onestop")
        self._tags = Tags(self._canvas)
        self._paper, self._envelope = paper, envelope
        self._down, self._page = envelope.begins, 1
        self._left, self._right = 25.0, envelope.width - 20.0

    def write(self, address: Placed) -> int:
        paper, envelope = self._paper, self._envelope
        self._draw_frame()
        self._once("P", paper.sender, 25.0, envelope.sender or 20.0, SMALL if envelope.sender else BODY)
        block = self._tags.begin("P")
        for line, foot in address.lines:
            with self._tags.piece(block):
                self._draw(line, PLAIN, address.size, envelope.left, foot)
        self._paragraph("P", paper.day, PLAIN)
        self._paragraph("H1", paper.subject, STRONG)
        for part in re.split(r"\n{2,}", paper.body.strip("\n")):
            for is_item, lines in groupby(part.split("\n"), lambda line: line.startswith(ITEM)):
                self._lines("LI" if is_item else "P", list(lines))
            self._down += 2.5
        if link := next((link for link in LINK.findall(paper.body) if len(link) <= SCANNED), None):
            self._dots(link)
        self._canvas.showPage()
        self._tags.hang_in()
        self._canvas.save()
        return self._page

    def _lines(self, kind: str, lines: Sequence[str]) -> None:
        """Draws the lines of a paragraph with its own breaks; each item of a list separately."""
        if kind == "LI":
            whole = self._tags.begin("L")
            for line in lines:
                self._flow(self._tags.begin(kind, within=whole), f"– {line.removeprefix(ITEM)}", PLAIN)
        else:
            tag = self._tags.begin(kind)
            for line in lines:
                self._flow(tag, line, PLAIN)

    def _paragraph(self, kind: str, words: str, font: str) -> None:
        self._flow(self._tags.begin(kind), words, font)
        self._down += 3.5

    def _flow(self, tag: Tag, words: str, font: str) -> None:
        """Draws lines that continue on the next sheet when this one is full."""
        high = BODY * SPACE * 0.3528
        for line in wrap_words(words, font, BODY, (self._right - self._left) * mm):
            self._room(high)
            self._down += high
            with self._tags.piece(tag):
                self._draw(line, font, BODY, self._left, self._down)

    def _room(self, high: float) -> None:
        if self._down + high > self._envelope.height - FOOT:
            self._canvas.showPage()
            self._tags.turn_page()
            self._page += 1
            self._down = 25.0
            self._draw_frame()

    def _once(self, kind: str, words: str, left: float, foot: float, size: float) -> None:
        with self._tags.piece(self._tags.begin(kind)):
            self._draw(words, PLAIN, size, left, foot)

    def _draw(self, line: str, font: str, size: float, left: float, foot: float) -> None:
        """Draws a line with its baseline this far from the top; each run of characters in the font that has them."""
        x, y = left * mm, (self._envelope.height - foot) * mm
        for name, text in runs_of(line, font):
            self._canvas.setFont(name, size)
            self._canvas.drawString(x, y, text)
            x += pdfmetrics.stringWidth(text, name, size)

    def _draw_frame(self) -> None:
        """Draws what is not read aloud: fold marks, the number of the sheet, and the name for the print house."""
        with self._tags.decoration():
            if self._page == 1:
                for fold in self._envelope.folds:
                    y = (self._envelope.height - fold) * mm
                    self._canvas.line(4 * mm, y, 8 * mm, y)
            foot = self._envelope.height - 10
            self._draw(f"{self._paper.name} · {self._page}", PLAIN, SMALL, self._left, foot)

    def _dots(self, link: str) -> None:
        """Draws the link as a picture for the camera of a telephone: nobody types a secret from paper."""
        self._room(SIDE + 4)
        self._down += 2
        said = self._paper.scan
        rows = segno.make(link, error="m", micro=False).matrix
        side = SIDE * mm / len(rows)
        with self._tags.piece(self._tags.begin("Figure", said)):
            for row, squares in enumerate(rows):
                for column, dark in enumerate(squares):
                    if dark:
                        top = (self._envelope.height - self._down) * mm - (row + 1) * side
                        self._canvas.rect(self._left * mm + column * side, top, side, side, stroke=0, fill=1)
        tag, beside = self._tags.begin("P"), self._left + SIDE + 4
        for number, line in enumerate(wrap_words(said, PLAIN, BODY, (self._right - beside) * mm), 1):
            with self._tags.piece(tag):
                self._draw(line, PLAIN, BODY, beside, self._down + number * BODY * SPACE * 0.3528)
        self._down += SIDE
