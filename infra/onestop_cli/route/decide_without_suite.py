"""The decision of routing, taken here without a suite: by the function's own code, over a jurisdiction's folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onestop.domain.cases.case import Place
from onestop.domain.cases.events import Reason
from onestop.domain.cases.reasons import DANGER
from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction

if TYPE_CHECKING:
    from onestop.domain.catalogue.whereabouts import LocatedPlace

ROUTING = "functions/routing"  # the command must not import a function: it is loaded only when a decision is asked for


@dataclass(frozen=True)
class PossibleNeed:
    """What somebody might bring: a service or words, where it is, answers by question. Nobody's name."""

    text: str = ""
    service: str | None = None
    place: Place | None = None
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Decided:
    """A dry-run decision: `made` is the Decision, or the Unsure that waits for a person; `located` is the place."""

    made: Any
    located: LocatedPlace

    @property
    def service(self) -> str | None:
        """The service, None where a person must choose it."""
        return getattr(self.made, "service", None)


@dataclass(frozen=True)
class Rules:
    """A jurisdiction that was read, and how it decides."""

    catalogue: Catalogue
    decide: Callable[[PossibleNeed, datetime], Decided]


def read_rules(folder: Path) -> Rules:
    """Read a jurisdiction's folder with all that routing knows by it: classifier, gazetteer and zones."""
    from onestop.domain.places.gazetteer import Gazetteer
    from onestop.domain.places.zones import Zones, rows_of
    from onestop.domain.understanding.classifier_file import read_classifier
    from onestop_cli.release.read_folder import read_learned

    release = read_jurisdiction(folder)
    catalogue = Catalogue(version_of(release), release)
    layers = release.get("map_layers", {})
    gazetteer = Gazetteer(layers.get("gazetteer", {}).get("features", ()))
    areas = layers.get("zones", {}).get("features") or rows_of("boundaries", release["boundaries"]["features"])
    zones = Zones(areas)
    learned = read_learned(folder)
    classifier = read_classifier(learned) if learned else None
    names = ("deciding", "facts", "locating", "urgency")
    deciding, facts, locating, urgency = (load_routing(name) for name in names)
    landmarks = layers.get("landmarks", {}).get("features", ())

    def decide(need: PossibleNeed, at: datetime) -> Decided:
        located = locating.locate(need.place, catalogue, need.text, lambda: gazetteer, lambda: zones)
        found = catalogue.hazards.find(need.text) if need.text else None
        danger = (Reason(DANGER, (found.code,)),) if found else ()
        asked = facts.RoutingFacts(
            text=need.text,
            opened_at=at,
            service=need.service,
            doubts=danger,
            endangered=bool(danger),
            answers=need.answers,
            near=urgency.nearest_landmarks(need.place, landmarks),
            located=located,
        )
        return Decided(deciding.decide_service(asked, catalogue, lambda: classifier), located)

    return Rules(catalogue, decide)


def load_routing(module: str) -> Any:
    """A module of the routing function, found where the suite keeps it."""
    folder = str(find_project().root / ROUTING)
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module(f"routing.{module}")
