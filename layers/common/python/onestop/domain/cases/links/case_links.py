"""How a case is related to others, and how it was before it was joined with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onestop.domain.cases.lifecycle import Status, Target, TaskStatus, Timer, WaitsFor


class LinkKind(StrEnum):
    """The relation of another case to this one."""

    RELATED = "related"  # staff want to see both together
    PARENT = "parent"  # this one does a task of the other
    CHILD = "child"  # the other does a task of this one
    AWAITS = "awaits"  # a task of this one waits for the end of the other
    AWAITED = "awaited"  # a task of the other waits for the end of this one
    APPEAL = "appeal"  # the other objects to what was decided about this one
    APPEALED = "appealed"  # this one objects to what was decided about the other
    JOINED = "joined"  # the other was the same need, and continues in this one


DEPENDENT = frozenset({LinkKind.PARENT, LinkKind.CHILD, LinkKind.AWAITS, LinkKind.AWAITED})  # one's end affects both


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another case that this one is related to."""

    reference: str
    kind: LinkKind
    task: str | None = None  # the waiting task: of this case for child and awaits, of the other for the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBefore:
    """How an open task was before it was cancelled with its case: what its row no longer says."""

    task: str
    status: TaskStatus
    timer: Timer | None = None
    timer_at: datetime | None = None
    waits_for: WaitsFor | None = None
    waiting_since: datetime | None = None
    waits_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How a case was before it was joined with another one, kept so that it can continue from there. Holds no words."""

    status: Status
    agency: str | None
    due_at: datetime | None
    targets: Mapping[Target, datetime]
    waiting_since: datetime | None
    pauses: tuple[tuple[datetime, datetime], ...]
    tasks: tuple[TaskBefore, ...]
