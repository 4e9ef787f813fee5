"""Making a jurisdiction's gazetteer of its streets, landmarks and addresses: short rows that functions read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.places.street_names import parse_name
from onestop.domain.places.thinning import UNIT, packed

Row = dict[str, Any]


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
) -> list[Row]:
    """The rows of a gazetteer; names in `language` come first, because people are shown these."""
    rows = [*streets_of_lines(streets, language), *crossings_of_register(addresses := list(addresses))]
    with_lines = {name for row in rows if "l" in row for name in map(parse_name, row["n"])}
    for row in streets_of_houses(addresses):
        name = parse_name(row["n"][0])
        same = [each for each in rows if "l" in each and name in map(parse_name, each["n"])] if name in with_lines else []
        if len(same) == 1 and "h" not in same[0]:
            same[0]["h"] = row["h"]  # one street, of which the register knows the houses and the map the line
        else:
            rows.append(row)
    return [*rows, *(landmark_row(feature, language) for feature in landmarks)]


def streets_of_lines(streets: Iterable[Mapping[str, Any]], language: str) -> Iterator[Row]:
    """The streets of `streets.geojson`; the parts of one are one row."""
    rows: dict[str, Row] = {}
    for feature in streets:
        told = feature["properties"]
        row = rows.setdefault(told["code"], {"n": names_of(told["name"], language), "l": []})
        row["l"].append([told.get("numbers", {}), packed(feature["geometry"]["coordinates"])])
    yield from rows.values()


def streets_of_houses(addresses: Iterable[Address]) -> Iterator[Row]:
    """The streets of a register, one row for each area with the same post code."""
    rows: dict[tuple[object, ...], dict[int, tuple[str, list[tuple[float, float]]]]] = defaultdict(dict)
    for address in addresses:
        if address.number is not None:
            key = (parse_name(address.street), address.area, address.post_code)
            houses = rows[key].setdefault(address.number, (address.street, []))
            houses[1].append((address.long, address.lat))
    for (_, area, post_code), numbers in sorted(rows.items(), key=lambda each: repr(each[0])):
        houses = [
            (number, sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
            for number, (_, points) in sorted(numbers.items())
        ]
        yield {
            "n": [min(name for name, _ in numbers.values())],
            "a": [str(each) for each in (area, post_code) if each],
            "h": pack_houses(houses),
        }


def pack_houses(houses: Iterable[tuple[int, float, float]]) -> str:
    """Numbers and places as steps from each to the next: short, for most houses are beside another."""
    steps, before = [], (0, 0, 0)
    for number, long, lat in houses:
        here = number, round(long * UNIT), round(lat * UNIT)
        steps += [str(now - then) for now, then in zip(here, before, strict=True)]
        before = here
    return ",".join(steps)


def crossings_of_register(addresses: Iterable[Address]) -> Iterator[Row]:
    seen = set()
    for address in addresses:
        if address.number is None and " & " in address.street:
            names = [name.strip() for name in address.street.split(" & ", 1)]
            key = (frozenset(map(parse_name, names)), address.area)
            if key not in seen:
                seen.add(key)
                areas = [each for each in (address.area, address.post_code) if each]
                yield {"n": names, "a": areas, "x": [round(address.long * UNIT), round(address.lat * UNIT)]}


def landmark_row(feature: Mapping[str, Any], language: str) -> Row:
    long, lat = feature["geometry"]["coordinates"]
    told = feature["properties"]
    return {"n": names_of(told["name"], language), "k": told["kind"], "x": [round(long * UNIT), round(lat * UNIT)]}


def names_of(texts: Mapping[str, str], language: str) -> list[str]:
    return list(dict.fromkeys([texts[language], *texts.values()]))
