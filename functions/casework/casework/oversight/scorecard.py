"""A contractor's month: tasks on time, declined and reopened, how content residents were, and the penalty owed; each
figure with the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

from casework.oversight.reports import LOOKED_AT, NO_PENALTY
from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.staff.agency_rights import agency_kind
from onestop.domain.time.penalties import ChargeableTask, PenaltyStatement, penalty_statement, read_terms
from onestop.storage.cases.read_case import load_cases, load_whole
from onestop.storage.cases.task_lists import ended_tasks
from onestop.storage.surveys.responses import Response, responses_of

ASKED = 100  # cases whose survey answers are read: the most that DynamoDB returns at once
REOPENED = "case.reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A contractor's month. Cases are named by their references; `satisfaction` goes from 1 to 5, None if nobody has
    answered; `more` says that there were more tasks than were read, `unasked` counts the cases whose answers were
    not read."""

    agency: str
    month: str
    on_time: tuple[str, ...]
    declined: tuple[str, ...]
    reopened: tuple[str, ...]
    scores: dict[str, float]
    penalty: PenaltyStatement
    more: bool
    unasked: int

    @property
    def done(self) -> int:
        return len(self.on_time) + len(self.penalty.lines)

    @property
    def satisfaction(self) -> float | None:
        return mean(self.scores.values()) if self.scores else None


def scorecard(agency: str, month: str, catalogue: Catalogue) -> Scorecard:
    """Returns the scorecard: a Query for the tasks, one call each for up to 100 cases and answers, and a Query for each
    case that may have been reopened."""
    if agency_kind(agency, catalogue) != "contractor":
        raise NotFound("There is no such contractor.", "agency")
    terms = read_terms(catalogue.agencies[agency].get("penalty") or NO_PENALTY)
    page = ended_tasks(agency, month, LOOKED_AT)
    done = [task for task in page.items if task.status is TaskStatus.DONE]
    statement = penalty_statement(agency, map(chargeable_task, done), terms, catalogue.calendar_of(agency))
    late = {(line.reference, line.task) for line in statement.lines}
    cases = tuple(dict.fromkeys(task.reference for task in done))
    return Scorecard(
        agency=agency,
        month=month,
        on_time=tuple(task.reference for task in done if (task.reference, task.id) not in late),
        declined=tuple(task.reference for task in page.items if task.status is TaskStatus.DECLINED),
        reopened=tuple(reopened_of(cases[:ASKED], done)),
        scores={each.reference: mean(score for _, score in each.scores) for each in answered(cases)},
        penalty=statement,
        more=page.cursor is not None,
        unasked=max(0, len(cases) - ASKED),
    )


def chargeable_task(task: Task) -> ChargeableTask:
    if task.ended_at is None:
        raise ValueError(f"task {task.id} of {task.reference} has not ended")
    return ChargeableTask(
        agency=task.agency, reference=task.reference, task=task.id, due_at=task.due_at, ended_at=task.ended_at
    )


def reopened_of(references: Iterable[str], done: list[Task]) -> list[str]:
    """Returns the cases that were reopened after the contractor had done its part. Only cases in a later run are
    read."""
    ends: dict[str, list[Task]] = {}
    for task in done:
        ends.setdefault(task.reference, []).append(task)
    again = sorted(case.reference for case in load_cases(references) if case.run > 1)
    return [reference for reference in again if was_reopened(reference, ends[reference])]


def was_reopened(reference: str, done: list[Task]) -> bool:
    first = min(task.ended_at for task in done if task.ended_at)
    return any(event.type == REOPENED and event.at >= first for event in load_whole(reference).events)


def answered(references: tuple[str, ...]) -> list[Response]:
    """Returns what their residents answered; what came late is in no figure."""
    return [each for each in responses_of(references[:ASKED]) if each.scores and not each.late]
