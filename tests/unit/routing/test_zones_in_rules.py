"""Zones in rules, places that are a neighbour's, and borders: what is decided, and what is told."""

from __future__ import annotations

from typing import Any

from onestop.domain.cases.case import Place
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import LocatedPlace
from onestop.domain.places.zones import Zones, rows_of
from routing.conditions import fits
from routing.facts import RoutingFacts
from routing.locating import locate
from tests.builders import NOW


def square(code: str, west: float, south: float, **told: str) -> dict[str, Any]:
    """A zone of a tenth of a degree."""
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"properties": {"code": code, "name": {"en": code.title()}, **told}, "geometry": geometry}


ZONES = Zones(
    [
        *rows_of("boundaries", [square("east", -63.6, 44.6), square("west", -63.7, 44.6)]),
        *rows_of("ward", [square("first", -63.6, 44.6)]),
        *rows_of("neighbours", [square("upland", -63.6, 44.7, phone="555 0100", address="https://upland.example")]),
    ]
)


def located(catalogue: Catalogue, lat: float, long: float) -> LocatedPlace:
    return locate(Place(lat=lat, long=long), catalogue, "", None, lambda: ZONES)


def test_a_rule_goes_by_zones_of_any_layer(catalogue: Catalogue) -> None:
    when = {"zone": {"ward": ["first"]}}
    inside, outside = (
        RoutingFacts(text="", opened_at=NOW, located=located(catalogue, 44.65, long)) for long in (-63.55, -63.65)
    )
    assert fits(when, "pothole", inside)
    assert not fits(when, "pothole", outside)


def test_a_place_on_a_border_is_always_in_the_same_district_and_both_are_known(catalogue: Catalogue) -> None:
    on_it = located(catalogue, 44.65, -63.6)
    assert (on_it.district, on_it.zones["boundaries"]) == ("east", ("east", "west"))


def test_a_place_of_a_neighbour_is_told_with_how_to_reach_them(catalogue: Catalogue) -> None:
    assert located(catalogue, 44.75, -63.55).neighbour == ("Upland", "555 0100", "https://upland.example")
    assert located(catalogue, 44.65, -63.55).neighbour == ()
