"""Sheets of paper that are written from top to bottom, one after another, with fields to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import segno
from reportlab.lib.colors import black, white  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

WIDTH, HEIGHT = A4
MARGIN = 50
FOOT = 62  # the dots and the mark are printed below this
INK = {"borderColor": black, "fillColor": white, "textColor": black, "borderWidth": 0.75}
LONGEST = 2000  # characters in a box of several lines
CHINESE, LATIN, LATIN_STRONG = "STSong-Light", "Helvetica", "Helvetica-Bold"
PIECE = re.compile(
    r"\s+|[^\s\u2E80-\uFFEF]+|[\u2E80-\uFFEF]"
)  # where a line may break: at spaces, after Chinese characters


@dataclass(frozen=True, slots=True)
class Print:
    """Font sizes, in points."""

    body: float
    small: float
    headings: tuple[float, float, float]


USUAL = Print(11, 9.5, (20, 15, 12))
LARGE = Print(18, 16, (28, 23, 20))  # what associations of blind people call large print: 16 to 18 points


class PaperSheet:
    """The document as far as it is written."""

    def __init__(self, into: IO[bytes], print_: Print, language: str, title: str, footer: str, mark: str) -> None:
        self._canvas = Canvas(into, pagesize=A4, lang=language, invariant=1, pageCompression=0)
        self._canvas.setTitle(title)
        self._canvas.setSubject(mark)
        self._print, self._footer, self._mark = print_, footer, mark
        self._plain, self._strong = _fonts(language)
        self._y, self._number = HEIGHT - MARGIN, 1
        self._kept: dict[str, int] = {}
        self._draw_foot()

    # ---- words
    def heading(self, words: str, level: int) -> None:
        """Writes a heading, which is never left alone at the bottom."""
        size = self._print.headings[level - 1]
        self._room(size * 4)
        self._y -= size * (0.8 if level > 1 else 0.2)
        if level < 3:
            self._canvas.bookmarkPage(key := f"{self._number}-{self._y:.0f}")
            self._canvas.addOutlineEntry(words, key, level - 1)
        self._write(words, self._strong, size)
        self._y -= size * 0.3

    def label(self, words: str) -> None:
        """Writes the words of a question."""
        self._y -= self._print.body * 0.5
        self._write(words, self._strong, self._print.body)

    def text(self, words: str, *, strong: bool = False, small: bool = False) -> None:
        """Writes a sentence."""
        size = self._print.small if small else self._print.body
        self._write(words, self._strong if strong else self._plain, size)

    def _write(self, words: str, font: str, size: float, left: float = MARGIN) -> None:
        for line in wrap(words, font, size, WIDTH - MARGIN - left):
            self._room(size * 1.3)
            self._y -= size * 1.3
            self._canvas.setFont(font, size)
            self._canvas.drawString(left, self._y + size * 0.25, line)

    # ---- fields
    def box(self, name: str, tooltip: str, lines: int, short: bool) -> None:
        """Adds a box to write in."""
        high = self._print.body * 1.9 * lines
        self._room(high + 4)
        self._y -= high + 4
        width = 180.0 if short else WIDTH - 2 * MARGIN
        self._canvas.acroForm.textfield(
            name=name, tooltip=tooltip[:120], x=MARGIN, y=self._y, width=width, height=high, maxlen=LONGEST,
            fontName=LATIN, fontSize=self._print.body, fieldFlags="multiline" if lines > 1 else "",
            **INK,
        )  # fmt: skip

    def pick_one(self, name: str, options: Sequence[tuple[str, str]], tooltip: str) -> None:
        """Adds circles, of which one can be chosen."""
        for value, words in options:
            side = self._room_beside()
            self._canvas.acroForm.radio(
                name=name, value=value, tooltip=tooltip[:120], x=MARGIN, y=self._y - side, size=side, shape="circle",
                buttonStyle="circle", fieldFlags="radio", **INK,
            )  # fmt: skip
            self._write(words, self._plain, self._print.body, MARGIN + side + 8)

    def tick(self, name: str, words: str, tooltip: str) -> None:
        """Adds a square to tick."""
        side = self._room_beside()
        self._canvas.acroForm.checkbox(
            name=name, tooltip=f"{tooltip}: {words}"[:120], x=MARGIN, y=self._y - side, size=side, buttonStyle="check",
            fieldFlags="", **INK,
        )  # fmt: skip
        self._write(words, self._plain, self._print.body, MARGIN + side + 8)

    def _room_beside(self) -> float:
        """Moves to the next line, which has a circle or a square, and returns the size of that."""
        side = min(self._print.body * 1.2, 20)  # larger circles are cut off at their edges
        self._room(side + 5)
        self._y -= 3
        return side

    def line_to_sign(self, words: str) -> None:
        """Adds a line for a signature by hand."""
        self._room(self._print.body * 6)
        self._y -= self._print.body * 5
        self._canvas.line(MARGIN, self._y, WIDTH - MARGIN, self._y)
        self.text(words, small=True)

    # ---- sheets
    @contextmanager
    def together(self, kind: str, choices: int, lines: int, notes: int) -> Iterator[None]:
        """Keeps a question, its notes and its boxes on one sheet if they fit on one."""
        rows = max(choices, 2 if kind == "yesno" else 0) + lines * 1.5 + notes * 1.2 + 2
        self._room(min(rows * self._print.body * 1.5, (HEIGHT - MARGIN - FOOT) * 0.9))
        yield

    def _room(self, high: float) -> None:
        if self._y - high < FOOT:
            self._canvas.showPage()
            self._number += 1
            self._y = HEIGHT - MARGIN
            self._draw_foot()

    def _draw_foot(self) -> None:
        dots = segno.make(self._mark, error="m", micro=False).matrix
        side = 36.0 / len(dots)
        self._canvas.setFillColor(black)
        for row, line in enumerate(dots):
            for column, dark in enumerate(line):
                if dark:
                    left = WIDTH - MARGIN - 36 + column * side
                    self._canvas.rect(left, 16 + 36 - (row + 1) * side, side, side, stroke=0, fill=1)
        self._canvas.setFont(self._plain, 8)
        self._canvas.drawString(MARGIN, 24, self._footer.format(page=self._number))

    def close(self) -> None:
        """Writes the file."""
        self._canvas.save()


def _fonts(language: str) -> tuple[str, str]:
    """Returns the fonts: for Chinese one that PDF readers bring along, which has no bold; otherwise Helvetica."""
    if not language.startswith("zh"):
        return LATIN, LATIN_STRONG
    if CHINESE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    return CHINESE, CHINESE


def wrap(words: str, font: str, size: float, width: float) -> list[str]:
    """Returns the lines of a text for this width."""
    lines, line = [], ""
    for piece in PIECE.findall(words):
        if line and pdfmetrics.stringWidth(line + piece.rstrip(), font, size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return [*lines, line.rstrip()] if line.strip() else lines
