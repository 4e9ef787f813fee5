"""Finds where two streets meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onestop.domain.places.distances import metres
from onestop.domain.places.gazetteer import Gazetteer, Street
from onestop.domain.places.houses import Precision
from onestop.domain.places.thin_lines import UNIT

LongLat = tuple[float, float]  # longitude, latitude
NEAR = 60.0  # metres between the houses of two streets at the same corner
FAR = 250.0  # metres up to which a corner can still be computed
SAME = 150.0  # metres: two crossings closer than this are one
MOST_POINTS = 200


def crossings_of(one: Street, other: Street, gazetteer: Gazetteer) -> list[tuple[Precision, LongLat]]:
    """Returns longitude and latitude of where two streets meet: `crossing` if the register has it, if their lines
    cross, or between two houses at the corner; `interpolated` if it was computed from houses further away."""
    if one is other:
        return []
    known = [
        (row["x"][0] / UNIT, row["x"][1] / UNIT)
        for names in {frozenset((a, b)) for a in one.names for b in other.names}
        for row in gazetteer.crossings.get(names, ())
        if agrees(row.get("a", ()), one.areas) and agrees(row.get("a", ()), other.areas)
    ]
    if known:
        return [("crossing", point) for point in merged(known)]
    if one.parts and other.parts:
        return [("crossing", point) for point in merged(crossed(one, other, slack=0.02))]
    away, point = corner(one.points, other.points)
    if point and away <= NEAR:
        return [("crossing", point)]
    if not agrees(one.areas, other.areas):
        return []
    reckoned = merged(crossed(one, other, slack=0.5))
    if len(reckoned) == 1:
        return [("interpolated", reckoned[0])]
    return [("interpolated", point)] if point and away <= FAR else []


def crossed(one: Street, other: Street, slack: float) -> Iterator[LongLat]:
    """Yields where pieces of two streets cross. `slack` is how much longer each piece may be than the known part."""
    against = other.pieces
    return (point for a, b in one.pieces for c, d in against if (point := crossing(a, b, c, d, slack)))


def agrees(some: Iterable[str], others: Iterable[str]) -> bool:
    """Says whether two lists of areas can belong to one place: an empty one always can."""
    one, two = set(some), set(others)
    return not one or not two or bool(one & two)


def crossing(
    a: Sequence[float], b: Sequence[float], c: Sequence[float], d: Sequence[float], slack: float
) -> LongLat | None:
    """Returns where two straight pieces cross, or None."""
    across = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if across == 0:
        return None
    one = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / across
    two = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / across
    if not (-slack <= one <= 1 + slack and -slack <= two <= 1 + slack):
        return None
    return a[0] + (b[0] - a[0]) * one, a[1] + (b[1] - a[1]) * one


def corner(ones: list[LongLat], others: list[LongLat]) -> tuple[float, LongLat | None]:
    """Returns the least distance between points of two streets, and the point between the nearest two."""
    ones, others = around(ones, others), around(others, ones)
    away, x, y = min(
        (
            (metres(a[1], a[0], b[1], b[0]), (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
            for a in ones[:MOST_POINTS]
            for b in others[:MOST_POINTS]
        ),
        default=(FAR + 1, 0.0, 0.0),
    )
    return (away, (x, y)) if away <= FAR else (away, None)


def around(points: list[LongLat], others: list[LongLat]) -> list[LongLat]:
    """Returns the points within about a hundred metres of the others."""
    if not others:
        return []
    xs, ys, more = [x for x, _ in others], [y for _, y in others], 0.001
    west, east, south, north = min(xs) - more, max(xs) + more, min(ys) - more, max(ys) + more
    return [(x, y) for x, y in points if west <= x <= east and south <= y <= north]


def merged(points: Iterable[LongLat]) -> list[LongLat]:
    """Returns the points without near duplicates."""
    kept: list[LongLat] = []
    for x, y in points:
        if all(metres(y, x, other_y, other_x) > SAME for other_x, other_y in kept):
            kept.append((x, y))
    return kept
