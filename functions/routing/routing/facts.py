"""What routing may look at. There is no field for who the resident is, so that equal treatment does not depend on good
intentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.events import Reason
from onestop.domain.cases.reasons import DANGER
from onestop.domain.cases.tasks.stages import chosen_by_answer, decided_service
from onestop.domain.catalogue.plans import as_fact
from onestop.domain.catalogue.whereabouts import LocatedPlace


class ChosenBy(StrEnum):
    """Who named the service of a case."""

    RESIDENT = "resident"  # at once, as they brought the need
    ANSWER = "answer"  # the resident, when asked which one they mean
    TRIAGE = "triage"  # a person at the triage desk


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingFacts:
    """A need without the person: the service if it is known, the words, what is known about the place, and when it
    came.

    `chosen_by` says who named the service; `doubts` are why a person must look first; `answers` are those to the
    service's questions that can be a condition, `near` the metres to the nearest landmark of each kind; `endangered`
    says that a danger was named, and nobody has said since that there is none.
    """

    text: str
    opened_at: datetime
    service: str | None = None
    chosen_by: ChosenBy = ChosenBy.RESIDENT
    doubts: tuple[Reason, ...] = ()
    endangered: bool = False
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Mapping[str, float] = field(default_factory=dict)
    located: LocatedPlace = field(default_factory=LocatedPlace)
    appeals: bool = False  # it objects to a decision


def chosen_by(file: CaseFile) -> ChosenBy:
    """Who named the service that was chosen after the case was opened."""
    return ChosenBy.ANSWER if chosen_by_answer(file) else ChosenBy.TRIAGE


def facts_of(file: CaseFile, located: LocatedPlace, near: Mapping[str, float] | None = None) -> RoutingFacts:
    """What routing may know about a case: everything but its person."""
    chosen = decided_service(file)
    hazard = file.case.hazard
    danger = (Reason(DANGER, (hazard,)),) if hazard and file.case.endangered else ()
    return RoutingFacts(
        text=file.request.description,
        opened_at=file.case.opened_at,
        service=chosen or file.request.service,
        chosen_by=chosen_by(file) if chosen else ChosenBy.RESIDENT,
        doubts=(*danger, *file.request.doubts),
        endangered=bool(danger),
        appeals=file.request.appeals is not None,
        answers={question: as_fact(value) for question, value in file.request.answers.items()},
        near=near or {},
        located=located,
    )
