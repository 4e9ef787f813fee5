"""Whom a notice concerns: where its subscribers are looked for, and which of them it is for.

Subscriptions lie under keys (`letters.subscriptions`): a tile of the earth, a district, a service. The keys of an
audience are all that its places touch, so that nobody is searched for; who lies under one of them is then looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, floor, hypot, radians
from typing import Any

from onestop.domain.letters.subscriptions import Topic, TopicKind, key_of
from onestop.domain.notices.notice import Audience, Notice, NoticeLevel
from onestop.domain.places.distances import A_DEGREE, column, name_of, row

MOST_TILES = 2500  # about 40 kilometres across; a larger outline is not written by hand
Outline = Sequence[tuple[float, float]]


def outlines_of(audience: Audience, boundaries: Mapping[str, Any]) -> list[Outline]:
    """The outlines of its places: its own, and those of its districts; of all districts where it names no place."""
    wanted = audience.districts or (() if audience.outline else codes_of(boundaries))
    found = [outline for code in wanted for outline in outlines_of_district(code, boundaries)]
    return [*found, *([audience.outline] if audience.outline else [])]


def codes_of(boundaries: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(feature["properties"]["code"]) for feature in boundaries["features"])


def outlines_of_district(code: str, boundaries: Mapping[str, Any]) -> Iterator[Outline]:
    """The outer outlines of a district, which may have several parts."""
    for feature in boundaries["features"]:
        if feature["properties"]["code"] == code:
            geometry = feature["geometry"]
            parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            yield from ([(lat, long) for long, lat, *_ in part[0][:-1]] for part in parts)


def districts_of(audience: Audience, boundaries: Mapping[str, Any]) -> tuple[str, ...]:
    """The districts that an audience touches: its own, and those that its outline reaches into."""
    if not audience.outline:
        return audience.districts or codes_of(boundaries)
    touched = [
        code
        for code in codes_of(boundaries)
        if any(overlap(audience.outline, outline) for outline in outlines_of_district(code, boundaries))
    ]
    return tuple(dict.fromkeys((*audience.districts, *touched)))


def keys_of(audience: Audience, boundaries: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys under which its subscribers lie, each once: services, districts, tiles. Who subscribed to a service
    everywhere is told where the notice names it."""
    tiles = {tile for outline in outlines_of(audience, boundaries) for tile in tiles_of(outline)}
    return (
        *(key_of(TopicKind.SERVICE, code) for code in audience.services),
        *(key_of(TopicKind.DISTRICT, code) for code in districts_of(audience, boundaries)),
        *(key_of(TopicKind.PLACE, tile) for tile in sorted(tiles)),
    )


def tiles_of(outline: Outline) -> set[str]:
    """The tiles of the box around an outline."""
    lats, longs = [lat for lat, _ in outline], [long for _, long in outline]
    columns = range(floor(column(min(longs))), floor(column(max(longs))) + 1)
    rows = range(floor(row(max(lats))), floor(row(min(lats))) + 1)
    return {name_of(x, y) for x in columns for y in rows}


def is_small_enough(outline: Outline) -> bool:
    """Whether an outline touches no more tiles than are asked for one after the other."""
    lats, longs = [lat for lat, _ in outline], [long for _, long in outline]
    wide = floor(column(max(longs))) - floor(column(min(longs))) + 1
    return wide * (floor(row(min(lats))) - floor(row(max(lats))) + 1) <= MOST_TILES


def notice_concerns_topic(notice: Notice, topic: Topic, outlines: Sequence[Outline]) -> bool:
    """Whether who subscribed to a topic is told of a notice, once it lies under one of its keys. Who asked for one
    service of a place alone is told what concerns that service, and what is urgent."""
    if topic.only and topic.only not in notice.audience.services and notice.level is not NoticeLevel.URGENT:
        return False
    if topic.kind is not TopicKind.PLACE:
        return topic.kind is not TopicKind.CASE
    return any(reaches((topic.lat, topic.long), topic.within, outline) for outline in outlines)


def is_inside(point: tuple[float, float], outline: Outline) -> bool:
    """Whether a point lies in an outline, by the even-odd rule."""
    (lat, long), inside = point, False
    for (lat1, long1), (lat2, long2) in pairwise((*outline, outline[0])):
        if (lat1 > lat) != (lat2 > lat) and long < (long2 - long1) * (lat - lat1) / (lat2 - lat1) + long1:
            inside = not inside
    return inside


def reaches(point: tuple[float, float], within: float, outline: Outline) -> bool:
    """Whether a circle of some metres touches an outline."""
    if is_inside(point, outline):
        return True
    return any(distance(point, *side) <= within for side in pairwise((*outline, outline[0])))


def distance(point: tuple[float, float], begin: tuple[float, float], end: tuple[float, float]) -> float:
    """From a point to a line, in metres, on a plane: no outline is so large that the earth's shape counts."""
    east = A_DEGREE * cos(radians(point[0]))
    (x1, y1), (x2, y2) = (((long - point[1]) * east, (lat - point[0]) * A_DEGREE) for lat, long in (begin, end))
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length)) if length else 0.0
    return hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))


def overlap(one: Outline, other: Outline) -> bool:
    """Whether two outlines have something in common: a corner inside, or two sides that cross."""
    if any(is_inside(point, other) for point in one) or any(is_inside(point, one) for point in other):
        return True
    sides, others = list(pairwise((*one, one[0]))), list(pairwise((*other, other[0])))
    return any(cross(*side, *their) for side in sides for their in others)


def cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def turn(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
