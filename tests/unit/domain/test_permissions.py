"""Who may do what, spelled out once more beside the table."""

from __future__ import annotations

import pytest

from onestop.domain.staff.permissions import ALLOWED, Role, may

ROUTINE = {"completion", "assignment", "waiting", "resumption", "notes", "attachments"}
AGENCY = ROUTINE | {
    "transfer", "splitting", "question", "tasks", "merging", "links", "reopening", "withdrawal", "triage", "disclose",
    "public_note", "publish_photo", "protect", "unmerging", "unlinking", "entries", "arrivals", "release",
}  # fmt: skip
STEERING = {
    "cancellation",
    "notices",
    "priority",
    "extension",
    "assign_others",
    "overrule",
    "audit",
    "report",
    "see_protected",
}
LOOKING = {"list", "look"}
FRONT = {"find", "same_person", "prove", "represent", "consent"}
WHO: dict[Role, set[str]] = {
    Role.CLERK: LOOKING | AGENCY,
    Role.SUPERVISOR: LOOKING | AGENCY | STEERING,
    Role.RECEPTION: FRONT | {"entries"},
    Role.ADMINISTRATOR: LOOKING | AGENCY | STEERING | FRONT | {"looks", "administer", "operate"},
    Role.CONTRACTOR: LOOKING | ROUTINE,
    Role.SYSTEM: LOOKING | {"completion"},
    Role.AUDITOR: LOOKING | {"find", "audit", "looks", "report", "arrivals"},
}


def test_a_role_may_do_what_is_its_own_and_nothing_else() -> None:
    assert {role: {act for act in ALLOWED if may(frozenset({role}), act)} for role in Role} == {
        role: acts & set(ALLOWED) for role, acts in WHO.items()
    }


def test_whoever_has_several_roles_may_do_what_any_of_them_may() -> None:
    assert may(frozenset({Role.AUDITOR, Role.CLERK}), "completion")


@pytest.mark.parametrize("roles", [frozenset(), frozenset({"mayor"})])
def test_whoever_has_no_role_that_we_know_may_do_nothing(roles: frozenset[str]) -> None:
    assert not any(may(roles, act) for act in ALLOWED)
