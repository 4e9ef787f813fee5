"""The inbox as a map for crews: the jurisdiction's own districts, and each task at its place; no map service is
called."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.pages.desk_request import DeskVisit
from casework.pages.inbox.list_address import AskedList
from casework.pages.inbox.rows import InboxLine

WIDTH, MARGIN = 1000.0, 30.0
FLATTEST, TALLEST = 0.4, 1.4  # height of a map divided by its width: the least and the most
SMALLEST = 0.002  # degrees, about two hundred metres: a map of one house would show nothing around it
Corner = tuple[float, float]  # latitude and longitude


@dataclass(frozen=True, slots=True)
class FlatMap:
    """A part of the earth drawn flat: exact enough for a city, where a degree of longitude is shorter than one of
    latitude."""

    west: float
    north: float
    scale: float  # units a degree of latitude
    squeeze: float  # length of a degree of longitude, as a share of one of latitude
    height: float

    def place(self, lat: float, long: float) -> tuple[float, float]:
        across = MARGIN + (long - self.west) * self.squeeze * self.scale
        return round(across, 1), round(MARGIN + (self.north - lat) * self.scale, 1)


def sheet_around(corners: Sequence[Corner]) -> FlatMap:
    """Returns the sheet that shows all these corners, as large as fits."""
    lats, longs = [corner[0] for corner in corners], [corner[1] for corner in corners]
    squeeze = max(math.cos(math.radians((min(lats) + max(lats)) / 2)), 0.01)
    wide = max((max(longs) - min(longs)) * squeeze, SMALLEST)
    tall = min(max(max(lats) - min(lats), wide * FLATTEST), wide * TALLEST)
    tall = max(tall, max(lats) - min(lats))
    scale = min((WIDTH - 2 * MARGIN) / wide, (WIDTH * TALLEST - 2 * MARGIN) / tall)
    return FlatMap(min(longs), max(lats), scale, squeeze, round(tall * scale + 2 * MARGIN, 1))


def map_of(lines: list[InboxLine], asked: AskedList, visit: DeskVisit) -> dict[str, Any] | None:
    """Returns the districts as shapes and the tasks as numbered marks; None if there is nothing to draw. A single
    district is shown larger."""
    marked = [
        (number, line, (line.seen["lat"], line.seen["long"]))
        for number, line in enumerate(lines, start=1)
        if line.seen["lat"] is not None and line.seen["long"] is not None
    ]
    features = visit.offer.release["boundaries"]["features"]
    chosen = [each for each in features if each["properties"]["code"] == asked.only.get("district")]
    corners = [corner for each in chosen or features for ring in rings_of(each) for corner in ring]
    area = visit.offer.area
    within = [
        (lat, long)
        for _, _, (lat, long) in marked
        if area.south <= lat <= area.north and area.west <= long <= area.east
    ]
    if not (corners or within):
        return None
    sheet = sheet_around([*corners, *within])
    return {
        "height": sheet.height,
        "width": WIDTH,
        "districts": [district_on(sheet, each, asked, visit) for each in features],
        "closer": bool(chosen),
        "marks": [
            {"line": line, "number": number, "x": x, "y": y}
            for number, line, (lat, long) in marked
            for x, y in (sheet.place(lat, long),)
        ],
    }


def district_on(sheet: FlatMap, feature: Mapping[str, Any], asked: AskedList, visit: DeskVisit) -> dict[str, Any]:
    """Returns a district as a shape, where its name is written, and the URL that shows it larger."""
    code = str(feature["properties"]["code"])
    rings = [[sheet.place(*corner) for corner in ring] for ring in rings_of(feature)]
    across, down = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    return {
        "shape": "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings),
        "name": visit.offer.say(feature["properties"]["name"], visit.language),
        "x": round((min(across) + max(across)) / 2, 1),
        "y": round((min(down) + max(down)) / 2, 1),
        "address": asked.address(only={**asked.only, "district": code}),
        "chosen": asked.only.get("district") == code,
    }


def rings_of(feature: Mapping[str, Any]) -> Iterator[list[Corner]]:
    """Yields the outlines of a district, with its holes, as latitudes and longitudes."""
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            yield [(lat, long) for long, lat, *_ in ring]
