"""Digits and signs as wide as a Chinese character, which keyboards for Chinese write: １２：００ is 12:00. The script
of forms has the same rule."""

from __future__ import annotations

FIRST, LAST, APART = 0xFF01, 0xFF5E, 0xFEE0  # the wide forms of ASCII, in the same order
NARROW = {0x3000: " ", **{code: chr(code - APART) for code in range(FIRST, LAST + 1)}}


def narrow(text: str) -> str:
    return text.translate(NARROW)
