"""Making a jurisdiction's gazetteer of its streets, landmarks and addresses: short rows that functions read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians
from statistics import linear_regression, median
from typing import Any

from onestop.domain.places.distances import A_DEGREE, metres
from onestop.domain.places.street_names import StreetName, parse_name
from onestop.domain.places.thin_lines import UNIT, packed

GazetteerRow = dict[str, Any]
Points = list[tuple[float, float]]
Houses = dict[int, Points]
APART = 300.0  # metres: two houses of one number and street that are further apart are on two streets
AXES = {"e": 0, "w": 0, "n": 1, "s": 1}
OPPOSITE = {"e": "w", "w": "e", "n": "s", "s": "n"}  # numbers run the same way from the middle
LEAST_HOUSES = 20  # on each arm, or no grid is looked for
OFF_THE_GRID = 400.0  # metres: nine houses of ten are nearer to where the grid has them


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a register. A crossing has no number, and a street that names both: Elm St & Oak Ave."""

    number: int | None
    street: str
    area: str
    post_code: str
    lat: float
    long: float


def make_gazetteer(
    streets: Iterable[Mapping[str, Any]],
    landmarks: Iterable[Mapping[str, Any]],
    addresses: Iterable[Address],
    language: str,
) -> list[GazetteerRow]:
    """The rows of a gazetteer; names in `language` come first, because people are shown these."""
    rows = [*streets_of_lines(streets, language), *crossings_of_register(addresses := list(addresses))]
    with_lines = {name for row in rows if "l" in row for name in map(parse_name, row["n"])}
    for row in streets_of_houses(addresses):
        name = parse_name(row["n"][0])
        same = (
            [each for each in rows if "l" in each and name in map(parse_name, each["n"])] if name in with_lines else []
        )
        if len(same) == 1 and "h" not in same[0]:
            same[0]["h"] = row["h"]  # one street, of which the register knows the houses and the map the line
        else:
            rows.append(row)
    grid = find_grid(addresses)
    return [*([{"g": grid}] if grid else []), *rows, *(landmark_row(feature, language) for feature in landmarks)]


def streets_of_lines(streets: Iterable[Mapping[str, Any]], language: str) -> Iterator[GazetteerRow]:
    """The streets of `streets.geojson`; the parts of one are one row."""
    rows: dict[str, GazetteerRow] = {}
    for feature in streets:
        told = feature["properties"]
        row = rows.setdefault(told["code"], {"n": names_of(told["name"], language), "l": []})
        row["l"].append([told.get("numbers", {}), packed(feature["geometry"]["coordinates"])])
    yield from rows.values()


def streets_of_houses(addresses: Iterable[Address]) -> Iterator[GazetteerRow]:
    """The streets of a register, one row for each area. Two of a name in one area are told apart by post code."""
    streets: dict[tuple[StreetName, str], dict[str, Houses]] = defaultdict(lambda: defaultdict(dict))
    written: dict[tuple[StreetName, str], str] = {}
    for address in addresses:
        if address.number is not None:
            key = (parse_name(address.street), address.area)
            written[key] = min(written.get(key, address.street), address.street)
            streets[key][address.post_code].setdefault(address.number, []).append((address.long, address.lat))
    for key, by_code in sorted(streets.items()):
        for codes, houses in join_codes(by_code):
            yield {
                "n": [written[key]],
                "a": [each for each in (key[1], *codes) if each],
                "h": pack_houses((number, *middle_of(points)) for number, points in sorted(houses.items())),
            }


def join_codes(by_code: Mapping[str, Houses]) -> list[tuple[list[str], Houses]]:
    """The houses of post codes through which one street runs: no number is in two of them, unless at one place."""
    joined: list[tuple[list[str], Houses]] = []
    for code, houses in sorted(by_code.items()):
        for codes, known in joined:
            if not any(number in known and is_apart(known[number], houses[number]) for number in houses):
                codes.append(code)
                for number, points in houses.items():
                    known.setdefault(number, []).extend(points)
                break
        else:
            joined.append(([code], {number: list(points) for number, points in houses.items()}))
    return joined


def is_apart(some: Points, others: Points) -> bool:
    (x, y), (other_x, other_y) = middle_of(some), middle_of(others)
    return metres(y, x, other_y, other_x) > APART


def middle_of(points: Points) -> tuple[float, float]:
    """The middle of points that should be one; a wrong one among them changes little."""
    return median(x for x, _ in points), median(y for _, y in points)


def pack_houses(houses: Iterable[tuple[int, float, float]]) -> str:
    """Return numbers and places as steps from each to the next: short, because most houses are next to another."""
    steps, before = [], (0, 0, 0)
    for number, long, lat in houses:
        here = number, round(long * UNIT), round(lat * UNIT)
        steps += [str(now - then) for now, then in zip(here, before, strict=True)]
        before = here
    return ",".join(steps)


def crossings_of_register(addresses: Iterable[Address]) -> Iterator[GazetteerRow]:
    seen = set()
    for address in addresses:
        if address.number is None and " & " in address.street:
            names = [name.strip() for name in address.street.split(" & ", 1)]
            key = (frozenset(map(parse_name, names)), address.area)
            if key not in seen:
                seen.add(key)
                areas = [each for each in (address.area, address.post_code) if each]
                yield {"n": names, "a": areas, "x": [round(address.long * UNIT), round(address.lat * UNIT)]}


def find_grid(addresses: Iterable[Address]) -> dict[str, list[float]]:
    """For each end of a city's numbering (n, s, e, w) whether the number alone says how far north or east a house is,
    as in Chicago: which axis, and its step in parts of a degree. Nothing where a city numbers each street."""
    houses: dict[tuple[StreetName, int], Points] = defaultdict(list)
    for address in addresses:
        if address.number is not None:
            houses[parse_name(address.street), address.number].append((address.long, address.lat))
    arms: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for (name, number), points in houses.items():
        if name.end in AXES:
            arms[name.end].append((number, *middle_of(points)))
    found = {end: fit_axis(AXES[end], arm) for end, arm in sorted(arms.items())}
    for end, other in OPPOSITE.items():
        opposite = found.get(other)
        if not found.get(end) and opposite:
            found[end] = [opposite[0], -opposite[1]]
    return {end: axis for end, axis in found.items() if axis}


def fit_axis(axis: int, houses: list[tuple[int, float, float]]) -> list[float] | None:
    """The straight line on which nearly all houses of an arm are; fitted again without those that are off."""
    if len(houses) < LEAST_HOUSES:
        return None
    scale = A_DEGREE * (1.0 if axis else cos(radians(houses[0][2])))
    kept, step, zero = houses, 0.0, 0.0
    for _ in range(4):
        if len(kept) < LEAST_HOUSES / 2 or len({house[0] for house in kept}) < 2:
            return None
        step, zero = linear_regression([house[0] for house in kept], [house[1 + axis] for house in kept])
        off = {house: abs(zero + step * house[0] - house[1 + axis]) * scale for house in houses}
        kept = sorted(houses, key=off.__getitem__)[: len(houses) * 9 // 10]
    return None if off[kept[-1]] > OFF_THE_GRID else [axis, step * UNIT]


def landmark_row(feature: Mapping[str, Any], language: str) -> GazetteerRow:
    long, lat = feature["geometry"]["coordinates"]
    told = feature["properties"]
    return {"n": names_of(told["name"], language), "k": told["kind"], "x": [round(long * UNIT), round(lat * UNIT)]}


def names_of(texts: Mapping[str, str], language: str) -> list[str]:
    return list(dict.fromkeys([texts[language], *texts.values()]))
