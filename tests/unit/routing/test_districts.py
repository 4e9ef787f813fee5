"""A point is in a district, or in none."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import district_of

SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
HOLE = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
EAST = [[10, 0], [20, 0], [20, 10], [10, 10], [10, 0]]


def a_feature(code: str, *rings: Any, multi: bool = False) -> dict[str, Any]:
    geometry = (
        {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
        if multi
        else {"type": "Polygon", "coordinates": list(rings)}
    )
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def boundaries(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize(
    ("lat", "long", "district"),
    [
        (44.63, -63.57, "harbourside"),
        (44.62, -63.62, "old-town"),
        (44.62, -63.66, "mill-river"),
        (44.67, -63.64, "hillcrest"),
        (44.67, -63.56, "north-shore"),
        (44.50, -63.57, None),
        (-44.63, 63.57, None),
        (0.0, 0.0, None),
        (90.0, 180.0, None),
    ],
)
def test_a_point_of_the_sample_is_in_its_district(
    catalogue: Catalogue, lat: float, long: float, district: str | None
) -> None:
    assert district_of(lat, long, catalogue.release["boundaries"]) == district


def test_without_a_point_there_is_no_district(catalogue: Catalogue) -> None:
    assert district_of(None, None, catalogue.release["boundaries"]) is None


def test_a_hole_is_outside() -> None:
    ring = boundaries(a_feature("ring", SQUARE, HOLE))
    assert district_of(2, 2, ring) == "ring"
    assert district_of(5, 5, ring) is None


def test_a_district_of_several_parts_holds_each_of_them() -> None:
    parts = boundaries(a_feature("islands", SQUARE, [[30, 0], [40, 0], [40, 10], [30, 10], [30, 0]], multi=True))
    assert [district_of(5, long, parts) for long in (5, 25, 35)] == ["islands", None, "islands"]


@pytest.mark.parametrize("lat", [0.0, 2.5, 5.0, 9.99])
def test_a_point_on_a_shared_edge_is_in_exactly_one_district(lat: float) -> None:
    both = (a_feature("west", SQUARE), a_feature("east", EAST))
    assert [district_of(lat, 10, boundaries(feature)) for feature in both].count(None) == 1


def test_where_districts_overlap_the_first_counts() -> None:
    assert district_of(5, 5, boundaries(a_feature("first", SQUARE), a_feature("second", SQUARE))) == "first"


def test_every_point_between_the_districts_of_the_sample_is_in_just_one(catalogue: Catalogue) -> None:
    features = catalogue.release["boundaries"]["features"]
    points = [(44.6 + step_lat / 40, -63.7 + step_long / 40) for step_lat in range(5) for step_long in range(9)]
    for lat, long in points:
        assert sum(district_of(lat, long, boundaries(feature)) is not None for feature in features) <= 1
