"""The known facts about a place; and whether coordinates are plausible: those on another continent are a mistake, and
swapped ones a common one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

NEAR = 1.0  # degrees around the districts, about a hundred kilometres: what is further away is not plausible


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedPlace:
    """The known facts about the place of a need, apart from the resident's words, which rules may use.

    `far` says that its coordinates are not plausible. A place without coordinates may be found by its words: then
    `precision` says how exactly (see `domain.places.find_place`; `off_street` if the street has no such number,
    `several` if nobody knows which of the `choices` is meant), and `names` are the recognised names of the gazetteer.
    """

    district: str | None = None
    far: bool = False
    precision: str | None = None
    names: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # layer -> zones; both, if it is on a border
    neighbour: tuple[str, ...] = ()  # who is responsible, if not us: the name, then how to reach them
    neighbour_code: str | None = None
    neighbour_takes: Mapping[str, str] = field(default_factory=dict)  # our services -> their names there
    water: str | None = None  # the name of the river or lake that it is in
    point: tuple[float, float] | None = field(
        default=None, compare=False
    )  # of an address that has one: no rule asks it


class Area(NamedTuple):
    """The rectangle that contains all districts, in degrees."""

    south: float
    west: float
    north: float
    east: float


EVERYWHERE = Area(-90, -180, 90, 180)  # for a jurisdiction without districts


def area_of(boundaries: Mapping[str, Any]) -> Area:
    """Returns the area of a jurisdiction's places."""
    corners = list(corners_of(boundaries))
    if not corners:
        return EVERYWHERE
    longs, lats = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return Area(min(lats) - NEAR, min(longs) - NEAR, max(lats) + NEAR, max(longs) + NEAR)


def is_near(lat: float, long: float, area: Area) -> bool:
    """Says whether a point is plausible."""
    return area.south <= lat <= area.north and area.west <= long <= area.east


def is_turned_round(lat: float, long: float, area: Area) -> bool:
    """Says whether a point is only plausible with latitude and longitude swapped."""
    return not is_near(lat, long, area) and is_near(long, lat, area)


def corners_of(boundaries: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    for feature in boundaries["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for polygon in polygons:
            yield from ((long, lat) for long, lat, *_ in polygon[0])
