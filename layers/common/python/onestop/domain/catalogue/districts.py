"""Finds the district of a place: point in polygon, by the even-odd rule, on GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue

Ring = Sequence[Sequence[float]]


def district_of(lat: float | None, long: float | None, boundaries: Mapping[str, Any]) -> str | None:
    """Returns the code of the first district that contains the point; None outside all of them or without a point."""
    if lat is None or long is None:
        return None
    for feature in boundaries["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        # holes come after the outer ring: crossing them too makes the point outside again
        if any(sum(crossings(lat, long, ring) for ring in polygon) % 2 for polygon in polygons):
            return str(feature["properties"]["code"])
    return None


def name_of_district(code: str, catalogue: Catalogue, language: str) -> str:
    """Returns the name of a district; its code if the map does not have it."""
    features = catalogue.release["boundaries"]["features"]
    named = next((each["properties"]["name"] for each in features if each["properties"]["code"] == code), None)
    return catalogue.say(named, language) if named else code


def crossings(lat: float, long: float, ring: Ring) -> int:
    """Counts the edges of the ring that are east of the point, at its latitude."""
    return sum(
        1
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > lat) != (y2 > lat) and long < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
    )
