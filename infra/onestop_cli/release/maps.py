"""Where things are: outlines and points of the GeoJSON files that a schema cannot judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import FileFault, find_places, show_value
from onestop_cli.release.references import Documents

OUTLINED = ("boundaries.geojson", "water.geojson", "parks.geojson", "neighbours.geojson")
# file -> where its points are
POINTS = {
    "streets.geojson": "features[].geometry.coordinates[]",
    "landmarks.geojson": "features[].geometry.coordinates",
}


def check_outlines(documents: Documents) -> Iterator[FileFault]:
    """The outline of a district, a lake or a park ends where it began."""
    for file in outlined(documents):
        for path, ring in rings_of(documents.get(file)):
            if isinstance(ring, list) and ring and ring[0] != ring[-1]:
                yield FileFault(file, path, "this outline is not closed", f"the last point like the first: {ring[0]}")


def check_points(documents: Documents) -> Iterator[FileFault]:
    """Every point is on the globe."""
    places = ((file, place) for file, points in POINTS.items() for place in find_places(documents.get(file), points))
    corners = ((file, corner) for file in outlined(documents) for corner in corners_of(documents.get(file)))
    for file, (path, point) in (*places, *corners):
        if _is_off_the_globe(point):
            right = "longitude from -180 to 180, then latitude from -90 to 90"
            yield FileFault(file, path, f"there is no such place: {show_value(point)}", right)


def outlined(documents: Documents) -> list[str]:
    """The files with outlines."""
    return [*OUTLINED, *(file for file in sorted(documents) if file.startswith("zones/"))]


def rings_of(document: Any) -> Iterator[tuple[str, Any]]:
    """Each outline and hole, of areas in one part and in several."""
    for path, geometry in find_places(document, "features[].geometry"):
        parts = isinstance(geometry, dict) and geometry.get("type") == "MultiPolygon"
        for below, ring in find_places(geometry, "coordinates[][]" if parts else "coordinates[]"):
            yield f"{path}.{below}", ring


def corners_of(document: Any) -> Iterator[tuple[str, Any]]:
    for path, ring in rings_of(document):
        for number, corner in enumerate(ring if isinstance(ring, list) else ()):
            yield f"{path}[{number}]", corner


def _is_off_the_globe(point: Any) -> bool:
    if not (isinstance(point, list) and len(point) == 2 and all(isinstance(degrees, int | float) for degrees in point)):
        return False  # the schema has said so already
    return not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90)


def check_street_names(documents: Documents) -> Iterator[FileFault]:
    """All parts of a street have the same name."""
    file, named = "streets.geojson", dict[str, tuple[str, Any]]()
    for path, street in find_places(documents.get(file), "features[].properties"):
        if isinstance(street, dict) and isinstance(street.get("code"), str):
            first = named.setdefault(street["code"], (path, street.get("name")))
            if first[1] != street.get("name"):
                wrong = f"this part of {show_value(street['code'])} is not named like the part at {first[0]}"
                yield FileFault(file, f"{path}.name", wrong, "the same name for all parts, or another code")
