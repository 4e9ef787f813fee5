"""How urgent a task is: late, at risk, put aside, about to resume."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.catalogue.catalogue import Catalogue


def is_overdue(task: Task, at: datetime) -> bool:
    """Says whether a task is late at a moment. The clock of one that waits is stopped: it is late if it was before."""
    return not task.ended and task.due_at < (task.waiting_since or at)


def is_at_risk(task: Task, at: datetime) -> bool:
    """Says whether most of the time for a task has passed, and its people were warned."""
    return task.warned and task.status is TaskStatus.OPEN and not is_overdue(task, at)


def is_waiting(task: Task) -> bool:
    """Says whether a task waits: for the resident's answer, for a date or for the end of another case."""
    return task.status is TaskStatus.WAITING


def wakes_today(task: Task, at: datetime, catalogue: Catalogue) -> bool:
    """Says whether a task that was put aside resumes today, in the jurisdiction's time."""
    zone, until = ZoneInfo(catalogue.jurisdiction["time_zone"]), task.waits_until
    return until is not None and until.astimezone(zone).date() == at.astimezone(zone).date()
