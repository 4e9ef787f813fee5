"""What somebody may see of a case: what their tasks need, as the plan says, and no more.

Staff who have a task see what it needs; staff who had one see where it went and their own part, for a time
(`staff.agency_rights`). Views, lists and searches are built from what is decided here, and from nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import USUAL_SIGHT
from onestop.domain.staff.agency_rights import (
    agency_kind,
    had_until,
    is_outsider,
    is_reader,
    tasks_in_hand,
    tasks_looked_back_at,
)
from onestop.domain.staff.permissions import Role

PERSON = frozenset({"contact.name", "contact.email", "contact.phone"})
USUAL = frozenset({"description", "place", "answers", "notes", "results", "attachments"})  # if the plan says nothing
CONTRACTORS = frozenset({"place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What somebody sees of one case, and whether they may act on it.

    `tasks` are those that they may know of, `own` those that are theirs; `left` says since when a task has
    been with another agency. With `whole` they learn of the rest of the case too, up to `until` if they only had a
    task.
    """

    may_act: bool
    fields: frozenset[str]
    tasks: tuple[Task, ...]
    own: frozenset[str]
    left: dict[str, datetime]
    whole: bool
    until: datetime | None = None

    @property
    def full(self) -> bool:
        """Whether somebody learns of the case as a whole, as it is now."""
        return self.whole and self.until is None

    def is_in_time(self, at: datetime) -> bool:
        """Whether something was said or done while they still had the right to know."""
        return self.until is None or at <= self.until

    def covers(self, task: str | None, at: datetime) -> bool:
        """Whether somebody may know of what happened at a moment to a task, or to the case as a whole."""
        if self.full or task in self.own:
            return True
        if task in self.left:
            return at <= self.left[task]
        return self.whole and self.is_in_time(at)

    def shows(self, task: Task, field: str) -> bool:
        """Whether somebody may read what was written in a field when a task ended: always for their own tasks."""
        return task.id in self.own or (self.full and field in self.fields)


def sight_of(
    file: CaseFile, agencies: frozenset[str], roles: frozenset[str], catalogue: Catalogue, at: datetime
) -> Sight | None:
    """Returns what somebody sees of a case at a moment; None if there is no such case for them."""
    outsider = is_outsider(agencies, roles, catalogue)
    in_hand = tasks_in_hand(file, agencies, outsider, catalogue, at)
    may_act = bool(in_hand) or Role.ADMINISTRATOR in roles
    if is_reader(roles):
        every = frozenset(task.id for task in file.tasks)
        return Sight(may_act=may_act, fields=USUAL, tasks=file.tasks, own=every, left={}, whole=True)
    known = {task.id for task in (*in_hand, *tasks_looked_back_at(file, agencies, catalogue, at))}
    if not known:
        return None
    parts = [task for task in file.tasks if task.id in known]
    own = [task for task in parts if task.agency in agencies]
    left = {task.id: until for task in parts if task not in own and (until := had_until(task, agencies))}
    ends = [until for task in parts if (until := had_until(task, agencies))]
    return Sight(
        may_act=may_act,
        fields=frozenset().union(*(task_fields(file, task, outsider, catalogue) for task in own)),
        tasks=file.tasks if may_act and not outsider else with_their_parts(file, parts),
        own=frozenset(task.id for task in own),
        left=left,
        whole=not outsider,
        until=None if may_act else max(ends),
    )


def with_their_parts(file: CaseFile, parts: list[Task]) -> tuple[Task, ...]:
    """Returns tasks with those that they were split into, because that is where they went."""
    known = {task.id for task in parts}
    for task in file.tasks:  # a part has a higher number than the task that was split into it
        if task.part_of in known:
            known.add(task.id)
    return tuple(task for task in file.tasks if task.id in known)


def task_fields(file: CaseFile, task: Task, outsider: bool, catalogue: Catalogue) -> frozenset[str]:
    """Returns what an agency sees by a task of its own. When the task ends, it no longer sees who the resident is; an
    outsider no longer sees anything."""
    named = task.sees
    if named is None:
        planned = file.planned(task).sees
        named = (USUAL_SIGHT,) if planned is None else planned
    return lasting(named_fields(named, task.agency, catalogue), task, outsider)


def line_fields(task: Task, agencies: frozenset[str], roles: frozenset[str], catalogue: Catalogue) -> frozenset[str]:
    """Returns what somebody sees of a case by one task alone, as a line of a list: from its row, without the plan."""
    if is_reader(roles):
        return USUAL
    if task.agency not in agencies:
        return frozenset()
    outsider = is_outsider(agencies, roles, catalogue)
    return lasting(named_fields(task.sees or (), task.agency, catalogue), task, outsider)


def named_fields(named: tuple[str, ...], agency: str, catalogue: Catalogue) -> frozenset[str]:
    """Returns the fields that a plan names for a task, or those that agencies of its kind usually see."""
    if USUAL_SIGHT not in named:
        return frozenset(named)
    return USUAL if agency_kind(agency, catalogue) == "department" else CONTRACTORS


def lasting(fields: frozenset[str], task: Task, outsider: bool) -> frozenset[str]:
    if not task.ended:
        return fields
    return frozenset() if outsider else fields - PERSON
