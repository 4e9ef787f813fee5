"""A map of the inbox shows what it is laid around, whatever the city's shape and wherever on earth it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casework.pages.inbox.map import MARGIN, TALLEST, WIDTH, sheet_around

CORNERS = st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), min_size=1, max_size=30)


@given(CORNERS)
def test_every_corner_lies_on_the_sheet(corners: list[tuple[float, float]]) -> None:
    sheet = sheet_around(corners)
    for lat, long in corners:
        x, y = sheet.place(lat, long)
        assert MARGIN - 0.1 <= x <= WIDTH - MARGIN + 0.1
        assert MARGIN - 0.1 <= y <= sheet.height - MARGIN + 0.1


@given(CORNERS)
def test_a_sheet_is_never_taller_than_a_page(corners: list[tuple[float, float]]) -> None:
    assert sheet_around(corners).height <= WIDTH * TALLEST + 0.1


def test_north_is_above_and_east_is_right() -> None:
    sheet = sheet_around([(44.6, -63.6), (44.7, -63.5)])
    (west, south), (east, north) = sheet.place(44.6, -63.6), sheet.place(44.7, -63.5)
    assert east > west
    assert north < south
