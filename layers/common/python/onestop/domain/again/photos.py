"""The fingerprint of a photo, 64 bits of how it looks, and how far two photos differ.

The bits say where a small grey copy of the photo gets brighter from left to right (a difference hash): resizing or
recompressing the photo changes few of them; another view of the same thing changes many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

ACROSS, DOWN = 9, 8  # pixels of the small copy
FLAT = 6  # bits: photos with fewer, such as black ones, all look alike
SAME = 6  # bits that may differ between two copies of one photo
CLOSE = 10


def fingerprint_of(pixels: Sequence[int]) -> str | None:
    """Returns the fingerprint of a grey copy, given row by row; None if the photo has too little detail to be
    recognised."""
    rows = (pixels[start : start + ACROSS] for start in range(0, ACROSS * DOWN, ACROSS))
    bits = [right > left for row in rows for left, right in pairwise(row)]
    if not FLAT <= sum(bits) <= len(bits) - FLAT:
        return None
    return f"{int(''.join('01'[bit] for bit in bits), 2):016x}"


def bits_apart(one: str, other: str) -> int:
    """Returns how many bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def closest(ours: Iterable[str], theirs: Sequence[str]) -> int | None:
    """Returns the distance of the two most similar photos; None if one side has none."""
    return min((bits_apart(one, other) for one in ours for other in theirs), default=None)
