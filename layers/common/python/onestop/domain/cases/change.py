"""One step in the life of a case: its events, and the case after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from onestop.domain.cases.case import Case, CaseFile, Contact, Note, Request, Task
from onestop.domain.cases.events import Event
from onestop.domain.cases.lifecycle import Status, Target
from onestop.domain.catalogue.plans import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step in the life of a case, kept whole or not at all. `plan` is set if it changed."""

    case: Case
    events: tuple[Event, ...]
    at: datetime
    by: str
    tasks: tuple[Task, ...] = ()
    plan: tuple[Stage, ...] | None = None
    note: Note | None = None
    contact: Contact | None = None
    opens: tuple[Opening, ...] = ()

    def since(self) -> int:
        """The version that the case had before this change."""
        return self.case.version - len(self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A case that begins, alone or because of another one."""

    change: Change
    request: Request


def changed(
    file: CaseFile,
    *events: Event,
    at: datetime,
    by: str,
    tasks: tuple[Task, ...] = (),
    plan: tuple[Stage, ...] | None = None,
    note: Note | None = None,
    contact: Contact | None = None,
    opens: tuple[Opening, ...] = (),
    **fields: Any,
) -> Change:
    """Returns the change in which `events` happened and `fields` of the case took new values."""
    case = replace(file.case, version=file.case.version + len(events), updated_at=at, **fields)
    case = replace(case, wake_at=next_wake(case, after(file, tasks)))
    return Change(
        case=case, events=events, at=at, by=by, tasks=tasks, plan=plan, note=note, contact=contact, opens=opens
    )


def after(file: CaseFile, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Returns the tasks of a case after some have taken new values."""
    newest = {task.id: task for task in (*file.tasks, *tasks)}
    return tuple(newest[key] for key in sorted(newest, key=lambda key: (len(key), key)))  # 100 comes after 99


def next_wake(case: Case, tasks: tuple[Task, ...]) -> datetime | None:
    """Returns when time alone will next change something about a case."""
    if case.status in (Status.RESOLVED, Status.CLOSED):
        return None
    timers = [task.timer_at for task in tasks if task.timer_at and not task.ended]
    return min((*timers, *running_targets(case).values()), default=None)


def running_targets(case: Case) -> Mapping[Target, datetime]:
    """Returns the promises about a case that time alone can break: none while its clock stands still."""
    return {} if case.waiting_since else case.targets
