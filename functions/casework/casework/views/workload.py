"""The open tasks of an agency by person, by urgency, and by how long they have waited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.views.urgency import is_at_risk, is_overdue, is_waiting
from onestop.domain.cases.case import Task
from onestop.storage.cases.task_lists import tasks_of

READ = 500  # tasks of one agency that one look reads
AGES = tuple(timedelta(days=days) for days in (1, 7, 30, 90))


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The open tasks of one person (None: unassigned) or of a whole agency."""

    of: str | None
    tasks: int
    overdue: int
    at_risk: int
    waiting: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """The open tasks of an agency: the total, each person, and how old they are. `more` says that there are more
    tasks than were read."""

    agency: str
    whole: Load
    people: tuple[Load, ...]
    ages: tuple[int, ...]  # number up to each of AGES, and older
    more: bool


def workload_of(agency: str, at: datetime) -> Workload:
    """Returns the workload of an agency: one Query."""
    page = tasks_of(agency, READ)
    holders = sorted({task.assignee for task in page.items}, key=lambda holder: (holder is not None, holder or ""))
    people = [load_of(holder, (task for task in page.items if task.assignee == holder), at) for holder in holders]
    return Workload(
        agency=agency,
        whole=load_of(None, page.items, at),
        people=tuple(sorted(people, key=lambda load: (load.of is not None, -load.overdue, -load.tasks))),
        ages=ages_of(page.items, at),
        more=page.cursor is not None,
    )


def load_of(holder: str | None, tasks: Iterable[Task], at: datetime) -> Load:
    held = list(tasks)
    return Load(
        of=holder,
        tasks=len(held),
        overdue=sum(is_overdue(task, at) for task in held),
        at_risk=sum(is_at_risk(task, at) for task in held),
        waiting=sum(map(is_waiting, held)),
        oldest=min((task.opened_at for task in held), default=None),
    )


def ages_of(tasks: Iterable[Task], at: datetime) -> tuple[int, ...]:
    """Counts tasks by age: up to each of the ages, and beyond the last."""
    counts = [0] * (len(AGES) + 1)
    for task in tasks:
        counts[sum(at - task.opened_at > age for age in AGES)] += 1
    return tuple(counts)
