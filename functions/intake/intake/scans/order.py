"""The order in which a person reads a page: columns one after the other, between the lines that cross them.

A column is found by its gutter: a place that few lines cross, with several lines next to each other on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from intake.scans.blocks import Box, ScanLine

COLUMN = 3  # lines; fewer next to each other are an address and a date
CROSSED = 0.5  # of all lines: if more of them cross, it is not a gutter
BESIDE = 0.5  # of the shorter column's height must be next to the other one
NARROW = 0.12  # of the page: lines that are shorter on average are labels of the text next to them
GAP = 0.01
CROWDED = 800  # lines on one page: no letter has this many, and looking for columns takes the square of it


class PlacedLine(NamedTuple):
    """A line whose position is known."""

    line: ScanLine
    box: Box


def in_order(lines: Sequence[ScanLine]) -> list[ScanLine]:
    """The lines of a page in reading order; in Textract's order if it does not give positions."""
    placed = [PlacedLine(line, line.box) for line in lines if line.box]
    if len(placed) < len(lines):
        return list(lines)
    return [each.line for each in read(placed)]


def read(lines: Sequence[PlacedLine]) -> Iterator[PlacedLine]:
    gutter = gutter_of(lines)
    if gutter is None:
        yield from by_rows(lines)
        return
    left: list[PlacedLine] = []
    right: list[PlacedLine] = []
    for each in sorted(lines, key=lambda each: (each.box.top, each.box.left)):
        if each.box.right <= gutter:
            left.append(each)
        elif each.box.left >= gutter:
            right.append(each)
        else:  # it crosses: the lines above it are read before it
            yield from columns(left, right)
            yield each
            left, right = [], []
    yield from columns(left, right)


def columns(left: list[PlacedLine], right: list[PlacedLine]) -> Iterator[PlacedLine]:
    """The lines of two columns one after the other; by rows if they are next to each other only by chance."""
    if min(len(left), len(right)) < COLUMN - 1:
        yield from by_rows([*left, *right])
        return
    yield from read(left)
    yield from read(right)


def gutter_of(lines: Sequence[PlacedLine]) -> float | None:
    """The place between two columns that the fewest lines cross; the widest of several such places."""
    if not 2 * COLUMN <= len(lines) <= CROWDED:
        return None
    best: tuple[int, float] | None = None
    found = None
    for edge in sorted({round(each.box.right, 3) for each in lines}):
        left = [each for each in lines if each.box.right <= edge + GAP / 2]
        right = [each for each in lines if each.box.left >= edge + GAP / 2]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < COLUMN or crossing > CROSSED * len(lines) or not side_by_side(left, right):
            continue
        gap = min(each.box.left for each in right) - max(each.box.right for each in left)
        if gap >= GAP and (best is None or (crossing, -gap) < best):
            best, found = (crossing, -gap), max(each.box.right for each in left) + gap / 2
    return found


def side_by_side(left: Sequence[PlacedLine], right: Sequence[PlacedLine]) -> bool:
    """Tells whether two sets of lines are next to each other, each wide enough to be text."""
    if min(width(left), width(right)) < NARROW:
        return False
    tops = [min(each.box.top for each in side) for side in (left, right)]
    bottoms = [max(each.box.bottom for each in side) for side in (left, right)]
    shorter = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return min(bottoms) - max(tops) >= BESIDE * shorter > 0


def width(lines: Sequence[PlacedLine]) -> float:
    return sum(each.box.width for each in lines) / len(lines)


def by_rows(lines: Iterable[PlacedLine]) -> Iterator[PlacedLine]:
    """The lines from top to bottom, and from left to right within a row."""
    row: list[PlacedLine] = []
    for each in sorted(lines, key=lambda each: (each.box.top, each.box.left)):
        if row and each.box.top + each.box.height / 2 > row[0].box.bottom:
            yield from sorted(row, key=lambda placed: placed.box.left)
            row = []
        row.append(each)
    yield from sorted(row, key=lambda placed: placed.box.left)
