"""What a case has to do with others, and how it stood before it was joined with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onestop.domain.cases.lifecycle import Status, Target, TaskStatus, Timer, WaitsFor


class LinkKind(StrEnum):
    """How another case has to do with this one."""

    RELATED = "related"  # staff want to see both together
    PARENT = "parent"  # this one does a task of it
    CHILD = "child"  # it does a task of this one
    AWAITS = "awaits"  # a task of this one waits for its end
    AWAITED = "awaited"  # a task of it waits for the end of this one
    APPEAL = "appeal"  # it objects to what was decided about this one
    APPEALED = "appealed"  # this one objects to what was decided about it
    JOINED = "joined"  # it was the same need, and goes on in this one


DEPENDENT = frozenset({LinkKind.PARENT, LinkKind.CHILD, LinkKind.AWAITS, LinkKind.AWAITED})  # the end of one moves both


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another case that this one has to do with."""

    reference: str
    kind: LinkKind
    task: str | None = None  # the task that waits: of this case for a child and awaits, of the other otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBefore:
    """How an open task stood before it was cancelled with its case: what its row does not say any more."""

    task: str
    status: TaskStatus
    timer: Timer | None = None
    timer_at: datetime | None = None
    waits_for: WaitsFor | None = None
    waiting_since: datetime | None = None
    waits_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How a case stood before it was joined with another one, kept so that it can go on from there. Holds no words."""

    status: Status
    agency: str | None
    due_at: datetime | None
    targets: Mapping[Target, datetime]
    waiting_since: datetime | None
    pauses: tuple[tuple[datetime, datetime], ...]
    tasks: tuple[TaskBefore, ...]
