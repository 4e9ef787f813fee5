"""What routing may look at. Who the resident is has no field here: equal treatment is not left to good intentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.whereabouts import LocatedPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingFacts:
    """A need without the person: the service if it is known, the words, what is known of the place, and when it came.

    `chosen_by` says who named the service: the resident, at once or in answer, or the triage desk; `doubts` are why a
    person must look first; `answers` are those to the service's questions that can be a condition, `near` the metres to
    the nearest landmark of each kind; `endangered` says that danger was named, and nobody said since that it is none.
    """

    text: str
    opened_at: datetime
    service: str | None = None
    chosen_by: str = "resident"
    doubts: tuple[Reason, ...] = ()
    endangered: bool = False
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Mapping[str, float] = field(default_factory=dict)
    located: LocatedPlace = field(default_factory=LocatedPlace)
