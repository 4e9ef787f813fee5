"""The life of a case and of a task: which moves are allowed. A civil servant can read and change these tables.

A case is *open* until somebody or something has decided which service it is; *triage* means a person decides;
*in_progress* while agencies work; *resolved* when the work is done and we ask how it went; *closed* at the end, or
when it was withdrawn, joined with another case, or left without an answer that we needed. It may be reopened.
"""

from __future__ import annotations

from enum import StrEnum

from onestop.domain.errors import NotPossible


class Status(StrEnum):
    """Where a case is."""

    OPEN = "open"
    TRIAGE = "triage"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


class TaskStatus(StrEnum):
    """Where one agency's part of a case is."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    DECLINED = "declined"
    SPLIT = "split"
    CANCELLED = "cancelled"


MOVES: dict[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.IN_PROGRESS, Status.TRIAGE, Status.CLOSED}),
    Status.TRIAGE: frozenset(
        {Status.IN_PROGRESS, Status.RESOLVED, Status.CLOSED}  # resolved: the triage desk answered it itself
    ),
    Status.IN_PROGRESS: frozenset(
        {Status.TRIAGE, Status.RESOLVED, Status.CLOSED}  # triage: an agency declined, or a person asked for it
    ),
    Status.RESOLVED: frozenset({Status.CLOSED, Status.IN_PROGRESS, Status.TRIAGE}),  # the last two: reopened
    Status.CLOSED: frozenset({Status.IN_PROGRESS, Status.TRIAGE}),  # reopened
}

TASK_MOVES: dict[TaskStatus, frozenset[TaskStatus]] = {
    TaskStatus.OPEN: frozenset(
        {TaskStatus.WAITING, TaskStatus.DONE, TaskStatus.DECLINED, TaskStatus.SPLIT, TaskStatus.CANCELLED}
    ),
    TaskStatus.WAITING: frozenset({TaskStatus.OPEN, TaskStatus.DONE, TaskStatus.DECLINED, TaskStatus.CANCELLED}),
    TaskStatus.DONE: frozenset(),
    TaskStatus.DECLINED: frozenset(),
    TaskStatus.SPLIT: frozenset(),
    TaskStatus.CANCELLED: frozenset(),
}

UNFINISHED = frozenset({TaskStatus.OPEN, TaskStatus.WAITING})  # somebody still has to do something


def move(current: Status, to: Status) -> Status:
    """Returns `to` when a case may go there from `current`; raises NotPossible when it may not."""
    if to not in MOVES[current]:
        raise NotPossible(f"A case that is {current} cannot become {to}.", "status")
    return to


def move_task(current: TaskStatus, to: TaskStatus) -> TaskStatus:
    """Returns `to` when a task may go there from `current`; raises NotPossible when it may not."""
    if to not in TASK_MOVES[current]:
        raise NotPossible(f"This task is already {current}; it cannot become {to}.", "task")
    return to
