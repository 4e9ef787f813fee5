"""The tasks of the suite that have ended, from its tables, and the results for services that were improved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from onestop.domain.cases.case import Case
from onestop.domain.cases.events import CaseResolved
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.surveys.improvement import tell_improvement
from onestop.domain.surveys.shortfall import SurveyTarget
from onestop.domain.surveys.steps import TaskTime
from onestop.storage.cases.read_case import load_cases, load_history
from onestop.storage.catalogue.improvements import all_improvements
from onestop.storage.tables import CaseRow
from onestop_cli.surveys.improvement_case import scored

if TYPE_CHECKING:
    from onestop.storage.surveys.responses import Response

WORK_DONE = (CloseReason.ANSWERED, CloseReason.EXPIRED, CloseReason.NO_SURVEY)


class TaskTimes(msgspec.Struct, frozen=True):
    """Of a task, what its time is told by."""

    code: str
    opened_at: datetime
    due_at: datetime
    service: str | None = None
    ended_at: datetime | None = None


def ended_tasks() -> Iterator[tuple[str, TaskTime]]:
    """Each with its service."""
    for row in CaseRow.scan(filter_condition=CaseRow.kind == "task"):
        task = msgspec.json.decode(row.body or "{}", type=TaskTimes)
        if task.service and task.ended_at:
            times = {"opened_at": task.opened_at, "ended_at": task.ended_at, "due_at": task.due_at}
            yield task.service, TaskTime(code=task.code, **times)


def improvements_told(responses: Iterable[Response], services: dict[str, str], zone: str) -> list[dict[str, Any]]:
    """Returns what everybody may read about each improvement, the latest quarter first."""
    kept = all_improvements()
    known = {case.reference: case for case in load_cases(each.reference for each in kept)} if kept else {}
    given = list(responses) if kept else []
    told = []
    for each in kept:
        if case := known.get(each.reference):
            answers = scored(given, services, {each.service: SurveyTarget(each.question, each.target)}, zone)
            told.append(tell_improvement(each, done_at(case), answers, zone))
    return told


def done_at(case: Case) -> datetime | None:
    """Returns when the work on a case was done, whatever was noted since; None if it continues, or ended undone."""
    done = case.status is Status.RESOLVED or (case.status is Status.CLOSED and case.because in WORK_DONE)
    if not done:
        return None
    _, events = load_history(case.reference)
    return max((each.at for each in events if each.type == CaseResolved.type), default=None)
