"""The life of a case and of a task: which moves are allowed. A civil servant can read and change these tables.

A case is *open* until somebody or something has decided which service it is; *triage* means a person decides;
*in_progress* while agencies work; *resolved* when the work is done and we ask how it went; *closed* at the end, or
when it was withdrawn, joined with another case, or left without an answer that we needed. It may be reopened. One that
was joined by mistake returns to its earlier status, whatever that was, and so do its tasks (`unmerge_and_unlink`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, get_args

from onestop.domain.errors import NotPossible


class Status(StrEnum):
    """The status of a case."""

    OPEN = "open"
    TRIAGE = "triage"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


class TaskStatus(StrEnum):
    """The status of one agency's part of a case."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    DECLINED = "declined"
    SPLIT = "split"
    CANCELLED = "cancelled"


# How urgent a case is, the least urgent first. The catalogue and requests of staff contain it as text, so it stays
# text; the type checker refuses to compare it with any other word.
Priority = Literal["low", "normal", "high", "urgent"]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)


class Direction(StrEnum):
    """The direction of a message."""

    IN = "in"  # from the resident to us
    OUT = "out"  # from us to them


class ThereStatus(StrEnum):
    """The status of a case at another government that has taken it: only what Open311 reports."""

    OPEN = "open"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why a case was closed."""

    ANSWERED = "answered"  # the work was done, and its resident said how it went
    EXPIRED = "expired"  # the work was done, and the time to answer the survey has passed
    NO_SURVEY = "no_survey"  # the work was done, and nobody asks how it went
    WITHDRAWN = "withdrawn"  # its resident no longer wants it
    MERGED = "merged"  # it is the same need as another case, in which it continues
    NO_ANSWER = "no_answer"  # its resident did not answer a question that agencies needed to continue


class CancelReason(StrEnum):
    """Why a task is no longer needed: its case continues without it, or ends, and the task for the same reason."""

    ENOUGH = "enough"  # the plan's number of tasks of the stage is done
    NOT_NEEDED = "not_needed"  # staff say so
    TRIAGE = "triage"  # the triage desk decides again what is to be done
    ANSWERED = CloseReason.ANSWERED
    EXPIRED = CloseReason.EXPIRED
    NO_SURVEY = CloseReason.NO_SURVEY
    WITHDRAWN = CloseReason.WITHDRAWN
    MERGED = CloseReason.MERGED
    NO_ANSWER = CloseReason.NO_ANSWER


class Target(StrEnum):
    """What is promised about a case as a whole."""

    ACKNOWLEDGE = "acknowledge"  # somebody takes it up
    FIRST_ACTION = "first_action"  # somebody does something about it
    RESOLVE = "resolve"  # all the work is done


class WaitsFor(StrEnum):
    """What a task waits for while its clock stands still."""

    RESIDENT = "resident"
    DATE = "date"
    NEIGHBOUR = "neighbour"  # another government, which the case was handed over to
    CASE = "case"


class PaymentStatus(StrEnum):
    """The outcome of a payment."""

    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


class Timer(StrEnum):
    """What time does next to a task, if nobody acts before."""

    WARN = "warn"  # most of its time has passed: its agency is warned
    ESCALATE = "escalate"  # it is late: the next on the ladder is told
    REMIND = "remind"  # the resident has not answered: they are reminded
    GIVE_UP = "give_up"  # the resident has not answered in all that time: the case is closed
    RESUME = "resume"  # the date that it waited for has come


WORK_DONE = frozenset({CloseReason.ANSWERED, CloseReason.EXPIRED, CloseReason.NO_SURVEY})

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


def move_case(current: Status, to: Status) -> Status:
    """Returns `to` when a case may go there from `current`; raises NotPossible when it may not."""
    if to not in MOVES[current]:
        raise NotPossible(f"A case that is {current} cannot become {to}.", "status")
    return to


def move_task(current: TaskStatus, to: TaskStatus) -> TaskStatus:
    """Returns `to` when a task may go there from `current`; raises NotPossible when it may not."""
    if to not in TASK_MOVES[current]:
        raise NotPossible(f"This task is already {current}; it cannot become {to}.", "task")
    return to
