"""The fonts for printing: which font has a character, how wide words are, and where lines break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import reportlab  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from onestop.runtime.paper.paper_sheet import CHINESE, PIECE

PLAIN, STRONG = "Vera", "VeraBd"  # Bitstream Vera: comes with reportlab, may be embedded in files
GB = re.compile(r"[\u2E80-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\u3000-\u303F]")


@cache
def register_fonts() -> None:
    """Registers our fonts with reportlab: once a process."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (PLAIN, STRONG):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


def font_of(char: str) -> str | None:
    """Returns the font that has a character; None if none of ours has it."""
    if ord(char) in pdfmetrics.getFont(PLAIN).face.charToGlyph:
        return PLAIN
    return CHINESE if GB.match(char) else None


def runs_of(line: str, font: str) -> Iterator[tuple[str, str]]:
    """Splits a line into pieces of one font each."""
    for name, chars in groupby(line, lambda char: font if font_of(char) == PLAIN else CHINESE):
        yield name, "".join(chars)


def width_of(line: str, font: str, size: float) -> float:
    return sum(float(pdfmetrics.stringWidth(text, name, size)) for name, text in runs_of(line, font))


def wrap_words(words: str, font: str, size: float, wide: float) -> list[str]:
    """Returns the lines of a text for this width. A piece without spaces, such as a link, is broken where the line
    ends."""
    lines, line = list[str](), ""
    for piece in _pieces(PIECE.findall(words.replace("\t", " ")), font, size, wide):
        if line and width_of(line + piece.rstrip(), font, size) > wide:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not piece.isspace() else ""
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(pieces: Iterable[str], font: str, size: float, wide: float) -> Iterator[str]:
    """Yields the pieces; one that is wider than a line is cut into parts that fit, measuring each character once."""
    for piece in pieces:
        begins, used = 0, 0.0
        for at, char in enumerate(piece) if width_of(piece, font, size) > wide else ():
            used += (own := width_of(char, font, size))
            if used > wide and at > begins:
                yield piece[begins:at]
                begins, used = at, own
        yield piece[begins:]


def printable(words: str) -> str:
    """Returns words without invisible characters, such as marks for the direction of text, and with accents
    composed."""
    lines = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in lines if unicodedata.category(char) != "Cf")
