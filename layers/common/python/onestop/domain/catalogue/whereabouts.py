"""What is known of a place; and whether coordinates can be meant: those of another continent are a slip, those the
other way round a common one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NEAR = 1.0  # degrees around the districts, about a hundred kilometres: what is further away is not meant


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedPlace:
    """What we know of the place of a need, beside what the resident said of it: the facts that rules may look at.

    `far` says that its coordinates cannot be meant.
    """

    district: str | None = None
    far: bool = False


def is_near(lat: float, long: float, boundaries: Mapping[str, Any]) -> bool:
    """Says whether a point is in the districts or around them; yes where there are none."""
    corners = list(corners_of(boundaries))
    if not corners:
        return True
    longs, lats = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(lats) - NEAR <= lat <= max(lats) + NEAR and min(longs) - NEAR <= long <= max(longs) + NEAR


def is_turned_round(lat: float, long: float, boundaries: Mapping[str, Any]) -> bool:
    """Says whether a point is only near if its latitude is taken for its longitude."""
    return not is_near(lat, long, boundaries) and is_near(long, lat, boundaries)


def corners_of(boundaries: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    for feature in boundaries["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for polygon in polygons:
            yield from ((long, lat) for long, lat, *_ in polygon[0])
