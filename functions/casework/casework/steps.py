"""The steps of the case workflow. Each can be called again without harm: the case itself says what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop.contracts.steps import step_answer, triage_desk
from onestop.domain.cases import CaseFile, Change, PlannedTask
from onestop.domain.catalogue import Catalogue
from onestop.domain.closing import close
from onestop.domain.deadlines import due_at
from onestop.domain.events import Reason
from onestop.domain.lifecycle import Status
from onestop.domain.work import Desk, Due, Next, advance, triage, what_next
from onestop.storage.cases import change_case
from onestop.storage.once import Once


@dataclass(frozen=True, slots=True)
class Asked:
    """What the state machine asks for, with all that a step may need to decide."""

    event: Mapping[str, Any]
    desk: Desk
    due: Due
    at: datetime


Step = Callable[[CaseFile, Asked], Change | None]


def advance_case(file: CaseFile, asked: Asked) -> Change | None:
    """When every task of the stage has ended: the next stage, the triage desk, or resolution."""
    if what_next(file) is not Next.ADVANCE:
        return None
    return advance(file, asked.desk, asked.due, asked.at)


def triage_case(file: CaseFile, asked: Asked) -> Change | None:
    """When a step has failed for good: a person looks at the case. `state` names the step."""
    if file.case.status not in (Status.OPEN, Status.IN_PROGRESS) or file.open_tasks():
        return None
    reason = Reason("failed", (str(asked.event.get("state", "?")),))
    return triage(file, reason, asked.desk, asked.due, asked.at)


def close_case(file: CaseFile, asked: Asked) -> Change | None:
    """When the survey has been answered, or its time has passed, or there was none."""
    if what_next(file) not in (Next.SURVEY, Next.CLOSE):
        return None
    return close(file.case, str(asked.event.get("because", "expired")), asked.at)


STEPS: dict[str, Step] = {"advance": advance_case, "triage": triage_case, "close": close_case}


def take_step(event: Mapping[str, Any], catalogue: Catalogue, at: datetime) -> dict[str, Any]:
    """Takes the step that the state machine asks for, and answers what comes next."""
    step, reference = STEPS[event["step"]], event["reference"]

    def due(task: PlannedTask) -> datetime:
        return due_at(at, task.due_hours, catalogue.calendar_of(task.agency))

    asked = Asked(event, triage_desk(catalogue), due, at)
    file = change_case(
        reference,
        lambda file: step(file, asked),
        lambda file: Once(key=f"{event['step']}:{reference}:{file.case.version}"),
    )
    return step_answer(file)
