"""A small picture of a place: whole, harmless, in words too."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.find_place import find_places
from onestop.domain.places.gazetteer import Gazetteer
from onestop.domain.places.sketch import draw_place
from onestop.domain.places.thin_lines import packed, thin, thin_to
from tests.builders import a_catalogue

SVG = "{http://www.w3.org/2000/svg}"
KILOBYTE = 1024


@pytest.fixture
def layers(release: dict[str, Any]) -> dict[str, Any]:
    return {name: layer["features"] for name, layer in release["map_layers"].items()}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Map of the place: where ", "Church Street", "Elm Lane", "in Old Town")),
        ("es", ("Mapa del lugar: donde se cruzan ", "Calle de la Iglesia", "Callejón del Olmo", "en Casco Antiguo")),
        ("zh-Hans", ("地点示意图：", "教堂街", "榆树巷", "位于老城区")),
    ],
)
def test_a_corner_is_named_in_every_language(
    catalogue: Catalogue, layers: dict[str, Any], language: str, words: tuple[str, ...]
) -> None:
    lines = {each["properties"]["code"]: each["geometry"]["coordinates"] for each in layers["streets"]}
    (corner,) = {tuple(point) for point in lines["elm-lane"]} & {tuple(point) for point in lines["church-street"]}
    said = draw_place(corner[1], corner[0], catalogue, layers, language).words
    assert said.startswith(words[0])
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("address", ["3 Elm Lane", "Town Hall", "Quay Street 50", "Ridge Road 900"])
def test_the_picture_is_whole_has_a_pin_and_is_small(
    catalogue: Catalogue, layers: dict[str, Any], address: str
) -> None:
    [place] = find_places(address, Gazetteer(layers["gazetteer"]))
    drawn = draw_place(place.lat, place.long, catalogue, layers, "en")
    picture = ElementTree.fromstring(drawn.svg)
    assert picture.get("aria-label") == drawn.words
    assert len(picture.findall(f"{SVG}circle")) == 1
    assert len(drawn.svg) < 16 * KILOBYTE
    for risk in ("style=", "<script", "href", "url("):
        assert risk not in drawn.svg


def test_names_cannot_break_out_of_the_picture(layers: dict[str, Any], catalogue: Catalogue) -> None:
    first = layers["streets"][0]
    evil = {**first, "properties": {**first["properties"], "name": {"en": '"><script>alert(1)</script>'}}}
    long, lat = first["geometry"]["coordinates"][3]
    drawn = draw_place(lat, long, catalogue, {"streets": [evil]}, "en")
    assert "<script" not in drawn.svg
    ElementTree.fromstring(drawn.svg)


def test_a_city_without_lines_still_has_a_pin() -> None:
    drawn = draw_place(10.0, 10.0, a_catalogue(), {}, "en")
    assert ElementTree.fromstring(drawn.svg).get("aria-label") == drawn.words == "Map of the place"


POINTS = st.lists(st.tuples(st.integers(-900, 900), st.integers(-900, 900)), min_size=2, max_size=30)


@given(POINTS, st.floats(0, 50))
def test_a_thinner_line_keeps_its_ends_and_adds_no_point(points: list[tuple[int, int]], off: float) -> None:
    thinner = thin(points, off)
    assert (thinner[0], thinner[-1]) == (points[0], points[-1])
    left = iter(points)
    assert all(point in left for point in thinner)


def test_a_large_city_is_drawn_with_so_many_points_at_most() -> None:
    line = [(number / 1000, (number % 7) / 100_000) for number in range(1000)]
    assert sum(map(len, thin_to([line] * 3, 75))) <= 75
    assert thin_to([line], 5000) == [line]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=20))
def test_packed_numbers_lead_back_to_the_points_within_a_metre(line: list[tuple[float, float]]) -> None:
    numbers, long, lat = packed(line), 0, 0
    for (true_long, true_lat), (east, north) in zip(line, zip(numbers[::2], numbers[1::2], strict=True), strict=True):
        long, lat = long + east, lat + north
        assert abs(long / 100_000 - true_long) <= 0.00001
        assert abs(lat / 100_000 - true_lat) <= 0.00001
