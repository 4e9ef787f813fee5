"""Who may do what: roles and acts as one table. On which cases somebody may do it is another question (`staff.sight`).

A clerk works on the tasks of their agency; a supervisor also steers; reception answers people who call or come, and for
that finds a person's cases; a contractor works on their own tasks and sees no more than these need; a system is a
machine that does tasks; an auditor sees everything and changes nothing; an administrator may do whatever anybody may,
in every agency. Somebody may have several roles: a clerk at a counter is also reception.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in their agency."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    RECEPTION = "reception"
    ADMINISTRATOR = "administrator"
    CONTRACTOR = "contractor"
    SYSTEM = "system"
    AUDITOR = "auditor"


C, S, A, X, M, R = Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.CONTRACTOR, Role.SYSTEM, Role.AUDITOR
D = Role.RECEPTION  # the front desk

ALLOWED: dict[str, frozenset[Role]] = {
    # looking
    "list": frozenset({C, S, A, X, M, R}),
    "look": frozenset({C, S, A, X, M, R}),
    "find": frozenset({D, A, R}),
    "same_person": frozenset({D, A}),
    "prove": frozenset({D, A}),
    "represent": frozenset({D, A}),
    "consent": frozenset({D, A}),
    "disclose": frozenset({C, S, A}),
    "see_protected": frozenset({S, A}),
    "audit": frozenset({S, A, R}),
    "looks": frozenset({A, R}),
    "report": frozenset({S, A, R}),
    # working on a task
    "completion": frozenset({C, S, A, X, M}),
    "assignment": frozenset({C, S, A, X}),
    "waiting": frozenset({C, S, A, X}),
    "resumption": frozenset({C, S, A, X}),
    "transfer": frozenset({C, S, A}),
    "splitting": frozenset({C, S, A}),
    "question": frozenset({C, S, A}),
    "cancellation": frozenset({S, A}),
    # working on a case
    "notes": frozenset({C, S, A, X}),
    "attachments": frozenset({C, S, A, X}),
    "publish_photo": frozenset({C, S, A}),
    "protect": frozenset({C, S, A}),
    "tasks": frozenset({C, S, A}),
    "merging": frozenset({C, S, A}),
    "unmerging": frozenset({C, S, A}),
    "links": frozenset({C, S, A}),
    "unlinking": frozenset({C, S, A}),
    "reopening": frozenset({C, S, A}),
    "withdrawal": frozenset({C, S, A}),
    "triage": frozenset({C, S, A}),
    "priority": frozenset({S, A}),
    "extension": frozenset({S, A}),
    # what comes in: cases opened for somebody else, and contacts that did not become a case
    "entries": frozenset({C, S, D, A}),
    "arrivals": frozenset({C, S, A, R}),
    "release": frozenset({C, S, A}),
    # the desk's own pages
    "notices": frozenset({S, A}),
    "administer": frozenset({A}),
    "operate": frozenset({A}),
    # finer rights: what some who may do an act may do, and others may not
    "assign_others": frozenset({S, A}),
    "overrule": frozenset({S, A}),
    "public_note": frozenset({C, S, A}),
}


def may(roles: frozenset[str], act: str) -> bool:
    """Whether somebody with these roles may do this at all."""
    return any(role in ALLOWED[act] for role in roles)
