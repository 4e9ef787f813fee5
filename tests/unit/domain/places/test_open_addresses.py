"""Places in words on the open requests of two cities, and the cost of a whole city's gazetteer and zones."""

from __future__ import annotations

import pytest

from tests.bench.addresses import REQUESTS, boston, chicago, measure_city, measure_cost
from tests.depth import ALL, PART

LEAST_NEAR, MOST_FAR = 0.95 if ALL else 0.94, 0.005  # of fewer requests the share is less sure


@pytest.mark.skipif(not REQUESTS.is_dir(), reason="the open data is not here")
@pytest.mark.parametrize("city", [boston, chicago])
def test_a_gazetteer_of_half_the_requests_finds_the_addresses_of_the_others(city: object) -> None:
    measured = measure_city(list(city()), 1 if ALL else PART)  # type: ignore[operator]
    assert measured.near >= LEAST_NEAR, measured
    assert measured.far <= MOST_FAR, measured
    assert measured.exact_near >= 0.98, measured


def test_fifty_thousand_addresses_and_a_thousand_zones_are_held_in_little_memory() -> None:
    _, held = measure_cost(times=20)
    assert held.within
