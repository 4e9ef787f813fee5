"""A case, its tasks, and what was said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from onestop.domain.again.likeness import Likeness, MaybeSame
from onestop.domain.cases.explanation import Reason
from onestop.domain.cases.lifecycle import CloseReason, Direction, Priority, Status, Target, ThereStatus
from onestop.domain.cases.links.case_links import DEPENDENT, Before, Link, LinkKind, TaskBefore
from onestop.domain.cases.request import Place, Request
from onestop.domain.cases.tasks.task import DANGER_TASK, DESK_TASKS, FOLLOW_UP_TASK, TRIAGE_TASK, Task
from onestop.domain.catalogue.plans import PlannedTask, Stage
from onestop.domain.people.proof import Proof
from onestop.domain.places.spots import Spot

__all__ = [
    "DANGER_TASK",
    "DEPENDENT",
    "DESK_TASKS",
    "FOLLOW_UP_TASK",
    "TRIAGE_TASK",
    "URGENT",
    "Before",
    "Case",
    "CaseFile",
    "Contact",
    "Link",
    "LinkKind",
    "NeighbourCase",
    "Note",
    "Place",
    "Request",
    "Task",
    "TaskBefore",
]

URGENT: Final[Priority] = "urgent"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourCase:
    """The case at another government: the neighbour of the catalogue, the task that waits for it, its number there (or
    the token for asking for it), and its status there."""

    to: str
    task: str
    number: str | None = None
    token: str | None = None
    status: ThereStatus = ThereStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One need, from opening to closing. `version` counts its events: each change adds at least one.

    `wake_at` is when time alone will next change something: a deadline, a reminder, the end of a wait.
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
    targets: Mapping[Target, datetime] = field(default_factory=dict)  # promised, and neither kept nor missed yet
    missed: tuple[Target, ...] = ()  # promises that were missed
    links: tuple[Link, ...] = ()
    waiting_since: datetime | None = None  # since when its clock has stood still, because a task waits for the resident
    pauses: tuple[tuple[datetime, datetime], ...] = ()  # earlier periods in which its clock stood still
    merged_into: str | None = None
    before: Before | None = None  # how it was before it was joined with another one
    closed_at: datetime | None = None
    because: CloseReason | None = None
    brought_back: tuple[datetime, ...] = ()  # when its resident had it reopened, within the last day
    hazard: str | None = None  # the danger that the resident named
    handed: NeighbourCase | None = None  # its state at another government that has it
    spot: Spot | None = None  # where the public may know that it is
    photo: str | None = None  # the attachment that anybody may see
    likeness: Likeness | None = None  # by which it is recognised, if its service compares needs
    fingerprints: tuple[str, ...] = ()  # of its photos
    maybe_same: tuple[MaybeSame, ...] = ()  # earlier ones, found when it was routed
    protected: bool = False  # its resident must not be found: no public list shows it
    apart: bool = False  # somebody said that it is a different need from those near: no rule joins it, only a person

    @property
    def endangered(self) -> bool:
        """Whether danger was named, and nobody has said since that there is none."""
        return self.hazard is not None and self.priority == URGENT

    @property
    def is_followed(self) -> bool:
        """Whether others reported the same need, and their cases were joined with this one."""
        return any(link.kind is LinkKind.JOINED for link in self.links)


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
    """One message between the resident and us.

    `proof` says how far we believe that the resident wrote it; `confirmed_at` is when they confirmed a message that was
    only claimed. `arrival` identifies what came in with it: its enclosures have the same value.
    """

    id: str
    at: datetime
    by: str
    direction: Direction
    channel: str
    text: str
    task: str | None = None
    proof: Proof = Proof.PROVEN
    confirmed_at: datetime | None = None
    arrival: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with everything that a decision about it needs."""

    case: Case
    request: Request
    tasks: tuple[Task, ...] = ()
    plan: tuple[Stage, ...] = ()

    def stage_tasks(self) -> tuple[Task, ...]:
        """The tasks of the present stage."""
        return tuple(task for task in self.tasks if task.stage == self.case.stages_opened)

    def open_tasks(self) -> tuple[Task, ...]:
        """The tasks that somebody still has to do, or that wait for somebody."""
        return tuple(task for task in self.stage_tasks() if not task.ended)

    def stage(self) -> Stage | None:
        """The present stage of the plan."""
        return self.plan[self.case.position] if 0 <= self.case.position < len(self.plan) else None

    def planned(self, task: Task) -> PlannedTask:
        """The plan's entry for a task; one made from the task itself if the plan has changed since."""
        stages = (self.stage(), *self.plan) if task.stage == self.case.stages_opened else self.plan
        planned = (each for stage in stages if stage for each in stage.tasks if each.code == task.code)
        return next(planned, PlannedTask(code=task.code, agency=task.agency))
