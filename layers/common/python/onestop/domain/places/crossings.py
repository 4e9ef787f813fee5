"""Where two streets meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onestop.domain.places.distances import metres
from onestop.domain.places.gazetteer import Gazetteer, Street
from onestop.domain.places.houses import Precision
from onestop.domain.places.thin_lines import UNIT

LongLat = tuple[float, float]  # longitude, latitude
NEAR = 60.0  # metres from the house of one street to that of another on the corner of both
FAR = 250.0  # and from where a corner can still be reckoned
SAME = 150.0  # metres: two such crossings are one
MOST_POINTS = 200


def crossings_of(one: Street, other: Street, gazetteer: Gazetteer) -> list[tuple[Precision, LongLat]]:
    """Longitude and latitude of where two streets meet: `crossing` as the register has it, where their lines cross or
    between two houses on the corner; `interpolated` where that was reckoned from houses further away."""
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
    """Where pieces of two streets cross. `slack` is how much longer each piece may be than what is known of it."""
    against = other.pieces
    return (point for a, b in one.pieces for c, d in against if (point := crossing(a, b, c, d, slack)))


def agrees(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two lists of areas can be of one place: where one says nothing, they can."""
    one, two = set(some), set(others)
    return not one or not two or bool(one & two)


def crossing(
    a: Sequence[float], b: Sequence[float], c: Sequence[float], d: Sequence[float], slack: float
) -> LongLat | None:
    """Where two straight pieces cross, or None."""
    across = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if across == 0:
        return None
    one = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / across
    two = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / across
    if not (-slack <= one <= 1 + slack and -slack <= two <= 1 + slack):
        return None
    return a[0] + (b[0] - a[0]) * one, a[1] + (b[1] - a[1]) * one


def corner(ones: list[LongLat], others: list[LongLat]) -> tuple[float, LongLat | None]:
    """How near two streets come to one another by their points, and what lies between the nearest two."""
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
    """The points that lie where the others are, with a hundred metres around."""
    if not others:
        return []
    xs, ys, more = [x for x, _ in others], [y for _, y in others], 0.001
    west, east, south, north = min(xs) - more, max(xs) + more, min(ys) - more, max(ys) + more
    return [(x, y) for x, y in points if west <= x <= east and south <= y <= north]


def merged(points: Iterable[LongLat]) -> list[LongLat]:
    """Points without those that are nearly the same."""
    kept: list[LongLat] = []
    for x, y in points:
        if all(metres(y, x, other_y, other_x) > SAME for other_x, other_y in kept):
            kept.append((x, y))
    return kept
