"""Finds the zones that contain a point: districts, wards, waste zones, in layers; with holes, parts, and borders.

Made once from the rows of a release ({"layer", "code", "rings"}: packed outlines, holes among them). A grid gives the
few zones that can contain a point, and bands of latitude the few edges of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, cos, hypot, radians
from typing import Any

from onestop.domain.places.thin_lines import UNIT, packed

CELL = 1000  # units of a degree: about a kilometre
MOST_CELLS = 400  # cells of one zone: a larger one is checked for every point
BAND = 100  # units of a degree: about a hundred metres
BORDER = 2.0  # units of a degree, about two metres: coordinates are no more exact than that
Edge = tuple[int, int, int, int]


class Zone:
    """One zone. Its edges are sorted into bands when the first point near it is asked for."""

    __slots__ = ("_bands", "_rings", "box", "code", "layer", "row")

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row, self.layer, self.code = row, str(row["layer"]), str(row["code"])
        self._rings: Sequence[Sequence[int]] = row["rings"]
        self._bands: dict[int, list[Edge]] | None = None
        points = [point for ring in self._rings for point in corners(ring)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.box = min(xs), min(ys), max(xs), max(ys)

    def edges_at(self, y: float) -> list[Edge]:
        """Returns the edges near a latitude."""
        if self._bands is None:
            bands: dict[int, list[Edge]] = defaultdict(list)
            for ring in self._rings:
                for (x1, y1), (x2, y2) in pairwise(corners(ring)):
                    low, high = min(y1, y2) - ceil(BORDER), max(y1, y2) + ceil(BORDER)
                    for band in range(low // BAND, high // BAND + 1):
                        bands[band].append((x1, y1, x2, y2))
            self._bands = dict(bands)
        return self._bands.get(int(y // BAND), [])

    def covers(self, x: float, y: float) -> tuple[bool, bool]:
        """Says whether a point is inside, by the even-odd rule, and whether it is on the border."""
        inside, border, stretch = False, False, cos(radians(y / UNIT))
        for x1, y1, x2, y2 in self.edges_at(y):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            if not border and min(x1, x2) - x <= 9 and x - max(x1, x2) <= 9:
                border = away(x, y, x1, y1, x2, y2, stretch) <= BORDER
        return inside, border


class Zones:
    """All zones of a release."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._cells: dict[tuple[int, int], list[Zone]] = defaultdict(list)
        self._large: list[Zone] = []
        for zone in map(Zone, rows):
            west, south, east, north = zone.box
            columns = range((west - CELL // 100) // CELL, (east + CELL // 100) // CELL + 1)
            lines = range((south - CELL // 100) // CELL, (north + CELL // 100) // CELL + 1)
            if len(columns) * len(lines) > MOST_CELLS:
                self._large.append(zone)
                continue
            for column in columns:
                for line in lines:
                    self._cells[column, line].append(zone)

    def at(self, lat: float, long: float) -> dict[str, tuple[Zone, ...]]:
        """Returns the zones of a point by layer. On a border it returns both, in the order of their codes: nobody
        can tell."""
        x, y = long * UNIT, lat * UNIT
        found: dict[str, list[Zone]] = defaultdict(list)
        for zone in (*self._cells.get((int(x // CELL), int(y // CELL)), ()), *self._large):
            west, south, east, north = zone.box
            if (
                west - BORDER * 4 <= x <= east + BORDER * 4
                and south - BORDER <= y <= north + BORDER
                and any(zone.covers(x, y))
            ):
                found[zone.layer].append(zone)
        return {layer: tuple(sorted(zones, key=lambda each: each.code)) for layer, zones in sorted(found.items())}


def rows_of(layer: str, features: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields the rows of one layer of GeoJSON: the code of each zone, and its outlines as integers."""
    for feature in features:
        geometry = feature["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        yield {**feature["properties"], "layer": layer, "rings": [packed(ring) for part in parts for ring in part]}


def corners(ring: Sequence[int]) -> Iterator[tuple[int, int]]:
    x = y = 0
    for at in range(0, len(ring), 2):
        x, y = x + ring[at], y + ring[at + 1]
        yield x, y


def away(x: float, y: float, x1: int, y1: int, x2: int, y2: int, stretch: float) -> float:
    """Returns the distance of a point from an edge, in units of latitude."""
    east, north = (x2 - x1) * stretch, y2 - y1
    point_east, point_north = (x - x1) * stretch, y - y1
    length = east * east + north * north
    share = max(0.0, min(1.0, (point_east * east + point_north * north) / length)) if length else 0.0
    return hypot(point_east - share * east, point_north - share * north)
