"""What rights an agency has on a case: it *has* a task and acts, or it *had* one and looks back for a time.

Once nobody has a task any more, the departments that ended the last stage answer for it as long as the case can be
reopened: a resident who says that the hole is still there is heard by the department that filled it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.staff.permissions import Role
from onestop.domain.time.promises import reopen_by

if TYPE_CHECKING:
    from onestop.domain.catalogue.agency import AgencyKind

LOOK_BACK_DAYS = 90


def is_reader(roles: frozenset[str]) -> bool:
    """Whether somebody sees the cases of every agency."""
    return Role.ADMINISTRATOR in roles or Role.AUDITOR in roles


def is_outsider(agencies: Iterable[str], roles: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether somebody sees only their own tasks: a contractor or a machine, by role or by agency."""
    if is_reader(roles):
        return False
    kinds = {agency_kind(agency, catalogue) for agency in agencies}
    return bool(roles & {Role.CONTRACTOR, Role.SYSTEM}) or (bool(kinds) and "department" not in kinds)


def agency_kind(agency: str, catalogue: Catalogue) -> AgencyKind:
    """Returns the kind of an agency; a department if the catalogue no longer knows it."""
    known = catalogue.agencies.get(agency)
    return known["kind"] if known else "department"


def tasks_in_hand(
    file: CaseFile, agencies: frozenset[str], outsider: bool, catalogue: Catalogue, at: datetime
) -> tuple[Task, ...]:
    """Returns the tasks by which these agencies act on a case: those that they have, or answer for; none if they only
    had one."""
    unfinished = file.open_tasks()
    if unfinished or outsider:
        return tuple(task for task in unfinished if task.agency in agencies)
    closed_at = file.case.closed_at
    if closed_at and at > reopen_by(closed_at, catalogue):
        return ()
    return tuple(task for task in file.stage_tasks() if task.agency in agencies and task.status is not TaskStatus.SPLIT)


def tasks_looked_back_at(
    file: CaseFile, agencies: frozenset[str], catalogue: Catalogue, at: datetime
) -> tuple[Task, ...]:
    """Returns the tasks that these agencies had, ended or handed on, for as long as the jurisdiction lets them look
    back."""
    days = timedelta(days=catalogue.jurisdiction.get("look_back_days", LOOK_BACK_DAYS))
    had = ((task, had_until(task, agencies)) for task in file.tasks)
    return tuple(task for task, until in had if until and at < until + days)


def had_until(task: Task, agencies: frozenset[str]) -> datetime | None:
    """Returns until when one of these agencies had a task; None if it never did, or still has it. An earlier version
    did not record when a task left: then it counts as gone since it was opened."""
    if task.agency in agencies:
        return task.ended_at
    left = [task.left_at.get(agency, task.opened_at) for agency in task.been_at if agency in agencies]
    return max(left, default=None)
