"""How urgent the facts make a need: the rows `urgency` of routing.yaml, which can only raise a priority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from onestop.domain.cases.lifecycle import PRIORITIES
from onestop.domain.places.distances import metres
from routing.conditions import fits

if TYPE_CHECKING:
    from onestop.domain.cases.case import Place
    from onestop.domain.cases.lifecycle import Priority
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.catalogue.release import UrgencyCondition, UrgencyRule
    from routing.facts import RoutingFacts


def urgency_of(service: str, facts: RoutingFacts, catalogue: Catalogue) -> UrgencyRule | None:
    """The row that makes a need the most urgent, the first of equals; None if none fits."""
    rows = [row for row in catalogue.release.get("urgency", ()) if is_for(row["when"], service, facts, catalogue)]
    return max(rows, key=lambda row: PRIORITIES.index(row["priority"]), default=None)


def raises(row: UrgencyRule | None, priority: Priority) -> bool:
    """Tells whether a row makes a priority higher."""
    return row is not None and PRIORITIES.index(row["priority"]) > PRIORITIES.index(priority)


def is_for(when: UrgencyCondition, service: str, facts: RoutingFacts, catalogue: Catalogue) -> bool:
    """Tells whether everything that a row names fits; a fact that is not known fits nothing."""
    if not fits(when, service, facts):
        return False
    if "month" in when:
        here = facts.opened_at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"]))
        if here.month not in when["month"]:
            return False
    near = when.get("near")
    return near is None or any(facts.near.get(kind, near["metres"] + 1) <= near["metres"] for kind in near["kind"])


def asks_what_is_near(catalogue: Catalogue) -> bool:
    """Tells whether any row looks at landmarks: if not, they are not read."""
    return any("near" in row["when"] for row in catalogue.release.get("urgency", ()))


def nearest_landmarks(place: Place | None, landmarks: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """The metres from a point to the nearest landmark of each kind; empty for a place without a point."""
    if place is None or place.lat is None or place.long is None:
        return {}
    found: dict[str, float] = {}
    for feature in landmarks:
        kind, (long, lat, *_) = feature["properties"]["kind"], feature["geometry"]["coordinates"]
        away = metres(place.lat, place.long, lat, long)
        found[kind] = min(away, found.get(kind, away))
    return found
