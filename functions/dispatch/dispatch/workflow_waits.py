"""Which workflow waits, for what, and whether that has happened: worked out from the case alone, without asking
anyone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.storage.cases.published import PublishedState
from onestop.storage.cases.waiting_tokens import REOPENED, SURVEY

WakeMessage = dict[str, Any]


def outcome_of(standing: PublishedState, name: str) -> WakeMessage | None:
    """The message to wake a workflow with that waits for a task (by its id) or the survey; None while it is right to
    wait."""
    if name == SURVEY:
        because = why_the_survey_is_over(standing)
        return {"because": because} if because else None
    ended = any(task.id == name and task.ended for task in standing.file.tasks)
    return {"type": "task.ended"} if ended else None


def why_the_survey_is_over(standing: PublishedState) -> str | None:
    """Answered or reopened. An answer from before a case was resolved again no longer counts."""
    if standing.file.case.status is Status.CLOSED:
        return CloseReason.ANSWERED
    if standing.file.case.status is not Status.RESOLVED:
        return REOPENED
    types = [event.type for event in standing.events]
    since = len(types) - types[::-1].index("case.resolved") if "case.resolved" in types else 0
    return CloseReason.ANSWERED if "survey.answered" in types[since:] else None


def waits_in_vain(standing: PublishedState, began_at: datetime) -> bool:
    """Tells whether a run that began then has lost a token it waits with, so that nothing can wake it.

    A run waits for all tasks that are open when its turn comes; what staff open later has its token in the next turn.
    So a task must have its token if a task opened no earlier has one, or if there is nothing else to wait for.
    """
    case = standing.file.case
    if case.status is Status.RESOLVED:
        parked = standing.tokens if outcome_of(standing, SURVEY) else standing.unused()
        return bool(case.survey) and SURVEY not in parked
    tasks = standing.file.stage_tasks()
    missing = [task for task in tasks if task.id not in standing.tokens]
    return any(must_be_parked(task, tasks, standing, began_at) for task in missing)


def must_be_parked(task: Task, tasks: tuple[Task, ...], standing: PublishedState, began_at: datetime) -> bool:
    """Tells whether there must be a token for this task of the stage."""
    if not any(other.id in standing.tokens for other in tasks if not other.ended):
        return task.ended_at is None or task.ended_at > began_at
    if task.ended_at is None:
        return any(other.id in standing.tokens for other in tasks if other.opened_at >= task.opened_at)
    opened_with_the_stage = task.opened_at == min(other.opened_at for other in tasks)
    return opened_with_the_stage and task.ended_at > began_at
