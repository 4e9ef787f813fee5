"""What somebody sees of a case: what their tasks need, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.progress import triage
from onestop.domain.cases.task_end import end_task
from onestop.domain.cases.task_handover import transfer
from onestop.domain.people.permissions import Role
from onestop.domain.people.sight import (
    USUAL,
    agency_kind,
    concerns,
    is_outsider,
    is_reader,
    visible_fields,
    visible_tasks,
)
from tests.builders import NOW, a_catalogue, a_file, a_plan, a_planned_task, a_routed_file, an_act, once_kept

ROBOT = {"code": "robot", "name": {"en": "Robot"}, "kind": "system", "calendar": "always"}
CITY = a_catalogue(agencies=(ROBOT,))
STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1))
CLERK, CONTRACTOR = frozenset({Role.CLERK}), frozenset({Role.CONTRACTOR})
SEEN = ("description", "contact.phone")
PLAN = a_plan(
    [
        a_planned_task(),
        a_planned_task(code="asphalt", agency="paving"),
        a_planned_task(code="call", agency="parks", sees=SEEN),
        a_planned_task(code="measure", agency="paving", sees=("notes",)),
    ]
)


def seen(file: CaseFile, agency: str, roles: frozenset[str] = CLERK) -> frozenset[str]:
    return visible_fields(file, frozenset({agency}), roles, CITY)


def test_a_department_sees_what_is_usual_and_nobody_s_name() -> None:
    assert seen(a_routed_file(PLAN), "streets") == USUAL
    assert not any(field.startswith("contact.") for field in USUAL)


def test_what_the_plan_names_for_a_task_is_all_that_its_agency_sees() -> None:
    assert seen(a_routed_file(PLAN), "parks") == set(SEEN)


def test_a_contractor_sees_where_it_is_and_what_the_plan_names_for_each_of_its_tasks() -> None:
    assert seen(a_routed_file(PLAN), "paving", CONTRACTOR) == {"place", "notes"}


def test_an_agency_without_a_task_sees_nothing_and_is_not_concerned() -> None:
    file = a_routed_file(PLAN)
    assert (seen(file, "water"), concerns(file, ["water"])) == (frozenset(), False)


def test_a_contractor_sees_no_more_of_a_task_that_it_has_ended() -> None:
    file = a_routed_file(a_plan([a_planned_task(code="asphalt", agency="paving"), a_planned_task()]))
    file = once_kept(file, end_task(file, STAFF, "01", TaskStatus.DONE))
    assert seen(file, "paving", CONTRACTOR) == frozenset()
    file = once_kept(file, end_task(file, STAFF, "02", TaskStatus.DONE))
    assert seen(file, "streets") == USUAL


def test_who_has_handed_a_task_on_is_still_concerned_but_sees_nothing_by_it() -> None:
    file = a_routed_file()
    file = once_kept(file, transfer(file, STAFF, "01", "parks", "Theirs."))
    assert (concerns(file, ["streets"]), seen(file, "streets")) == (True, frozenset())
    assert seen(file, "parks") == USUAL


def test_the_triage_desk_sees_what_it_needs_to_decide() -> None:
    file = once_kept(a_file(), triage(a_file(), Reason("no_match"), STAFF))
    assert seen(file, "contact-centre") == USUAL


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_readers_see_every_case_but_nobody_s_name(role: Role) -> None:
    roles = frozenset({role})
    assert is_reader(roles)
    assert seen(a_routed_file(PLAN), "water", roles) == USUAL
    assert not is_outsider(["paving"], roles, CITY)


def test_readers_are_only_those_two() -> None:
    assert {role for role in Role if is_reader(frozenset({role}))} == {Role.ADMINISTRATOR, Role.AUDITOR}


def test_outsiders_know_of_their_own_tasks_only() -> None:
    file = a_routed_file(PLAN)
    assert [task.code for task in visible_tasks(file, frozenset({"paving"}), True)] == ["asphalt", "measure"]
    assert visible_tasks(file, frozenset({"streets"}), False) == file.tasks


@pytest.mark.parametrize(
    ("agencies", "roles", "outside"),
    [
        (["streets"], CLERK, False),
        (["streets"], CONTRACTOR, True),
        (["paving"], CLERK, True),
        (["robot"], frozenset({Role.SYSTEM}), True),
        (["paving", "streets"], CLERK, False),
        ([], CLERK, False),
        (["paving"], frozenset({Role.SUPERVISOR}), True),
    ],
)
def test_an_outsider_is_one_by_role_or_because_all_their_agencies_are(
    agencies: list[str], roles: frozenset[str], outside: bool
) -> None:
    assert is_outsider(agencies, roles, CITY) is outside


def test_an_agency_that_left_the_catalogue_counts_as_a_department() -> None:
    assert [agency_kind(code, CITY) for code in ("paving", "robot", "gone")] == ["contractor", "system", "department"]
