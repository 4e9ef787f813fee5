"""Places in words, for whoever asks where something is: one, several to choose from, or none."""

from __future__ import annotations

import json

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from tests.functional.portal.test_around import through_the_gateway


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 Harbour St", [("12 Harbour Street", "interpolated")]),
        ("港口街12号门口", [("12 Harbour Street", "interpolated")]),
        ("junto a la Biblioteca Central", [("Central Library", "landmark")]),
        ("near the library", [("Central Library", "landmark"), ("Hillcrest Library", "landmark")]),
        ("nowhere", []),
    ],
)
def test_the_places_that_words_may_mean(text: str, found: list[tuple[str, str]], catalogue: Catalogue) -> None:
    answer = through_the_gateway("GET", "/api/places", text=text)
    assert answer["statusCode"] == 200
    places = json.loads(answer["body"])["places"]
    assert [(place["name"], place["precision"]) for place in places] == found


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("text", ["", " ", "x" * 201])
def test_what_are_no_words_of_a_place_is_refused_with_the_field(text: str) -> None:
    answer = through_the_gateway("GET", "/api/places", text=text)
    assert answer["statusCode"] == 400
    assert [error["field"] for error in json.loads(answer["body"])["errors"]] == ["text"]
