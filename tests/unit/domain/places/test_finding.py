"""Places in words: found with their precision, asked back where there are several, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.places.find_place import MOST_FOUND, FoundPlace, find_places
from onestop.domain.places.gazetteer import Gazetteer
from onestop_cli.release.gazetteer import Address, make_gazetteer


def line(code: str, name: str, points: list[list[float]], first: int = 1, last: int = 99, **names: str) -> dict:
    numbers = {"left": {"from": first, "to": last}, "right": {"from": first + 1, "to": last + 1}}
    return {
        "properties": {"code": code, "name": {"en": name, **names}, "numbers": numbers},
        "geometry": {"type": "LineString", "coordinates": points},
    }


def landmark(code: str, kind: str, name: str, long: float, lat: float, **names: str) -> dict:
    told = {"code": code, "kind": kind, "name": {"en": name, **names}}
    return {"properties": told, "geometry": {"type": "Point", "coordinates": [long, lat]}}


STREETS = [
    line("main", "Main Street", [[0.0, 1.0], [0.02, 1.0]], 1, 199),
    line("oak", "Oak Street", [[0.005, 0.99], [0.005, 1.01]]),
    line("oak-avenue", "Oak Avenue", [[0.03, 0.99], [0.03, 1.01]]),
    line("elm", "Elm Street", [[0.012, 0.99], [0.012, 1.01]], es="Calle del Olmo"),
    line("third", "3rd Street", [[0.015, 0.99], [0.015, 1.01]]),
    line("fifth", "5th Avenue", [[0.018, 0.99], [0.018, 1.01]]),
    line("people", "People's Road", [[0.0, 0.995], [0.02, 0.995]], **{"zh-Hans": "人民路"}),
    line("washington", "Washington Street", [[0.0, 1.005], [0.02, 1.005]]),
]
LANDMARKS = [
    landmark(
        "library", "library", "Central Library", 0.01, 1.001, es="Biblioteca Central", **{"zh-Hans": "中央图书馆"}
    ),
    landmark("north-school", "school", "North School", 0.01, 1.009),
    landmark("south-school", "school", "South School", 0.01, 0.991),
]
TOWN = Gazetteer(make_gazetteer(STREETS, LANDMARKS, [], "en"))


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("in front of 12 Main St", "12 Main Street", "interpolated"),
        ("There's a HUGE pothole at 12 Main St. and nobody cares, please fix it!", "12 Main Street", "interpolated"),
        ("12-14 Main Street apt 3", "12 Main Street", "interpolated"),
        ("12 Main", "12 Main Street", "interpolated"),
        ("Unit 3 - 12 Main St", "12 Main Street", "interpolated"),
        ("3-12 Main St", "12 Main Street", "interpolated"),
        ("12 ½ Main St", "12 Main Street", "interpolated"),
        ("12 1/2 Main St", "12 Main Street", "interpolated"),
        ("人民路十二号", "12 People's Road", "interpolated"),
        ("人民路二十号门口", "20 People's Road", "interpolated"),
        ("人民路一二号", "12 People's Road", "interpolated"),
        ("人民路12弄3号", "12 People's Road", "interpolated"),
        ("Main St x Elm St", "Main Street & Elm Street", "crossing"),
        ("Main St near Elm St", "Main Street & Elm Street", "crossing"),
        ("Main casi esquina con Olmo", "Main Street & Elm Street", "crossing"),
        ("12a main street", "12 Main Street", "interpolated"),
        ("frente a la calle Main 12", "12 Main Street", "interpolated"),
        ("C/ del Olmo, 12, junto a la farmacia", "12 Elm Street", "interpolated"),
        ("人民路12号门口的路灯不亮了", "12 People's Road", "interpolated"),
        ("hay basura en 人民路 12号 since Monday", "12 People's Road", "interpolated"),
        ("Main y 5ta", "Main Street & 5th Avenue", "crossing"),
        ("Main y Quinta", "Main Street & 5th Avenue", "crossing"),
        ("corner of Elm & Oak", None, None),
        ("corner of Elm & Main", "Elm Street & Main Street", "crossing"),
        ("the light at the corner of Elm and Main has been out for weeks", "Elm Street & Main Street", "crossing"),
        ("esquina de Main con Oak", "Main Street & Oak Street", "crossing"),
        ("Main/Elm", "Main Street & Elm Street", "crossing"),
        ("Main St between 3rd and 5th", "Main Street & 3rd Street – 5th Avenue", "interpolated"),
        ("there is a tree down on Main Street", "Main Street", "street"),
        ("500 Main St", "Main Street", "street"),
        ("12 Wahsington St", "12 Washington Street", "interpolated"),
        ("by the library", "Central Library", "landmark"),
        ("junto a la biblioteca", "Central Library", "landmark"),
        ("图书馆旁边有很多垃圾", "Central Library", "landmark"),
        ("Biblioteca Central", "Central Library", "landmark"),
        ("12 Oak St", "12 Oak Street", "interpolated"),
        ("12 oak ave", "12 Oak Avenue", "interpolated"),
        ("<b>12</b> <i>Main</i> St 🙂", "12 Main Street", "interpolated"),
        ("2 main problems with your service", None, None),
        ("Thank you for everything", None, None),
        ("the library books are too expensive for me", None, None),
        ("12 Oat St", None, None),
        ("", None, None),
        ("a", None, None),
        ("🙂🙂", None, None),
    ],
)
def test_a_place_is_found_in_words_with_its_precision(text: str, name: str | None, precision: str | None) -> None:
    found = find_places(text, TOWN)
    assert [(place.name, place.precision) for place in found] == ([(name, precision)] if name else [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("12 Oak", {"12 Oak Street", "12 Oak Avenue"}),
        ("12 Oak Road", {"12 Oak Street", "12 Oak Avenue"}),
        ("near the school", {"North School", "South School"}),
        ("from 12 Main St to 120 Main St", {"12 Main Street", "120 Main Street"}),
    ],
)
def test_what_may_be_several_places_is_asked_back(text: str, names: set[str]) -> None:
    assert {place.name for place in find_places(text, TOWN)} == names


def test_a_number_that_a_street_does_not_have_leaves_the_street() -> None:
    (place,) = find_places("500 Main St", TOWN)
    assert place.off_street
    assert place.line


def test_a_house_is_where_its_number_is() -> None:
    (place,) = find_places("101 Main St", TOWN)
    assert abs(place.lat - 1.0) < 0.0001
    assert abs(place.long - 0.0101) < 0.0003


REGISTER = [
    *(Address(number, "Washington St", "Dorchester", "02124", 42.29, -71.06 + number / 1e5) for number in (1, 21, 41)),
    *(Address(number, "Washington St", "Roslindale", "02131", 42.28, -71.12 + number / 1e5) for number in (1, 21, 41)),
    Address(7, "Elm Park", "Roslindale", "02131", 42.281, -71.121),
    Address(None, "Elm Park & Washington St", "Roslindale", "02131", 42.2805, -71.1205),
]
CITY = Gazetteer(make_gazetteer([], [], REGISTER, "en"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("21 Washington St, Dorchester", [("21 Washington St, Dorchester", "point")]),
        ("21 Washington St 02131", [("21 Washington St, Roslindale", "point")]),
        ("31 Washington St Roslindale", [("31 Washington St, Roslindale", "interpolated")]),
        ("Elm Park and Washington", [("Elm Park & Washington St, Roslindale", "crossing")]),
        (
            "21 Washington St",
            [("21 Washington St, Dorchester", "point"), ("21 Washington St, Roslindale", "point")],
        ),
    ],
)
def test_streets_of_one_name_are_told_apart_by_their_area(text: str, names: list[tuple[str, str]]) -> None:
    assert [(place.name, place.precision) for place in find_places(text, CITY)] == names


@given(st.text(max_size=300))
def test_any_text_is_answered_with_names_of_the_gazetteer_alone(text: str) -> None:
    found = find_places(text, TOWN)
    known = {feature["properties"]["name"]["en"] for feature in (*STREETS, *LANDMARKS)}
    assert len(found) <= MOST_FOUND
    assert {name for place in found for name in place.names} <= known


@pytest.mark.parametrize("text", ["𐹠", "Calle 𐹠", "calle 𐹠 y 5"])
def test_digits_of_scripts_that_count_otherwise_are_no_numbers_of_streets(text: str) -> None:
    assert "𐹠".isdigit()
    assert find_places(text, TOWN) == []


def test_a_very_long_text_is_cut() -> None:
    assert find_places("Main " * 20_000 + "12 Main Street", TOWN) == []
    (place,) = find_places("12 Main Street. " + "la " * 40_000, TOWN)
    assert isinstance(place, FoundPlace)
