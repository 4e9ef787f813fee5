"""A case, the request it began with, its tasks, and what was said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import UNFINISHED, Status, TaskStatus
from onestop.domain.catalogue.plans import PlannedTask, Stage
from onestop.domain.people.proof import Proof

TRIAGE_TASK = "triage"
DANGER_TASK = "danger"  # of the triage desk too, beside what agencies have in hand
DESK_TASKS = (TRIAGE_TASK, DANGER_TASK)
URGENT = "urgent"
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
    """What the resident said, as they said it. Never changed afterwards, never sent in an event.

    `answers` are those to the questions of the service, by question; `doubts` are why a person must look at it before
    the rules decide, such as a scan that is hard to read.
    """

    service: str | None = None
    description: str = ""
    place: Place | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    doubts: tuple[Reason, ...] = ()
    language_unsure: bool = False  # we could not tell the language, so we answer in all of them
    subject: str | None = None
    message_id: str | None = None  # of the e-mail that brought it, so that our answer joins its thread
    original: str | None = None  # where the contact lies as it came: a key of the mail bucket
    taken_by: str | None = None  # the member of staff who entered it for the resident
    consent: str | None = None  # how the resident agreed to that
    partner: str | None = None  # whose key it came with
    external_id: str | None = None  # what it is called where it was imported from
    media_url: str | None = None  # a picture that lies elsewhere, as Open311 clients send


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another case that this one has to do with: related, child, parent, awaits, awaited, or joined with this one."""

    reference: str
    kind: str
    task: str | None = None  # the task that waits: of this case for a child and awaits, of the other otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One need, from opening to closing. `version` counts its events: each change adds at least one.

    `wake_at` is when the passing of time alone will change something next: a deadline, a reminder, the end of a wait.
    """

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
    position: int = -1
    stages_opened: int = 0
    tasks_opened: int = 0
    survey: str | None = None
    run: int = 1
    wake_at: datetime | None = None
    targets: Mapping[str, datetime] = field(default_factory=dict)  # promised and not yet kept or missed
    missed: tuple[str, ...] = ()  # targets that were missed
    links: tuple[Link, ...] = ()
    waiting_since: datetime | None = None  # its clock stands still: a task waits for the resident
    pauses: tuple[tuple[datetime, datetime], ...] = ()  # when its clock stood still before
    merged_into: str | None = None
    closed_at: datetime | None = None
    because: str | None = None  # why it was closed
    brought_back: tuple[datetime, ...] = ()  # when its resident had it reopened, within the last day
    hazard: str | None = None  # the danger that the resident named

    @property
    def endangered(self) -> bool:
        """Whether danger was named, and nobody has said since that it is none."""
        return self.hazard is not None and self.priority == URGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One agency's part of a case. `stage` is the number of the stage it was opened in, counted over the whole case.

    While it waits its clock stands still: `due_at` moves when it goes on. `timer` says what happens at `timer_at` if
    nobody does anything: warn, escalate, remind, give_up or resume. `sees` is what those who do it may see of the case,
    as the plan named it when the task was opened, so that a list need not read the plan (`people.sight`); None where
    a version before this field opened it.
    """

    id: str
    reference: str
    stage: int
    code: str
    agency: str
    status: TaskStatus
    opened_at: datetime
    due_at: datetime
    done_by: str = "agency"
    service: str | None = None
    priority: str = "normal"
    summary: str = ""
    assignee: str | None = None
    sees: tuple[str, ...] | None = None
    been_at: tuple[str, ...] = ()
    left_at: Mapping[str, datetime] = field(default_factory=dict)  # when it left the agencies that it has been at
    part_of: str | None = None  # the task that was split into this one and others
    level: int = 0  # how far up the ladder of escalation it is; 0 is within its deadline
    warned: bool = False
    timer: str | None = None
    timer_at: datetime | None = None
    waits_for: str | None = None
    waiting_since: datetime | None = None
    waits_until: datetime | None = None
    reminded: int = 0
    child: str | None = None  # the case that it waits for, or that does it
    lat: float | None = None
    long: float | None = None
    results: Mapping[str, Any] = field(default_factory=dict)
    ended_at: datetime | None = None
    ended_by: str | None = None
    decided_service: str | None = None
    note: str = ""
    hazard: str | None = None  # danger was named: it lies on top of its inbox

    @property
    def ended(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.status not in UNFINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a member of staff wrote for other staff; `about` says why: note, transferred, declined, reprioritised..."""

    id: str
    at: datetime
    by: str
    text: str
    about: str = "note"
    task: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One message between the resident and us; `direction` is in or out.

    `proof` says how far we believe that the resident wrote it; `confirmed_at` is when they said so of what was only
    claimed. `arrival` names what came in with it: its enclosures bear the same name.
    """

    id: str
    at: datetime
    by: str
    direction: str
    channel: str
    text: str
    task: str | None = None
    proof: Proof = Proof.PROVEN
    confirmed_at: datetime | None = None
    arrival: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with all that a decision about it needs."""

    case: Case
    request: Request
    tasks: tuple[Task, ...] = ()
    plan: tuple[Stage, ...] = ()

    def stage_tasks(self) -> tuple[Task, ...]:
        """The tasks of the stage under way."""
        return tuple(task for task in self.tasks if task.stage == self.case.stages_opened)

    def open_tasks(self) -> tuple[Task, ...]:
        """The tasks that somebody still has to do, or that wait for somebody."""
        return tuple(task for task in self.stage_tasks() if not task.ended)

    def stage(self) -> Stage | None:
        """The stage of the plan under way."""
        return self.plan[self.case.position] if 0 <= self.case.position < len(self.plan) else None

    def planned(self, task: Task) -> PlannedTask:
        """What the plan says about a task; its agency's own word where the plan is another by now."""
        stages = (self.stage(), *self.plan) if task.stage == self.case.stages_opened else self.plan
        planned = (each for stage in stages if stage for each in stage.tasks if each.code == task.code)
        return next(planned, PlannedTask(code=task.code, agency=task.agency))
