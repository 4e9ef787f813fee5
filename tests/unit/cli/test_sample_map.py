"""The streets of the sample city hang together: routing finds addresses by them, and residents know their way."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery"


def features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SAMPLE / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return found


def test_every_street_crosses_others_and_one_can_go_from_each_to_each() -> None:
    streets = features("streets")
    assert 60 <= len(streets) <= 120
    at = Counter(tuple(point) for street in streets for point in set(map(tuple, street["geometry"]["coordinates"])))
    lines = [set(map(tuple, street["geometry"]["coordinates"])) for street in streets]
    assert all(sum(at[point] > 1 for point in line) >= 2 for line in lines)
    reached, left = lines[0], lines[1:]
    while touched := [line for line in left if line & reached]:
        reached = reached.union(*touched)
        left = [line for line in left if line not in touched]
    assert not left


def test_no_two_streets_are_called_the_same_in_any_language() -> None:
    for language in ("en", "es", "zh-Hans"):
        names = Counter(street["properties"]["name"][language] for street in features("streets"))
        assert not [name for name, count in names.items() if count > 1]


def test_odd_numbers_are_on_one_side_and_even_ones_on_the_other() -> None:
    for street in features("streets"):
        left, right = (street["properties"]["numbers"][side] for side in ("left", "right"))
        assert (left["from"], left["to"] % 2, right["from"], right["to"] % 2) == (1, 1, 2, 0)
        assert right["to"] > 50


@pytest.mark.parametrize("name", ["landmarks", "parks", "water", "streets"])
def test_everything_has_a_short_name_of_its_own(name: str) -> None:
    codes = [feature["properties"]["code"] for feature in features(name)]
    assert len({*codes}) == len(codes) > 3
