"""Who waits, for what, and whether that has happened: read from a case as it stands. Asks nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.storage.cases.published import PublishedState
from onestop.storage.cases.waiting_tokens import REOPENED, SURVEY

WakeMessage = dict[str, Any]


def outcome_of(standing: PublishedState, name: str) -> WakeMessage | None:
    """What to wake a workflow with that waits for a task (by its id) or the survey; None while it is right to wait."""
    if name == SURVEY:
        because = why_the_survey_is_over(standing)
        return {"because": because} if because else None
    ended = any(task.id == name and task.ended for task in standing.file.tasks)
    return {"type": "task.ended"} if ended else None


def why_the_survey_is_over(standing: PublishedState) -> str | None:
    """Answered or reopened. What was answered before a case was resolved anew counts no more."""
    if standing.file.case.status is Status.CLOSED:
        return CloseReason.ANSWERED
    if standing.file.case.status is not Status.RESOLVED:
        return REOPENED
    types = [event.type for event in standing.events]
    since = len(types) - types[::-1].index("case.resolved") if "case.resolved" in types else 0
    return CloseReason.ANSWERED if "survey.answered" in types[since:] else None


def waits_in_vain(standing: PublishedState, began_at: datetime) -> bool:
    """Whether a run that began then has lost a token it waits with: nothing can wake it any more.

    A run waits for all tasks that are open when its turn comes; what is opened later, by staff, has its token in the
    next turn. So a task must have its token if one opened no earlier has, or if nothing else can be waited for.
    """
    case = standing.file.case
    if case.status is Status.RESOLVED:
        parked = standing.tokens if outcome_of(standing, SURVEY) else standing.unused()
        return bool(case.survey) and SURVEY not in parked
    tasks = standing.file.stage_tasks()
    missing = [task for task in tasks if task.id not in standing.tokens]
    return any(must_be_parked(task, tasks, standing, began_at) for task in missing)


def must_be_parked(task: Task, tasks: tuple[Task, ...], standing: PublishedState, began_at: datetime) -> bool:
    """Whether a token for this task of the stage must be there."""
    if not any(other.id in standing.tokens for other in tasks if not other.ended):
        return task.ended_at is None or task.ended_at > began_at
    if task.ended_at is None:
        return any(other.id in standing.tokens for other in tasks if other.opened_at >= task.opened_at)
    opened_with_the_stage = task.opened_at == min(other.opened_at for other in tasks)
    return opened_with_the_stage and task.ended_at > began_at
