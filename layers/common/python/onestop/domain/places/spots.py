"""The place of a case as the public may know it, and whether it is in public lists at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onestop.domain.catalogue.whereabouts import Area, is_near

if TYPE_CHECKING:
    from onestop.domain.cases.request import Place
    from onestop.domain.catalogue.service import Service

ABOUT_100_METRES = 3  # decimals of a degree


@dataclass(frozen=True, slots=True)
class Spot:
    """Coordinates as they are published: exact, or rounded to about a hundred metres."""

    lat: float
    long: float


def spot_of(place: Place | None, area: Area, *, exact: bool) -> Spot | None:
    """Returns the public part of a place. Exact only if the resident knew that it would be published; None for a
    place that is not plausible."""
    if place is None or place.lat is None or place.long is None or not is_near(place.lat, place.long, area):
        return None
    if exact:
        return Spot(place.lat, place.long)
    return Spot(round(place.lat, ABOUT_100_METRES), round(place.long, ABOUT_100_METRES))


def is_public(service: Service | None) -> bool:
    """Says whether cases of a service may be listed and counted. Services that left the catalogue are not published."""
    return service is not None and service.get("public", True)
