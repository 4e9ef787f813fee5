"""Lines with fewer points that look the same (Douglas-Peucker), and lines as small whole numbers to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

MapLine = Sequence[Sequence[float]]
UNIT = 100_000  # parts of a degree: about a metre
COARSEST = 0.002  # degrees: what is simpler than this is no map


def thin(line: MapLine, off: float) -> list[Sequence[float]]:
    """The line without the points that lie less than `off` degrees beside it. Its ends stay."""
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
    """How far beside the straight way from one point to another the line goes between them, and at which point. This
    is asked for every point of a city a dozen times, so nothing is worked out twice."""
    (east, north), end = line[first][:2], line[last]
    dx, dy = end[0] - east, end[1] - north
    length = dx * dx + dy * dy or 1.0  # where both ends are one, every share of the way is none
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
    """All lines with so many points at most, as far as that is possible."""
    off, thinned = 0.00001, [list(line) for line in lines]
    while sum(map(len, thinned)) > most and off < COARSEST:
        thinned = [thin(line, off) for line in lines]
        off *= 2
    return thinned


def packed(line: Iterable[Sequence[float]]) -> list[int]:
    """Longitude and latitude of the first point, then the steps from each to the next, in parts of a degree."""
    numbers, before = [], (0, 0)
    for long, lat, *_ in line:
        here = round(long * UNIT), round(lat * UNIT)
        numbers += [here[0] - before[0], here[1] - before[1]]
        before = here
    return numbers
