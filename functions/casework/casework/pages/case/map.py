"""A small map of the districts with a pin, drawn from the catalogue's own boundaries: no map service is called."""

from __future__ import annotations

import math
from typing import Any

from onestop.domain.cases.request import Place
from onestop.domain.catalogue.catalogue import Catalogue

WIDTH = 320
EDGE = 12


def map_of(place: Place | None, catalogue: Catalogue, language: str) -> dict[str, Any] | None:
    """Returns the outlines and the pin in the units of the picture; None if there is nothing to draw. Degrees of
    longitude are scaled by the latitude, so that shapes look familiar."""
    features = catalogue.release["boundaries"]["features"]
    if place is None or place.lat is None or place.long is None or not features:
        return None
    corners = [corner for feature in features for ring in rings_of(feature) for corner in ring]
    here = (place.long, place.lat)
    west, east = (pick([corner[0] for corner in (*corners, here)]) for pick in (min, max))
    south, north = (pick([corner[1] for corner in (*corners, here)]) for pick in (min, max))
    if east - west > 2 or north - south > 2:  # the place is far outside of the area: the districts would be a dot
        return None
    shorter = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * EDGE) / max((east - west) * shorter, 1e-9)

    def drawn(corner: tuple[float, ...]) -> tuple[float, float]:
        return round(EDGE + (corner[0] - west) * shorter * scale, 1), round(EDGE + (north - corner[1]) * scale, 1)

    return {
        "width": WIDTH,
        "height": round((north - south) * scale + 2 * EDGE, 1),
        "districts": [
            {
                "name": catalogue.say(feature["properties"]["name"], language),
                "path": " ".join(path_of([drawn(corner) for corner in ring]) for ring in rings_of(feature)),
                "middle": middle_of([drawn(corner) for corner in rings_of(feature)[0]]),
            }
            for feature in features
        ],
        "pin": drawn(here),
    }


def rings_of(feature: Any) -> list[list[tuple[float, ...]]]:
    """Returns the outer rings of a district, which may have several parts."""
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [polygon[0] for polygon in polygons]


def path_of(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def middle_of(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Returns about where the name of a district is written."""
    whole = points[:-1] or points
    return round(sum(x for x, _ in whole) / len(whole), 1), round(sum(y for _, y in whole) / len(whole), 1)
