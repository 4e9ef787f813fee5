"""Whom a notice concerns: where its subscribers are searched, and which of them are told.

Subscriptions are stored under keys (`letters.subscriptions`): a tile of the earth, a district, a service. An audience
has the keys of everything that its places touch, so no table is scanned; subscribers under these keys are then checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, floor, hypot, radians
from typing import Any

from onestop.domain.letters.subscriptions import Topic, TopicKind, key_of
from onestop.domain.notices.notice import Audience, Notice, NoticeLevel
from onestop.domain.places.distances import A_DEGREE, column, name_of, row

MOST_TILES = 2500  # about 40 kilometres across; larger outlines are not drawn by hand
Outline = Sequence[tuple[float, float]]


def outlines_of(audience: Audience, boundaries: Mapping[str, Any]) -> list[Outline]:
    """Returns the outlines of its places: its own, and those of its districts; of all districts if it names no
    place."""
    wanted = audience.districts or (() if audience.outline else codes_of(boundaries))
    found = [outline for code in wanted for outline in outlines_of_district(code, boundaries)]
    return [*found, *([audience.outline] if audience.outline else [])]


def codes_of(boundaries: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(feature["properties"]["code"]) for feature in boundaries["features"])


def outlines_of_district(code: str, boundaries: Mapping[str, Any]) -> Iterator[Outline]:
    """Yields the outer outlines of a district, which may have several parts."""
    for feature in boundaries["features"]:
        if feature["properties"]["code"] == code:
            geometry = feature["geometry"]
            parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            yield from ([(lat, long) for long, lat, *_ in part[0][:-1]] for part in parts)


def districts_of(audience: Audience, boundaries: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the districts that an audience touches: its own, and those that its outline overlaps."""
    if not audience.outline:
        return audience.districts or codes_of(boundaries)
    touched = [
        code
        for code in codes_of(boundaries)
        if any(overlap(audience.outline, outline) for outline in outlines_of_district(code, boundaries))
    ]
    return tuple(dict.fromkeys((*audience.districts, *touched)))


def keys_of(audience: Audience, boundaries: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the keys of its subscribers, each once: services, districts, tiles. Subscribers to a service
    everywhere are told if the notice names the service."""
    tiles = {tile for outline in outlines_of(audience, boundaries) for tile in tiles_of(outline)}
    return (
        *(key_of(TopicKind.SERVICE, code) for code in audience.services),
        *(key_of(TopicKind.DISTRICT, code) for code in districts_of(audience, boundaries)),
        *(key_of(TopicKind.PLACE, tile) for tile in sorted(tiles)),
    )


def tiles_of(outline: Outline) -> set[str]:
    """Returns the tiles of an outline's bounding box."""
    lats, longs = [lat for lat, _ in outline], [long for _, long in outline]
    columns = range(floor(column(min(longs))), floor(column(max(longs))) + 1)
    rows = range(floor(row(max(lats))), floor(row(min(lats))) + 1)
    return {name_of(x, y) for x in columns for y in rows}


def is_small_enough(outline: Outline) -> bool:
    """Says whether an outline touches few enough tiles to query them one by one."""
    lats, longs = [lat for lat, _ in outline], [long for _, long in outline]
    wide = floor(column(max(longs))) - floor(column(min(longs))) + 1
    return wide * (floor(row(min(lats))) - floor(row(max(lats))) + 1) <= MOST_TILES


def notice_concerns_topic(notice: Notice, topic: Topic, outlines: Sequence[Outline]) -> bool:
    """Says whether the subscribers to a topic, found under one of its keys, are told about a notice. Subscribers to
    one service at a place are only told what concerns that service, and what is urgent."""
    if topic.only and topic.only not in notice.audience.services and notice.level is not NoticeLevel.URGENT:
        return False
    if topic.kind is not TopicKind.PLACE:
        return topic.kind is not TopicKind.CASE
    return any(reaches((topic.lat, topic.long), topic.within, outline) for outline in outlines)


def is_inside(point: tuple[float, float], outline: Outline) -> bool:
    """Says whether a point is inside an outline, by the even-odd rule."""
    (lat, long), inside = point, False
    for (lat1, long1), (lat2, long2) in pairwise((*outline, outline[0])):
        if (lat1 > lat) != (lat2 > lat) and long < (long2 - long1) * (lat - lat1) / (lat2 - lat1) + long1:
            inside = not inside
    return inside


def reaches(point: tuple[float, float], within: float, outline: Outline) -> bool:
    """Says whether a circle of a radius in metres touches an outline."""
    if is_inside(point, outline):
        return True
    return any(distance(point, *side) <= within for side in pairwise((*outline, outline[0])))


def distance(point: tuple[float, float], begin: tuple[float, float], end: tuple[float, float]) -> float:
    """Returns the distance from a point to a line in metres, on a plane: outlines are too small for the earth's
    curvature to matter."""
    east = A_DEGREE * cos(radians(point[0]))
    (x1, y1), (x2, y2) = (((long - point[1]) * east, (lat - point[0]) * A_DEGREE) for lat, long in (begin, end))
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length)) if length else 0.0
    return hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))


def overlap(one: Outline, other: Outline) -> bool:
    """Says whether two outlines overlap: a corner is inside, or two sides cross."""
    if any(is_inside(point, other) for point in one) or any(is_inside(point, one) for point in other):
        return True
    sides, others = list(pairwise((*one, one[0]))), list(pairwise((*other, other[0])))
    return any(cross(*side, *their) for side in sides for their in others)


def cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def turn(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
