"""The position of a house number on a street: a known point, between two points, or along the lines of a map."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from onestop.domain.places.addresses import along, house_on
from onestop.domain.places.distances import metres
from onestop.domain.places.thin_lines import UNIT

if TYPE_CHECKING:
    from onestop.domain.places.gazetteer import Street

# how exactly a place named in words is known, the best first; on a `street` it is only somewhere on it
Precision = Literal["point", "interpolated", "crossing", "landmark", "street"]
Numbering = Mapping[str, Sequence[float]]
FURTHEST_BEYOND = 12  # numbers beyond the last known house that are still near it
LEAST_STRETCH = 10  # numbers between two houses that are enough to show the street's direction
MOST_STRETCH = 2.0  # how far it may be extended, as a multiple of their distance
WIDEST_GAP = 1500  # metres between two houses: further apart they are not neighbours


class House(NamedTuple):
    """A house number on a street, and its position in fractions of a degree."""

    number: int
    x: int
    y: int


class Spotted(NamedTuple):
    """The position of a house: `point`, `interpolated`, or `street` if no part of the street has the number."""

    precision: Precision
    lat: float
    long: float


def spot_house(number: int, street: Street, numbering: Numbering) -> Spotted | None:
    """Returns where a number is on a street; None if nothing is known about the street."""
    houses, parts = street.houses, street.parts
    if houses:
        found = among(number, houses)
        if found.precision == "street":
            found = by_grid(number, houses, numbering.get(street.names[0].end)) or found
        if found.precision != "street" or not parts:
            return found
    for part in parts:
        place = house_on(part, number)
        if place:
            return Spotted("interpolated", *place)
    if not parts:
        return None
    return Spotted("street", *along(parts[len(parts) // 2]["geometry"]["coordinates"], 0.5))


def by_grid(number: int, houses: Sequence[House], axis: Sequence[float] | None) -> Spotted | None:
    """Finds a number in a city that numbers its houses from one point (800 a mile in Chicago): the distance north or
    east from the nearest known house follows from the numbers, the rest from the next house. It may be off by a
    block, so only the street counts as known. `axis` is 0 (east) or 1 (north), then the step."""
    if not axis:
        return None
    which, step = axis
    near = sorted(houses, key=lambda house: abs(house.number - number))
    house = near[0]
    away = step * (number - house.number)
    other = next((each for each in near if abs(each.number - house.number) >= 20), house)
    share = (number - house.number) / (other.number - house.number) if other is not house else 0.0
    if abs(share) > 3:
        share = 0.0
    if which:
        return degrees("street", house.x + (other.x - house.x) * share, house.y + away)
    return degrees("street", house.x + away, house.y + (other.y - house.y) * share)


def among(number: int, houses: Sequence[House]) -> Spotted:
    """Finds a number among houses sorted by number. Houses on its own side of the street are preferred."""
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
    return best or beyond(number, houses)


def beyond(number: int, houses: Sequence[House]) -> Spotted:
    """Finds a number far from any known house: only the street is known. Its point is extrapolated from the known
    numbers, but not far."""
    near = sorted(houses, key=lambda house: abs(house.number - number))
    house = near[0]
    other = next((each for each in near if abs(each.number - house.number) >= LEAST_STRETCH), None)
    if other is None:
        return degrees("street", house.x, house.y)
    share = (number - house.number) / (other.number - house.number)
    if not 0 <= share <= 1:
        share = max(-MOST_STRETCH, min(share, 0.0)) if share < 0 else 0.0
    return degrees("street", house.x + (other.x - house.x) * share, house.y + (other.y - house.y) * share)


def between(number: int, before: House, after: House) -> Spotted | None:
    """Interpolates a number between two houses that are not too far apart."""
    if metres(before.y / UNIT, before.x / UNIT, after.y / UNIT, after.x / UNIT) > WIDEST_GAP:
        return None
    share = (number - before.number) / (after.number - before.number)
    return degrees("interpolated", before.x + (after.x - before.x) * share, before.y + (after.y - before.y) * share)


def degrees(precision: Precision, x: float, y: float) -> Spotted:
    return Spotted(precision, y / UNIT, x / UNIT)
