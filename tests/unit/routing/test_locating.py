"""What is known of a place before anything is decided: its district, by its point or by its name; whether it is far."""

from __future__ import annotations

import pytest

from onestop.domain.cases.case import Place
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import LocatedPlace
from routing.locating import locate


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
