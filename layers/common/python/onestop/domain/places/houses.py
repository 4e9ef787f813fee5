"""Where a house number is on a street: on its points, between two of them, or along the lines of a map."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from onestop.domain.places.addresses import along, house_on
from onestop.domain.places.distances import metres
from onestop.domain.places.thinning import UNIT

FURTHEST_BEYOND = 12  # numbers beyond the last known house that still are next to it
WIDEST_GAP = 1500  # metres between two houses: further apart they are no neighbours


class House(NamedTuple):
    """A number on a street, and where it is in parts of a degree."""

    number: int
    x: int
    y: int


class Spotted(NamedTuple):
    """Where a house is: `point`, `interpolated`, or `street` where the number is on no part of it."""

    precision: str
    lat: float
    long: float


def spot_house(number: int, houses: Sequence[House], parts: Sequence[dict[str, object]]) -> Spotted | None:
    """Where a number is; None on a street of which nothing is known."""
    if houses:
        found = among(number, houses)
        if found.precision != "street" or not parts:
            return found
    for part in parts:
        place = house_on(part, number)
        if place:
            return Spotted("interpolated", *place)
    if not parts:
        return None
    geometry = parts[len(parts) // 2]["geometry"]
    return Spotted("street", *along(geometry["coordinates"], 0.5))  # type: ignore[index]


def among(number: int, houses: Sequence[House]) -> Spotted:
    """A number among houses in the order of their numbers. Its own side of the street says more than the other."""
    side = [house for house in houses if (house.number - number) % 2 == 0]
    for known in (side, houses):
        at = bisect_left(known, (number,))
        if at < len(known) and known[at].number == number:
            return degrees("point", known[at].x, known[at].y)
    best: Spotted | None = None
    for known in (side, houses):
        at = bisect_left(known, (number,))
        if 0 < at < len(known):
            spot = between(number, known[at - 1], known[at])
            if spot:
                return spot
        near = min(known[max(at - 1, 0) : at + 1], key=lambda house: abs(house.number - number), default=None)
        if near and abs(near.number - number) <= FURTHEST_BEYOND and best is None:
            best = degrees("interpolated", near.x, near.y)
    closest = min(houses, key=lambda house: abs(house.number - number))
    return best or degrees("street", closest.x, closest.y)


def between(number: int, before: House, after: House) -> Spotted | None:
    """A number between two houses that are not too far apart."""
    if metres(before.y / UNIT, before.x / UNIT, after.y / UNIT, after.x / UNIT) > WIDEST_GAP:
        return None
    share = (number - before.number) / (after.number - before.number)
    return degrees("interpolated", before.x + (after.x - before.x) * share, before.y + (after.y - before.y) * share)


def degrees(precision: str, x: float, y: float) -> Spotted:
    return Spotted(precision, y / UNIT, x / UNIT)
