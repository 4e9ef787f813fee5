"""The lines of a jurisdiction's map around one place: a city has thousands of streets, and a small map shows ten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import cos, radians
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.distances import A_DEGREE
from onestop.storage.catalogue.map_layers import layer

MapBounds = tuple[float, float, float, float]  # west, south, east, north
Boxed = list[tuple[MapBounds, Mapping[str, Any]]]

LAYERS = ("streets", "water", "parks", "landmarks")
FAR = 600.0  # metres: farther than the map shows, and than its words mention

_boxed: dict[tuple[str, str], Boxed] = {}


def lines_near(lat: float, long: float, catalogue: Catalogue) -> dict[str, list[Mapping[str, Any]]]:
    """The features of each layer whose bounding box comes near a place."""
    north = FAR / A_DEGREE
    east = north / max(cos(radians(lat)), 0.01)

    def comes_near(box: MapBounds) -> bool:
        return box[0] <= long + east and box[2] >= long - east and box[1] <= lat + north and box[3] >= lat - north

    return {name: [feature for box, feature in boxed(catalogue, name) if comes_near(box)] for name in LAYERS}


def boxed(catalogue: Catalogue, name: str) -> Boxed:
    """A layer with the bounding box of each feature, measured once because a release never changes."""
    known = (catalogue.version, name)
    if known not in _boxed:
        for old in [each for each in _boxed if each[1] == name]:  # those of the release before
            del _boxed[old]
        _boxed[known] = [(box_of(each["geometry"]["coordinates"]), each) for each in layer(catalogue, name)]
    return _boxed[known]


def box_of(coordinates: Any) -> MapBounds:
    """The bounding box of a point, a line, or an area of one part or several."""
    points = list(points_in(coordinates))
    longs, lats = [point[0] for point in points], [point[1] for point in points]
    return min(longs), min(lats), max(longs), max(lats)


def points_in(coordinates: Any) -> Iterator[Any]:
    if isinstance(coordinates[0], int | float):
        yield coordinates
        return
    parts: Iterable[Any] = coordinates
    for part in parts:
        yield from points_in(part)
