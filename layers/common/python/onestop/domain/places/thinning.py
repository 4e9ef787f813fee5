"""Lines with fewer points that look the same (Douglas-Peucker), and lines as small whole numbers to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

Line = Sequence[Sequence[float]]
UNIT = 100_000  # parts of a degree: about a metre
COARSEST = 0.002  # degrees: what is simpler than this is no map


def thin(line: Line, off: float) -> list[Sequence[float]]:
    """The line without the points that lie less than `off` degrees beside it. Its ends stay."""
    if len(line) < 3:
        return list(line)
    keep, open_parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        furthest, where = max(
            ((beside(line[each], line[first], line[last]), each) for each in range(first + 1, last)), default=(0.0, 0)
        )
        if furthest > off:
            keep.add(where)
            open_parts += [(first, where), (where, last)]
    return [line[each] for each in sorted(keep)]


def beside(point: Sequence[float], one: Sequence[float], other: Sequence[float]) -> float:
    """How far a point lies from the line between two others."""
    east, north = other[0] - one[0], other[1] - one[1]
    length = hypot(east, north)
    if length == 0:
        return hypot(point[0] - one[0], point[1] - one[1])
    share = max(0.0, min(1.0, ((point[0] - one[0]) * east + (point[1] - one[1]) * north) / length**2))
    return hypot(point[0] - one[0] - share * east, point[1] - one[1] - share * north)


def thin_to(lines: Sequence[Line], most: int) -> list[list[Sequence[float]]]:
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
