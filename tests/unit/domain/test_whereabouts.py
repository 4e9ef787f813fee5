"""Coordinates that cannot be meant are known."""

from __future__ import annotations

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import area_of, is_near, is_turned_round


@pytest.mark.parametrize(
    ("lat", "long", "near", "turned"),
    [
        (44.65, -63.58, True, False),
        (45.2, -63.0, True, False),  # the next county
        (-63.58, 44.65, False, True),
        (41.88, -87.63, False, False),
        (0.0, 0.0, False, False),
        (-44.65, 63.58, False, False),
    ],
)
def test_a_point_is_near_the_other_way_round_or_far(
    catalogue: Catalogue, lat: float, long: float, near: bool, turned: bool
) -> None:
    assert is_near(lat, long, catalogue.area) is near
    assert is_turned_round(lat, long, catalogue.area) is turned
    assert is_near(lat, long, area_of({"features": []}))
