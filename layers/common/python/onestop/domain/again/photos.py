"""The fingerprint of a photo, 64 bits of how it looks, and how far two photos are from each other.

The bits say where a small grey copy of the photo grows brighter from left to right (a difference hash): drawing it
anew, smaller or in worse quality, changes few of them; another view of the same thing changes many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

ACROSS, DOWN = 9, 8  # pixels of the small copy
FLAT = 6  # bits: a photo with fewer, such as a black one, is like every other such
SAME = 6  # bits that differ between two copies of one photo
CLOSE = 10


def fingerprint_of(pixels: Sequence[int]) -> str | None:
    """The fingerprint of a grey copy, given row by row; None for one with too little on it to be known again."""
    rows = (pixels[start : start + ACROSS] for start in range(0, ACROSS * DOWN, ACROSS))
    bits = [right > left for row in rows for left, right in pairwise(row)]
    if not FLAT <= sum(bits) <= len(bits) - FLAT:
        return None
    return f"{int(''.join('01'[bit] for bit in bits), 2):016x}"


def bits_apart(one: str, other: str) -> int:
    """How many bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def closest(ours: Iterable[str], theirs: Sequence[str]) -> int | None:
    """How far the two photos are that look most alike; None where one side has none."""
    return min((bits_apart(one, other) for one in ours for other in theirs), default=None)
