"""A linear classifier with integer weights: which class a text belongs to, and how likely each one is.

Every known piece has a row of small weights, one for each class, and its own importance. Rows are summed as one long
integer with sixteen bits for each class: the fastest way in plain Python, some hundred pieces in a fraction of a
millisecond, without a numeric library.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, sqrt
from operator import add
from typing import Any

from onestop.domain.understanding.pieces import pieces_of, pieces_of_plain

MIDDLE = 128  # the byte that stands for weight 0
AT_A_TIME = 250  # rows whose sum always fits into sixteen bits a class
SHELVES = 4096  # numbers of pieces are searched only among those with the same beginning
SHELF_BITS = 20


@dataclass(frozen=True)
class Classifier:
    """A trained classifier. `rows` holds, for each of the sorted `numbers`, its importance and a weight for each
    class."""

    about: Mapping[str, Any]
    classes: Sequence[str]
    numbers: array[int]
    rows: bytes
    bias: Sequence[float]
    scales: tuple[float, float]  # factors of the stored weights, of whole pieces and of parts
    importance_unit: float
    unknown_importance: tuple[float, float]  # of an unknown whole piece, and part: lowers the confidence
    warmth: float  # the temperature that corrects overconfidence, fitted on held-out sentences
    shelves: array[int] = field(default_factory=lambda: array("L"))

    def __post_init__(self) -> None:
        starts = (bisect_left(self.numbers, shelf << SHELF_BITS) for shelf in range(SHELVES))
        self.shelves.extend((*starts, len(self.numbers)))

    def likely(self, text: str) -> list[tuple[str, float]]:
        """Returns the classes with their probabilities, the likeliest first."""
        return self.ranked(self.scores(*pieces_of(text)))

    def likely_of_plain(self, shown: str) -> list[tuple[str, float]]:
        """Returns the same for a text that is plain already."""
        return self.ranked(self.scores(*pieces_of_plain(shown)))

    def likeliest_of_plain(self, shown: str) -> tuple[str, float]:
        """Returns only the likeliest class of a text that is plain already: used for many parts of a text."""
        scores = self.scores(*pieces_of_plain(shown))
        most = max(scores)
        return self.classes[scores.index(most)], 1 / sum(exp((score - most) / self.warmth) for score in scores)

    @cached_property
    def readable(self) -> frozenset[str]:
        """Returns the words that occur in many examples, which may be shown as a reason."""
        return frozenset(self.about.get("readable", "").split())

    def ranked(self, scores: Sequence[float]) -> list[tuple[str, float]]:
        """Returns scores as probabilities."""
        most = max(scores)
        shares = [exp((score - most) / self.warmth) for score in scores]
        total = sum(shares)
        ranked = zip(self.classes, (share / total for share in shares), strict=True)
        return sorted(ranked, key=lambda each: (-each[1], each[0]))

    def scores(self, whole: Sequence[int], parts: Sequence[int]) -> list[float]:
        """Returns a score for each class."""
        scores = list(self.bias)
        for pieces, scale, unknown in zip((whole, parts), self.scales, self.unknown_importance, strict=True):
            sums, found = self.summed(pieces)
            importance = sums[0] * self.importance_unit + unknown * (len(pieces) - found)
            if found:
                factor, middle = scale / sqrt(importance), MIDDLE * found
                scores = [score + (weight - middle) * factor for score, weight in zip(scores, sums[1:], strict=True)]
        return scores

    def summed(self, pieces: Iterable[int]) -> tuple[list[int], int]:
        """Returns the sum of the rows of all known pieces, and how many are known."""
        width, rows = len(self.classes) + 1, self.rows
        halves = (width + 1) // 2
        mask = int.from_bytes(b"\xff\x00" * halves, "little")
        even = odd = count = 0
        sums = [0] * (2 * halves)
        for piece in pieces:
            at = self.place_of(piece)
            if at < 0:
                continue
            row = int.from_bytes(rows[at * width : (at + 1) * width], "little")
            even += row & mask
            odd += (row >> 8) & mask
            count += 1
            if count % AT_A_TIME == 0:
                add_lanes(sums, even, odd, halves)
                even = odd = 0
        add_lanes(sums, even, odd, halves)
        return sums[:width], count

    def place_of(self, piece: int) -> int:
        """Returns the row of a piece; -1 for an unknown one."""
        shelf = piece >> SHELF_BITS
        end = self.shelves[shelf + 1]
        at = bisect_left(self.numbers, piece, self.shelves[shelf], end)
        return at if at < end and self.numbers[at] == piece else -1

    def weight(self, piece: int, label: str) -> int:
        """Returns the weight of a piece for a class: 0 for an unknown one."""
        at = self.place_of(piece)
        width = len(self.classes) + 1
        return self.rows[at * width + 1 + self.classes.index(label)] - MIDDLE if at >= 0 else 0


def add_lanes(sums: list[int], even: int, odd: int, halves: int) -> None:
    """Adds the sums of two long integers, class by class."""
    for start, number in ((0, even), (1, odd)):
        lanes = array("H", number.to_bytes(2 * halves, sys.byteorder))
        if sys.byteorder == "big":
            lanes.reverse()
        sums[start::2] = map(add, sums[start::2], lanes)
