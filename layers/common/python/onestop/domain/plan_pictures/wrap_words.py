"""Breaks words into lines for a picture: SVG cannot do it, so the width of letters is estimated."""

from __future__ import annotations

import re
import unicodedata

# fractions of the font's size, as in the widest of the usual fonts
CHINESE, CAPITAL, NARROW, OTHER, BOLD = 1.0, 0.82, 0.37, 0.62, 1.12
PIECES = re.compile(r"\s+|[^\s\u3000-\uffef]+|[\u3000-\uffef]")  # words, and single Chinese characters
NEVER_FIRST = "，。：；！？、）》”’"


def wrap_words(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Breaks words into lines of at most `width` in a font of `size`, with no Chinese punctuation at a line's start."""
    lines = [""]
    for piece in _pieces(words):
        too_long = measure_words((lines[-1] + piece).rstrip(), size, bold=bold) > width
        if lines[-1] and too_long and piece[0] not in NEVER_FIRST and not piece.isspace():
            lines[-1] = lines[-1].rstrip()
            lines.append(piece)
        else:
            lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def measure_words(words: str, size: float, *, bold: bool = False) -> float:
    """Estimates the width of words, rather too wide than too narrow."""
    return size * (BOLD if bold else 1) * sum(_letter(letter) for letter in words)


def _pieces(words: str) -> list[str]:
    pieces: list[str] = []
    for piece in PIECES.findall(words):
        if pieces and piece in NEVER_FIRST and not pieces[-1].isspace():
            pieces[-1] += piece
        else:
            pieces += [piece] if len(piece) < 30 else list(piece)  # long words are broken where necessary
    return pieces


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return CHINESE
    if letter.isupper() or letter in "mw@—":
        return CAPITAL
    return NARROW if letter in "iljtf.,:;'|!()[] " else OTHER
