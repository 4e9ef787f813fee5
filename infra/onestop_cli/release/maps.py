"""Where things are: outlines and points of the GeoJSON files that a schema cannot judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import Fault, find_places, show_value
from onestop_cli.release.references import Documents

OUTLINED = ("boundaries.geojson", "water.geojson", "parks.geojson")
# file -> where its points are
POINTS = {
    **dict.fromkeys(OUTLINED, "features[].geometry.coordinates[][]"),
    "streets.geojson": "features[].geometry.coordinates[]",
    "landmarks.geojson": "features[].geometry.coordinates",
}


def check_outlines(documents: Documents) -> Iterator[Fault]:
    """The outline of a district, a lake or a park ends where it began."""
    for file in OUTLINED:
        for path, ring in find_places(documents.get(file), "features[].geometry.coordinates[]"):
            if isinstance(ring, list) and ring and ring[0] != ring[-1]:
                yield Fault(file, path, "this outline is not closed", f"the last point like the first: {ring[0]}")


def check_points(documents: Documents) -> Iterator[Fault]:
    """Every point is on the globe."""
    for file, points in POINTS.items():
        for path, point in find_places(documents.get(file), points):
            if _is_off_the_globe(point):
                right = "longitude from -180 to 180, then latitude from -90 to 90"
                yield Fault(file, path, f"there is no such place: {show_value(point)}", right)


def _is_off_the_globe(point: Any) -> bool:
    if not (isinstance(point, list) and len(point) == 2 and all(isinstance(degrees, int | float) for degrees in point)):
        return False  # the schema has said so already
    return not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90)


def check_street_names(documents: Documents) -> Iterator[Fault]:
    """All parts of a street have the same name."""
    file, named = "streets.geojson", dict[str, tuple[str, Any]]()
    for path, street in find_places(documents.get(file), "features[].properties"):
        if isinstance(street, dict) and isinstance(street.get("code"), str):
            first = named.setdefault(street["code"], (path, street.get("name")))
            if first[1] != street.get("name"):
                wrong = f"this part of {show_value(street['code'])} is not named like the part at {first[0]}"
                yield Fault(file, f"{path}.name", wrong, "the same name for all parts, or another code")
