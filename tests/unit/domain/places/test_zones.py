"""In which zones a point lies: parts, holes and borders, and the districts of a real city."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.districts import district_of
from onestop.domain.places.zones import Zones, rows_of
from onestop_cli.release.zones import repair

SHARED = Path(__file__).parents[5] / "shared" / "data"


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def zone(code: str, *parts: list[list[list[float]]]) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": list(parts)}
    return {"properties": {"code": code, "name": {"en": code}}, "geometry": geometry}


WARDS = [
    zone("a", [box(0, 0, 1, 1), box(0.4, 0.4, 0.6, 0.6)], [box(3, 0, 4, 1)]),
    zone("b", [box(1, 0, 2, 1)]),
    zone("in-the-hole", [box(0.4, 0.4, 0.6, 0.6)]),
]
ZONES = Zones([*rows_of("ward", WARDS), *rows_of("waste", [zone("all", [box(-1, -1, 5, 2)])])])


@pytest.mark.parametrize(
    ("lat", "long", "wards"),
    [
        (0.2, 0.2, ["a"]),
        (0.5, 0.5, ["in-the-hole"]),
        (0.5, 3.5, ["a"]),
        (0.5, 1.5, ["b"]),
        (0.5, 1.0, ["a", "b"]),
        (0.5, 1.000015, ["a", "b"]),
        (0.5, 1.0001, ["b"]),
        (0.5, 2.5, []),
    ],
)
def test_a_point_is_in_the_zones_of_each_layer_and_on_a_border_in_both(
    lat: float, long: float, wards: list[str]
) -> None:
    found = ZONES.at(lat, long)
    assert [each.code for each in found.get("ward", ())] == wards
    assert [each.code for each in found["waste"]] == ["all"]


@given(st.floats(-1, 5), st.floats(-1, 2))
def test_zones_say_what_the_even_odd_rule_says(long: float, lat: float) -> None:
    found = [each.code for each in ZONES.at(lat, long).get("ward", ())]
    plain = district_of(lat, long, {"features": WARDS})
    assert found == ([plain] if plain else []) or len(found) > 1 or (plain is None and len(found) == 1)


def test_an_outline_that_crosses_itself_is_repaired_and_told() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    documents = {"boundaries.geojson": {"features": [{"properties": {"code": "bow"}, "geometry": bow}]}}
    assert repair(documents) == [
        "boundaries.geojson, bow: the outline was wrong (self-intersection) and was repaired; it has 2 parts now."
    ]
    zones = Zones(rows_of("boundaries", documents["boundaries.geojson"]["features"]))
    assert "boundaries" in zones.at(0.5, 0.9)
    assert "boundaries" not in zones.at(0.1, 0.5)
    assert repair(documents) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the open data is not here")
def test_the_districts_of_los_angeles_are_found_by_the_points_of_its_requests() -> None:
    layer = json.loads((SHARED / "jurisdictions" / "la_council_districts_2012.geojson").read_text(encoding="utf-8"))
    features = [each | {"properties": {"code": each["properties"]["name"]}} for each in layer["features"]]
    zones, inside, right, of = Zones(rows_of("boundaries", features)), 0, 0, 0
    for year in ("la_2017", "la_2018", "la_2020"):
        with (SHARED / "requests_311" / f"{year}.csv").open(encoding="utf-8", newline="") as file:
            for row in ({key.lower(): value for key, value in each.items()} for each in csv.DictReader(file)):
                if row["latitude"] and row["cd"]:
                    found = zones.at(float(row["latitude"]), float(row["longitude"])).get("boundaries", ())
                    of, inside = of + 1, inside + bool(found)
                    right += str(int(float(row["cd"]))) in {each.code for each in found}
    assert inside / of >= 0.995, (inside, of)
    assert right / of >= 0.99, (right, of)
