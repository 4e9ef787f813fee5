"""Simplifies lines so that they look the same with fewer points (Douglas-Peucker), and packs lines as small
integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

MapLine = Sequence[Sequence[float]]
UNIT = 100_000  # units a degree: one is about a metre
COARSEST = 0.002  # degrees: anything coarser is useless as a map


def thin(line: MapLine, off: float) -> list[Sequence[float]]:
    """Returns the line without the points that are less than `off` degrees beside it. Its ends remain."""
    if len(line) < 3:
        return list(line)
    keep, open_parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        furthest, where = furthest_beside(line, first, last)
        if furthest > off:
            keep.add(where)
            open_parts += [(first, where), (where, last)]
    return [line[each] for each in sorted(keep)]


def furthest_beside(line: MapLine, first: int, last: int) -> tuple[float, int]:
    """Returns the largest distance of the points between two ends from the straight line, and that point. This is
    called for every point of a city a dozen times, so nothing is computed twice."""
    (east, north), end = line[first][:2], line[last]
    dx, dy = end[0] - east, end[1] - north
    length = dx * dx + dy * dy or 1.0  # if both ends are the same point, avoids dividing by zero
    most, where = 0.0, 0
    for each in range(first + 1, last):
        point = line[each]
        x, y = point[0] - east, point[1] - north
        share = (x * dx + y * dy) / length
        if share > 0.0:
            share = min(share, 1.0)
            x, y = x - share * dx, y - share * dy
        far = x * x + y * y
        if far >= most:
            most, where = far, each
    return sqrt(most), where


def thin_to(lines: Sequence[MapLine], most: int) -> list[list[Sequence[float]]]:
    """Returns all lines with at most this many points in total, if possible."""
    off, thinned = 0.00001, [list(line) for line in lines]
    while sum(map(len, thinned)) > most and off < COARSEST:
        thinned = [thin(line, off) for line in lines]
        off *= 2
    return thinned


def packed(line: Iterable[Sequence[float]]) -> list[int]:
    """Returns longitude and latitude of the first point, then the steps from each point to the next, in fractions of
    a degree."""
    numbers, before = [], (0, 0)
    for long, lat, *_ in line:
        here = round(long * UNIT), round(lat * UNIT)
        numbers += [here[0] - before[0], here[1] - before[1]]
        before = here
    return numbers
