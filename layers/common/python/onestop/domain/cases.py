"""A case, the request it began with, and its tasks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from onestop.domain.events import Event, Reason
from onestop.domain.lifecycle import Status, TaskStatus

TRIAGE_TASK = "triage"
SYSTEM = "system"
RESIDENT = "resident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the need is: WGS84 degrees, or an address in words, or both."""

    lat: float | None = None
    long: float | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the resident said, as they said it. Never changed afterwards, never sent in an event."""

    service: str | None = None
    description: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTask:
    """One agency's part as the plan foresees it; `due_hours` are the agency's working hours."""

    code: str
    agency: str
    due_hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Tasks that run side by side."""

    code: str
    tasks: tuple[PlannedTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One need, from opening to closing. `version` counts its events: each change adds at least one."""

    reference: str
    version: int
    status: Status
    channel: str
    language: str
    priority: str
    opened_at: datetime
    updated_at: datetime
    catalogue: str
    service: str | None = None
    person: str | None = None
    agency: str | None = None
    district: str | None = None
    due_at: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    plan: tuple[Stage, ...] = ()
    position: int = -1
    stages_opened: int = 0
    tasks_opened: int = 0
    survey: str | None = None
    run: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One agency's part of a case. `stage` is the number of the stage it was opened in, counted over the whole case."""

    id: str
    reference: str
    stage: int
    code: str
    agency: str
    status: TaskStatus
    opened_at: datetime
    due_at: datetime
    service: str | None = None
    priority: str = "normal"
    summary: str = ""
    ended_at: datetime | None = None
    ended_by: str | None = None
    decided_service: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with all that a decision about it needs."""

    case: Case
    request: Request
    tasks: tuple[Task, ...] = ()

    def stage_tasks(self) -> tuple[Task, ...]:
        """The tasks of the stage under way."""
        return tuple(task for task in self.tasks if task.stage == self.case.stages_opened)

    def open_tasks(self) -> tuple[Task, ...]:
        """The tasks that somebody still has to do."""
        return tuple(task for task in self.stage_tasks() if task.status is TaskStatus.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step in the life of a case, to be kept whole or not at all."""

    case: Case
    events: tuple[Event, ...]
    at: datetime
    by: str
    tasks: tuple[Task, ...] = ()

    def since(self) -> int:
        """The version that the case had before this change."""
        return self.case.version - len(self.events)


def changed(
    case: Case, *events: Event, at: datetime, by: str, tasks: tuple[Task, ...] = (), **fields: object
) -> Change:
    """Builds the change in which `events` happened and `fields` of the case took new values."""
    after = replace(case, version=case.version + len(events), updated_at=at, **fields)  # type: ignore[arg-type]
    return Change(case=after, events=events, at=at, by=by, tasks=tasks)
