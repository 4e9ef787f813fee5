"""What can happen to a task: an agency's part of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from onestop.domain.cases.lifecycle import CancelReason, WaitsFor


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened:
    """An agency has been given its part of the case."""

    type: ClassVar[str] = "task.opened"
    task: str
    code: str
    agency: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCompleted:
    """An agency has finished its part; `chosen` is the service that the triage desk decided on, where it did."""

    type: ClassVar[str] = "task.completed"
    task: str
    code: str
    agency: str
    chosen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDeclined:
    """An agency says that this part is not theirs, or cannot be done."""

    type: ClassVar[str] = "task.declined"
    task: str
    code: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned:
    """A member of staff (by id) has taken a task or been given it; None: it is anybody's again."""

    type: ClassVar[str] = "task.assigned"
    task: str
    code: str
    agency: str
    assignee: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTransferred:
    """A task went to another agency; `looped`: it had been there before, so the triage desk has it."""

    type: ClassVar[str] = "task.transferred"
    task: str
    code: str
    agency: str
    from_agency: str
    due_at: datetime
    looped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSplit:
    """A task became several."""

    type: ClassVar[str] = "task.split"
    task: str
    code: str
    agency: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWaiting:
    """The clock of a task stands still: it waits for the resident, a date, or another case."""

    type: ClassVar[str] = "task.waiting"
    task: str
    code: str
    agency: str
    waits_for: WaitsFor
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResumed:
    """The wait of a task is over, and its clock runs again."""

    type: ClassVar[str] = "task.resumed"
    task: str
    code: str
    agency: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCancelled:
    """A task is not needed any more: enough others are done, or the case took another way."""

    type: ClassVar[str] = "task.cancelled"
    task: str
    code: str
    agency: str
    because: CancelReason


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDueSoon:
    """Most of the time for a task has passed."""

    type: ClassVar[str] = "task.due_soon"
    task: str
    code: str
    agency: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEscalated:
    """A task is late: `level` 1 when its deadline passed, higher the longer it takes; `to` is who should see to it."""

    type: ClassVar[str] = "task.escalated"
    task: str
    code: str
    agency: str
    level: int
    to: str
    due_at: datetime
