"""What somebody may see of a case: what their tasks need, as the plan names it, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onestop.domain.cases.case import DESK_TASKS, CaseFile, Task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.permissions import Role

FIELDS = (
    "description", "place", "answers", "notes", "attachments", "contact.name", "contact.email", "contact.phone"
)  # fmt: skip
USUAL = frozenset({"description", "place", "answers", "notes", "attachments"})  # where the plan says nothing
CONTRACTORS = frozenset({"place"})


def concerns(file: CaseFile, agencies: Iterable[str]) -> bool:
    """Whether one of these agencies has, or had, a task on the case."""
    own = set(agencies)
    return any(task.agency in own or own.intersection(task.been_at) for task in file.tasks)


def is_reader(roles: frozenset[str]) -> bool:
    """Whether somebody sees the cases of every agency."""
    return Role.ADMINISTRATOR in roles or Role.AUDITOR in roles


def is_outsider(agencies: Iterable[str], roles: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether somebody sees their own tasks only: a contractor or a machine, by role or by agency."""
    if is_reader(roles):
        return False
    kinds = {agency_kind(agency, catalogue) for agency in agencies}
    return bool(roles & {Role.CONTRACTOR, Role.SYSTEM}) or (bool(kinds) and kinds <= {"contractor", "system"})


def agency_kind(agency: str, catalogue: Catalogue) -> str:
    known: Mapping[str, Any] = catalogue.agencies.get(agency, {})
    return str(known.get("kind", "department"))


def visible_tasks(file: CaseFile, agencies: frozenset[str], outsider: bool) -> tuple[Task, ...]:
    """The tasks that somebody may know of: outsiders only those that their agency has."""
    return tuple(task for task in file.tasks if not outsider or task.agency in agencies)


def visible_fields(
    file: CaseFile, agencies: frozenset[str], roles: frozenset[str], catalogue: Catalogue
) -> frozenset[str]:
    """The fields of a case that somebody may see: those that the plan names for the tasks of their agency.

    What an agency sees because of a task it has handed on, or ended as an outsider, ends with the task.
    """
    if is_reader(roles):
        return USUAL
    outsider = is_outsider(agencies, roles, catalogue)
    fields: set[str] = set()
    for task in file.tasks:
        if task.agency not in agencies or (outsider and task.ended):
            continue
        named = file.planned(task).sees if task.code not in DESK_TASKS else None
        usual = CONTRACTORS if agency_kind(task.agency, catalogue) != "department" else USUAL
        fields.update(usual if named is None else named)
    return frozenset(fields)
