"""What is known of a place before anything is decided: its district, by its point or by its name; whether it is far."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.cases.case import Place
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import LocatedPlace
from onestop.domain.places.gazetteer import Gazetteer
from onestop_cli.release.gazetteer import make_gazetteer
from routing.locating import locate


def a_street(name: str, line: list[list[float]]) -> dict[str, Any]:
    """A street of the map with the numbers 1 to 40."""
    numbers = {"left": {"from": 1, "to": 39}, "right": {"from": 2, "to": 40}}
    return {
        "properties": {"code": name, "name": {"en": name}, "numbers": numbers},
        "geometry": {"type": "LineString", "coordinates": line},
    }


@pytest.mark.parametrize(
    ("place", "district"),
    [
        (None, None),
        (Place(), None),
        (Place(lat=44.62, long=-63.62), "old-town"),
        (Place(address="3 Elm Lane, Old Town"), "old-town"),
        (Place(address="3 Elm Lane,  OLD  TOWN , Port Ellery"), "old-town"),
        (Place(address="3 Elm Lane\nCasco Antiguo"), "old-town"),
        (Place(address="榆树巷3号，老城区"), "old-town"),
        (Place(address="Old Town"), "old-town"),
        (Place(address="3 Old Town Road"), None),
        (Place(address="Corner of Old Town, Hillcrest"), "hillcrest"),
        (Place(address="Old Town, Hillcrest"), None),
        (Place(address="3 Elm Lane"), None),
    ],
)
def test_a_district_is_known_by_the_point_or_by_its_name_between_commas(
    catalogue: Catalogue, place: Place | None, district: str | None
) -> None:
    assert locate(place, catalogue) == LocatedPlace(district=district)


@pytest.mark.parametrize(("lat", "district"), [(44.67, "hillcrest"), (44.5, None)])
def test_a_point_says_more_than_the_address(catalogue: Catalogue, lat: float, district: str | None) -> None:
    assert locate(Place(lat=lat, long=-63.64, address="3 Elm Lane, Old Town"), catalogue).district == district


def test_a_place_on_another_continent_is_far_and_in_no_district(catalogue: Catalogue) -> None:
    assert locate(Place(lat=-33.9, long=151.2), catalogue) == LocatedPlace(far=True)


GAZETTEER = Gazetteer(
    make_gazetteer(
        [
            a_street("Elm Lane", [[-63.63, 44.615], [-63.63, 44.62]]),
            a_street("Oak Lane", [[-63.64, 44.665], [-63.64, 44.67]]),
            a_street("Oak Road", [[-63.62, 44.615], [-63.62, 44.62]]),
            a_street("Long Road", [[-63.63, 44.615], [-63.64, 44.67]]),
        ],
        [],
        [],
        "en",
    )
)


@pytest.mark.parametrize(
    ("address", "located"),
    [
        ("3 Elm Lane", LocatedPlace(district="old-town", precision="interpolated", names=("Elm Lane",))),
        ("300 Elm Lane", LocatedPlace(district="old-town", precision="off_street", names=("Elm Lane",))),
        ("Long Road", LocatedPlace(precision="street", names=("Long Road",))),
        ("3 Oak", LocatedPlace(precision="several", choices=("3 Oak Lane", "3 Oak Road"))),
        ("3 Oak, Hillcrest", LocatedPlace(district="hillcrest", precision="interpolated", names=("Oak Lane",))),
        ("somewhere", LocatedPlace()),
    ],
)
def test_a_place_in_words_is_found_in_the_gazetteer(catalogue: Catalogue, address: str, located: LocatedPlace) -> None:
    assert locate(Place(address=address), catalogue, "", lambda: GAZETTEER) == located
