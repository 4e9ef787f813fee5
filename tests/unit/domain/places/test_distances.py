"""The tiles around a place: never one too few, and no more than seven."""

from __future__ import annotations

from math import cos, radians

from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.places.distances import A_DEGREE, MOST_TILES, metres, tile_of, tiles_around

LATS = st.floats(-60, 60)
LONGS = st.floats(-180, 180, exclude_max=True)


@given(LATS, LONGS, st.floats(0, 1), st.floats(-1, 1), st.floats(-1, 1))
def test_whatever_is_within_reach_lies_in_one_of_at_most_four_tiles(
    lat: float, long: float, share: float, north: float, east: float
) -> None:
    within = 300 * share
    there = lat + north * within / A_DEGREE, long + east * within / A_DEGREE / cos(radians(lat))
    tiles = tiles_around(lat, long, within)
    assert len(tiles) <= 4
    if metres(lat, long, *there) <= within:
        assert tile_of(*there) in tiles


@given(st.floats(-90, 90), LONGS, st.floats(0, 5000))
def test_there_are_never_more_than_seven_tiles_and_the_own_one_comes_first(
    lat: float, long: float, within: float
) -> None:
    tiles = tiles_around(lat, long, within)
    assert 1 <= len({*tiles}) == len(tiles) <= MOST_TILES
    assert tile_of(lat, long) == tiles[0]


def test_a_tile_is_one_of_those_that_web_maps_are_cut_into() -> None:
    assert tile_of(51.5074, -0.1278) == "15/16372/10896"  # London, as map servers count
