"""One agency's part of a case, as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onestop.domain.cases.lifecycle import UNFINISHED, TaskStatus, Timer, WaitsFor
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.decisions.kept_decision import Decision

TRIAGE_TASK = "triage"
DANGER_TASK = "danger"  # also of the triage desk, in addition to what agencies have in hand
FOLLOW_UP_TASK = "low-score"  # a supervisor looks at what a resident says did not go well, and answers them
DESK_TASKS = (TRIAGE_TASK, DANGER_TASK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One agency's part of a case. `stage` is the number of the stage it was opened in, counted over the whole case.

    While it waits its clock stands still: `due_at` moves when it continues. `timer` says what happens at `timer_at` if
    nobody acts. `sees` is what those who do it may see of the case, as the plan said when the task was
    opened, so that a list need not read the plan (`staff.sight`); None if a version before this field opened it.
    """

    id: str
    reference: str
    stage: int
    code: str
    agency: str
    status: TaskStatus
    opened_at: datetime
    due_at: datetime
    done_by: DoneBy = DoneBy.AGENCY
    service: str | None = None
    priority: str = "normal"
    summary: str = ""
    assignee: str | None = None
    sees: tuple[str, ...] | None = None
    been_at: tuple[str, ...] = ()
    left_at: Mapping[str, datetime] = field(default_factory=dict)  # when it left each agency that had it
    part_of: str | None = None  # the task that was split into this one and others
    level: int = 0  # how far up the ladder of escalation it is; 0 is within its deadline
    warned: bool = False
    timer: Timer | None = None
    timer_at: datetime | None = None
    waits_for: WaitsFor | None = None
    waiting_since: datetime | None = None
    waits_until: datetime | None = None
    reminded: int = 0
    offered: tuple[str, ...] = ()  # the services that its resident was asked to choose among
    child: str | None = None  # the case that it waits for, or that does it
    lat: float | None = None
    long: float | None = None
    results: Mapping[str, Any] = field(default_factory=dict)
    ended_at: datetime | None = None
    ended_by: str | None = None
    decided_service: str | None = None
    note: str = ""
    hazard: str | None = None  # danger was named: it is on top of its inbox
    channel: str = ""  # the channel of its need; empty if a version before this field opened it
    district: str | None = None
    heard_at: datetime | None = None  # when the resident last said something while it was open
    decision: Decision | None = None  # the decision about an application, or the proposed one

    @property
    def ended(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.status not in UNFINISHED
