"""How well and how fast places are found from words: one half of the open requests of two cities makes a gazetteer, and
the address texts of the other half are searched in it; and the cost of a gazetteer of 50,000 addresses and 1,000
zones."""

from __future__ import annotations

import csv
import re
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path
from typing import Any

from onestop.domain.places.distances import metres
from onestop.domain.places.find_place import find_places
from onestop.domain.places.gazetteer import Gazetteer
from onestop.domain.places.street_names import parse_name
from onestop.domain.places.zones import Zones, rows_of
from onestop_cli.release.gazetteer import Address, make_gazetteer
from tests.bench.figures import Figure

REQUESTS = Path(__file__).parents[3] / "shared" / "data" / "requests_311"
NUMBERED = re.compile(r"(\d+)(?:-\d+)?[A-Za-z]? (.*)")
NEAR, FAR = 150.0, 1000.0
Row = tuple[str, Address]


@dataclass(frozen=True)
class Measured:
    """Of the texts on a street that the gazetteer knows there: the shares that were answered with one place near the
    true one, with one that claims to be exact (not a street alone) and is far from it, and that were asked back; and
    how many of the exact ones are near."""

    of: int
    near: float
    far: float
    asked: float
    exact_near: float


def boston() -> Iterator[Row]:
    for path in sorted(REQUESTS.glob("boston_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text = row["location"]
                street, *rest = re.split(r"\s{2,}", text.strip())
                if not row["latitude"] or not rest:
                    continue
                area, code = rest[0] if len(rest) > 1 else "", rest[-1] if rest[-1].isdigit() else ""
                place = (area, code, float(row["latitude"]), float(row["longitude"]))
                if street.startswith("INTERSECTION"):
                    yield text, Address(None, street.removeprefix("INTERSECTION of ").strip(), *place)
                elif numbered := NUMBERED.match(street):
                    yield text, Address(int(numbered[1]), numbered[2], *place)


def chicago() -> Iterator[Row]:
    """Leaves out the addresses whose own points are a kilometre apart: for those the right place is not known."""
    with (REQUESTS / "chicago_2021-01.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["latitude"] and row["street_number"][:1].isdigit()]
    points = defaultdict(list)
    for row in rows:
        points[row["street_address"].upper()].append((float(row["latitude"]), float(row["longitude"])))
    for row in rows:
        lat, long = float(row["latitude"]), float(row["longitude"])
        if all(metres(lat, long, *other) <= FAR for other in points[row["street_address"].upper()]):
            street = f"{row['street_direction']} {row['street_name']} {row['street_type']}".strip()
            number = int(re.match(r"\d+", row["street_number"])[0])  # type: ignore[index]
            text = f"{row['street_address']}, {row['city']} {row['zip_code']}"
            yield text, Address(number, street, "", row["zip_code"], lat, long)


def measure_city(rows: list[Row], part: int = 1) -> Measured:
    """Every second row, or one in `part` of these, is looked for in a gazetteer of the others."""
    gazetteer = Gazetteer(make_gazetteer([], [], [address for _, address in rows[::2]], "en"))
    counted: Counter[str] = Counter()
    for text, address in rows[1 :: 2 * part]:
        if is_known(address, gazetteer):
            found = find_places(text, gazetteer)
            counted["of"] += 1
            if len(found) != 1 or not found[0].exact:
                counted["asked"] += 1
                continue
            off = metres(address.lat, address.long, found[0].lat, found[0].long)
            counted["near"] += off <= NEAR
            if found[0].precision != "street":
                counted.update({"exact": 1, "far": off > FAR, "exact_near": off <= NEAR})
    of = counted["of"]
    return Measured(
        of, counted["near"] / of, counted["far"] / of, counted["asked"] / of, counted["exact_near"] / counted["exact"]
    )


def is_known(address: Address, gazetteer: Gazetteer) -> bool:
    """Returns whether the gazetteer has the street, or both streets of a crossing, in this part of the city."""
    areas = {address.area, address.post_code} - {""}
    return all(
        any(
            name in street.names and (areas & set(street.areas) or not street.areas)
            for street in gazetteer.streets.get(name.core, ())
        )
        for name in map(parse_name, address.street.split(" & "))
    )


def a_city(streets: int = 1000, houses: int = 50) -> list[dict[str, Any]]:
    """A gazetteer of 50,000 addresses."""
    return make_gazetteer(
        [],
        [],
        [
            Address(
                number * 2 + 1,
                f"{chr(97 + street % 26)}{'aeiou'[street % 5]}l{street // 26:x}wood Street".title(),
                "Northside",
                "",
                40 + street / 1e4,
                -70 + number / 5e3,
            )
            for street in range(streets)
            for number in range(houses)
        ],
        "en",
    )


def a_thousand_zones(layers: int = 10, of_each: int = 100, corners: int = 200) -> list[dict[str, Any]]:
    """Ten layers of a hundred zones, each with two hundred corners."""
    return [
        row
        for layer in range(layers)
        for row in rows_of(f"layer-{layer}", (a_zone(number, corners) for number in range(of_each)))
    ]


def a_zone(number: int, corners: int) -> dict[str, Any]:
    x, y = -70 + number % 10 / 100, 40 + number // 10 / 100
    ring = [[x + 0.006 * cos(2 * pi * at / corners), y + 0.006 * sin(2 * pi * at / corners)] for at in range(corners)]
    polygon = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {"properties": {"code": f"z{number}", "name": {}}, "geometry": polygon}


def measure_cost(times: int = 2000) -> list[Figure]:
    """Milliseconds of CPU for a place in words and its zones, warm; the memory of both."""
    city, areas = a_city(), a_thousand_zones()
    tracemalloc.start()
    gazetteer, layers = Gazetteer(city), Zones(areas)
    text = "Hello, since Monday there is a big hole in the road in front of 31 Balc{:x}wood Street, please repair it."
    for number in range(26):
        find_places(text.format(number), gazetteer)
    layers.at(40.045, -69.955)
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    started = time.process_time()
    for number in range(times):
        find_places(text.format(number % 38), gazetteer)
        layers.at(40 + number % 90 / 1e3, -70 + number % 80 / 1e3)
    spent = (time.process_time() - started) * 1000 / times
    return [
        Figure(name="a place in words and its zones", value=spent, unit="ms", ratio=spent, goal=5.0),
        Figure(name="the gazetteer and the zones, indexed", value=held, unit="MB", goal=64.0),
    ]


def measure(profile: bool = False) -> list[Figure]:
    """The figures of this bench."""
    found = measure_cost()
    for name, city in (("Boston", boston), ("Chicago", chicago)) if REQUESTS.is_dir() else ():
        measured = measure_city(list(city()))
        found += [
            Figure(name=f"{name}: % not within 150 m", value=100 - 100 * measured.near, unit="%", goal=5.0),
            Figure(name=f"{name}: % more than 1 km off", value=100 * measured.far, unit="%", goal=0.5),
            Figure(name=f"{name}: % of exact ones not within 150 m", value=100 - 100 * measured.exact_near, unit="%"),
        ]
    return found
