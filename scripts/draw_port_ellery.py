"""Draws the streets, water, parks and landmarks of Port Ellery into the folder of its jurisdiction.

The city is invented, and so is all of this: the same seed draws the same city again. A city of one's own brings its own
files instead; nothing else reads this script.

    python scripts/draw_port_ellery.py
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from port_ellery_names import LANDMARKS, PARKS, STREETS, THROUGH, WATER, Name

FOLDER = Path(__file__).parents[1] / "infra" / "jurisdictions" / "port-ellery"
SEED = 1749
METRES = 111_320.0  # of a degree of latitude
SHORTER = math.cos(math.radians(44.65))  # a degree of longitude, in degrees of latitude
PER_NUMBER = 9.0  # metres of street to a house number
ACROSS = 10  # streets of a district in each direction
# the corners of each district's grid: south-west, south-east, north-east, north-west; a little inside its outline
CORNERS = {
    "harbourside": ((-63.598, 44.606), (-63.546, 44.6085), (-63.531, 44.638), (-63.598, 44.643)),
    "old-town": ((-63.638, 44.6075), (-63.602, 44.603), (-63.602, 44.643), (-63.638, 44.643)),
    "mill-river": ((-63.696, 44.603), (-63.642, 44.6075), (-63.642, 44.643), (-63.692, 44.651)),
    "hillcrest": ((-63.690, 44.657), (-63.603, 44.647), (-63.607, 44.692), (-63.678, 44.697)),
    "north-shore": ((-63.597, 44.648), (-63.530, 44.643), (-63.505, 44.687), (-63.602, 44.692)),
}
COAST = ((-63.72, 44.598), (-63.7, 44.5985), (-63.64, 44.6035), (-63.6, 44.5985), (-63.54, 44.6035), (-63.523, 44.64),
         (-63.498, 44.69), (-63.505, 44.71), (-63.48, 44.8), (-63.2, 44.8), (-63.2, 44.45), (-64.0, 44.45),
         (-64.0, 44.59))  # fmt: skip
RIVER_BETWEEN = (2, 3)  # columns of Mill River
Point = tuple[float, float]
Node = tuple[int, int]
Nodes = dict[Node, Point]


def draw_city(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """The features of each file."""
    grids = {district: lay_nodes(corners, chance) for district, corners in CORNERS.items()}
    streets, taken = [], set()
    for name, parts in THROUGH:
        taken |= set(parts)
        line = [grids[district][node] for district, way, fixed in parts for node in nodes_of(way, fixed, 0, ACROSS)]
        streets.append(draw_street(name, line))
    for district, names in STREETS.items():
        ways = [(way, fixed) for fixed in range(ACROSS) for way in ("row", "column")]
        left = [each for each in ways if (district, *each) not in taken]
        for name, (way, fixed) in zip(names, left, strict=True):
            start, end = choose_ends(fixed, chance)
            streets.append(draw_street(name, [grids[district][node] for node in nodes_of(way, fixed, start, end)]))
    return {
        "streets": streets,
        "water": [draw_area(name, kind, shape_of(kind, where, grids)) for name, kind, where in WATER],
        "parks": [draw_area(name, "park", cell_of(grids[where[0]], where[1], 40)) for name, where in PARKS],
        "landmarks": [draw_landmark(*landmark, {each["properties"]["code"]: each for each in streets})
                      for landmark in LANDMARKS],
    }  # fmt: skip


def lay_nodes(corners: Sequence[Point], chance: random.Random) -> Nodes:
    """Where the streets of a district cross: a grid pulled into its shape, denser in the middle, no line straight."""
    (sw, se, ne, nw), nodes = corners, {}
    for row in range(ACROSS):
        for column in range(ACROSS):
            right, up = (pull((each + chance.uniform(-0.17, 0.17)) / (ACROSS - 1)) for each in (column, row))
            nodes[column, row] = (
                between(between(sw[0], se[0], right), between(nw[0], ne[0], right), up),
                between(between(sw[1], se[1], right), between(nw[1], ne[1], right), up),
            )
    return {node: (round(long, 5), round(lat, 5)) for node, (long, lat) in nodes.items()}


def pull(share: float) -> float:
    """Nearer to the middle of the district, and never out of it."""
    share = min(max(share, 0.0), 1.0)
    return 0.5 + (share - 0.5) * (0.55 + 0.45 * abs(2 * share - 1))


def between(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


def nodes_of(way: str, fixed: int, start: int, end: int) -> list[Node]:
    return [(each, fixed) if way == "row" else (fixed, each) for each in range(start, end)]


def choose_ends(fixed: int, chance: random.Random) -> tuple[int, int]:
    """Streets round the edge run all along it; of those inside, some begin later or end sooner."""
    if fixed in (0, ACROSS - 1):
        return 0, ACROSS
    return chance.choice((0, 0, 0, 1, 2)), ACROSS - chance.choice((0, 0, 0, 1, 2))


def draw_street(name: Name, line: Sequence[Point]) -> dict[str, Any]:
    """A street with its house numbers: odd ones on the left as one goes along the line, even ones on the right."""
    last = round(sum(metres(one, other) for one, other in pairwise(line)) / PER_NUMBER / 2) * 2
    numbers = {"left": {"from": 1, "to": last - 1}, "right": {"from": 2, "to": last}}
    properties = {"code": code_of(name), "name": texts_of(name), "numbers": numbers}
    return draw(properties, "LineString", [list(point) for point in line])


def draw_area(name: Name, kind: str, ring: Sequence[Point]) -> dict[str, Any]:
    properties = {"code": code_of(name), "kind": kind, "name": texts_of(name)}
    return draw(properties, "Polygon", [[list(point) for point in (*ring, ring[0])]])


def draw_landmark(name: Name, kind: str, street: str, number: int, streets: dict[str, Any]) -> dict[str, Any]:
    """A landmark at its house number, 25 metres off the middle of the street."""
    properties = {"code": code_of(name), "kind": kind, "name": texts_of(name), "street": street, "number": number}
    return draw(properties, "Point", list(point_of(streets[street], number)))


def draw(properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def point_of(street: dict[str, Any], number: int) -> Point:
    """Where a house is: as far along the street as its number is between the first and the last."""
    line, (first, last) = street["geometry"]["coordinates"], (1, street["properties"]["numbers"]["right"]["to"])
    if not first <= number <= last:
        raise ValueError(f"{street['properties']['code']} ends at {last}")
    left = (number - first) / (last - first) * sum(metres(one, other) for one, other in pairwise(line))
    for one, other in pairwise(line):
        length = metres(one, other)
        if left <= length:
            side = 25 if number % 2 else -25
            middle = [between(one[each], other[each], left / length) for each in (0, 1)]
            east, north = (other[0] - one[0]) * SHORTER, other[1] - one[1]
            away = side / METRES / math.hypot(east, north)
            return round(middle[0] - north * away / SHORTER, 5), round(middle[1] + east * away, 5)
        left -= length
    return line[-1]


def shape_of(kind: str, where: Any, grids: dict[str, Nodes]) -> list[Point]:
    """The outline of water: the sea along the coast, the river from one end of its district to the other, a lake."""
    if kind == "sea":
        return list(COAST)
    if kind == "river":
        west, east = RIVER_BETWEEN
        middles = [tuple(between(grids[where][west, row][axis], grids[where][east, row][axis], 0.5) for axis in (0, 1))
                   for row in range(ACROSS)]  # fmt: skip
        run = [(middles[0][0] + 0.001, 44.5995), *middles, (middles[-1][0] - 0.002, 44.6535)]
        widths = [90 - 6 * step for step in range(len(run))]  # narrower upstream
        banks = [[(long + side * wide / METRES / SHORTER / 2, lat)
                  for (long, lat), wide in zip(run, widths, strict=True)] for side in (-1, 1)]  # fmt: skip
        return [(round(long, 5), round(lat, 5)) for long, lat in (*banks[0], *reversed(banks[1]))]
    return list(round_off(cell_of(grids[where[0]], where[1], 60)))


def cell_of(nodes: Nodes, south_west: Node, off: float) -> list[Point]:
    """The ground between four crossings, so many metres off the streets around it."""
    column, row = south_west
    corners = [nodes[column, row], nodes[column + 1, row], nodes[column + 1, row + 1], nodes[column, row + 1]]
    middle = [sum(corner[axis] for corner in corners) / 4 for axis in (0, 1)]
    inside = []
    for long, lat in corners:
        share = max(1 - off * math.sqrt(2) / metres((long, lat), (middle[0], middle[1])), 0.2)
        inside.append((round(between(middle[0], long, share), 5), round(between(middle[1], lat, share), 5)))
    return inside


def round_off(ring: Sequence[Point]) -> Iterator[Point]:
    """The same outline without its corners, once cut and once more."""
    cut = [point for _ in range(1) for point in ring]
    for _ in range(2):
        cut = [(between(one[0], other[0], share), between(one[1], other[1], share))
               for one, other in pairwise((*cut, cut[0])) for share in (0.25, 0.75)]  # fmt: skip
    return ((round(long, 5), round(lat, 5)) for long, lat in cut)


def metres(one: Sequence[float], other: Sequence[float]) -> float:
    return math.hypot((other[0] - one[0]) * SHORTER, other[1] - one[1]) * METRES


def code_of(name: Name) -> str:
    return name[0].lower().replace("'", "").replace(".", "").replace(" ", "-")


def texts_of(name: Name) -> dict[str, str]:
    return dict(zip(("en", "es", "zh-Hans"), name, strict=True))


def write(file: Path, features: list[dict[str, Any]]) -> None:
    """One feature a line: a change of one street is a change of one line."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    file.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    for file, features in draw_city(random.Random(SEED)).items():
        write(FOLDER / f"{file}.geojson", features)
