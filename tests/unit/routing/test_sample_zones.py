"""Port Ellery has a second layer of zones, and a neighbour: a rule goes by the one, the other is told."""

from __future__ import annotations

from typing import Any

from onestop.domain.cases.case import Place
from onestop.domain.cases.events import Reason
from onestop.domain.cases.progress import RoutingDecision
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.zones import Zones
from routing.deciding import Unsure, decide_service
from routing.facts import RoutingFacts
from routing.locating import locate
from tests.builders import NOW


def decided(release: dict[str, Any], catalogue: Catalogue, lat: float, long: float) -> RoutingDecision | Unsure:
    zones = Zones(release["map_layers"]["zones"]["features"])
    located = locate(Place(lat=lat, long=long), catalogue, "", None, lambda: zones)
    return decide_service(RoutingFacts(text="", opened_at=NOW, service="missed-collection", located=located), catalogue)


def test_what_the_market_leaves_is_collected_first(release: dict[str, Any], catalogue: Catalogue) -> None:
    market, harbour = (decided(release, catalogue, lat, -63.557) for lat in (44.635, 44.625))
    assert isinstance(market, RoutingDecision)
    assert isinstance(harbour, RoutingDecision)
    assert (market.priority, harbour.priority) == ("high", "normal")
    assert Reason("rule", ("market-waste",)) in market.reasons


def test_a_place_of_upland_county_is_theirs(release: dict[str, Any], catalogue: Catalogue) -> None:
    theirs = decided(release, catalogue, 44.75, -63.6)
    assert isinstance(theirs, Unsure)
    assert theirs.reason == Reason("not_ours", ("Upland County", "+1 555 0180", "https://upland.example/report"))
