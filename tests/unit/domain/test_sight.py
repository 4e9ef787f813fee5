"""What somebody sees of a case: what their tasks need, and no more; of what they had, their own part for a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.case_end import close_resolved, withdraw_case
from onestop.domain.cases.events import EVENTS, Reason
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.progress import advance, triage
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.cases.tasks.task_handover import split, transfer
from onestop.domain.staff.agency_rights import agency_kind, is_outsider, is_reader
from onestop.domain.staff.event_sight import DETAILS, DRAWN_FROM, TELLS_OF, is_seen, seen_details
from onestop.domain.staff.permissions import Role
from onestop.domain.staff.sight import PERSON, USUAL, Sight, line_fields, sight_of
from tests.builders import NOW, a_catalogue, a_file, a_plan, a_planned_task, a_routed_file, an_act, once_kept

ROBOT = {"code": "robot", "name": {"en": "Robot"}, "kind": "system", "calendar": "always"}
CITY = a_catalogue(agencies=(ROBOT,), look_back_days=90, reopen_days=30)
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


def sight(
    file: CaseFile, agency: str, roles: frozenset[str] = CLERK, *, at: datetime = STAFF.at, city: Any = CITY
) -> Sight | None:
    return sight_of(file, frozenset({agency}), roles, city, at)


def seen(file: CaseFile, agency: str, roles: frozenset[str] = CLERK) -> frozenset[str]:
    found = sight(file, agency, roles)
    assert found
    return found.fields


def acts(file: CaseFile, agency: str, roles: frozenset[str] = CLERK, *, at: datetime = STAFF.at) -> bool:
    found = sight(file, agency, roles, at=at)
    return found is not None and found.may_act


def handed_on() -> CaseFile:
    """A case that the streets department has handed on to the parks."""
    file = a_routed_file()
    return once_kept(file, transfer(file, STAFF, "01", "parks", "Theirs."))


def test_a_department_sees_what_is_usual_and_nobody_s_name() -> None:
    assert seen(a_routed_file(PLAN), "streets") == USUAL
    assert not USUAL & PERSON


def test_what_the_plan_names_for_a_task_is_all_that_its_agency_sees() -> None:
    assert seen(a_routed_file(PLAN), "parks") == set(SEEN)


def test_a_contractor_sees_where_it_is_and_what_the_plan_names_for_each_of_its_tasks() -> None:
    assert seen(a_routed_file(PLAN), "paving", CONTRACTOR) == {"place", "notes"}


def test_for_an_agency_that_never_had_a_task_there_is_no_case() -> None:
    assert sight(a_routed_file(PLAN), "water") is None


def test_what_a_task_s_row_says_is_what_its_plan_says_even_when_the_plan_is_another_by_now() -> None:
    file = a_routed_file(PLAN)
    for task in file.tasks:
        assert line_fields(task, frozenset({task.agency}), CLERK, CITY) <= seen(file, task.agency)
    moved = once_kept(file, end_task(file, STAFF, "03", TaskStatus.DONE), triage_of(file))
    assert seen(moved, "parks") == {"description"}


def triage_of(file: CaseFile) -> Any:
    return triage(file, Reason("handed"), STAFF)


def test_a_line_of_a_list_shows_nothing_to_another_agency_nor_of_a_row_that_does_not_say_what_it_may() -> None:
    file = a_routed_file()
    (task,) = file.tasks
    assert line_fields(task, frozenset({"parks"}), CLERK, CITY) == frozenset()
    assert line_fields(replace(task, sees=None), frozenset({"streets"}), CLERK, CITY) == frozenset()


def test_a_contractor_whose_task_has_ended_looks_at_its_own_part_for_a_time_and_acts_on_nothing() -> None:
    file = a_routed_file(a_plan([a_planned_task(code="asphalt", agency="paving"), a_planned_task()]))
    assert acts(file, "paving", CONTRACTOR)
    file = once_kept(file, end_task(file, STAFF, "01", TaskStatus.DONE))
    found = sight(file, "paving", CONTRACTOR)
    assert found
    assert (found.may_act, found.fields, [task.id for task in found.tasks]) == (False, frozenset(), ["01"])
    assert sight(file, "paving", CONTRACTOR, at=STAFF.at + timedelta(days=90)) is None


def test_who_has_handed_a_task_on_sees_where_it_went_and_acts_on_nothing() -> None:
    file = handed_on()
    found = sight(file, "streets")
    assert found
    assert (found.may_act, found.fields, found.own) == (False, frozenset(), frozenset())
    assert [(task.id, task.agency) for task in found.tasks] == [("01", "parks")]
    assert found.covers("01", STAFF.at)
    assert not found.covers("01", STAFF.at + timedelta(minutes=1))
    assert not found.shows(file.tasks[0], "notes")
    assert (acts(file, "parks"), seen(file, "parks")) == (True, USUAL)


def test_who_has_split_a_task_sees_what_became_of_it() -> None:
    file = a_routed_file(a_plan([a_planned_task(), a_planned_task(code="sign", agency="buildings")]))
    file = once_kept(file, split(file, STAFF, "01", ["parks", "water"], "Both."))
    found = sight(file, "streets")
    assert found
    assert (found.may_act, [task.agency for task in found.tasks]) == (False, ["streets", "parks", "water"])


@pytest.mark.parametrize(("days", "there"), [(0, False), (5, True)])
def test_the_jurisdiction_says_how_long_an_agency_looks_back(days: int, there: bool) -> None:
    city = a_catalogue(look_back_days=days)
    assert (sight(handed_on(), "streets", city=city) is not None) is there
    assert sight(handed_on(), "streets", city=city, at=STAFF.at + timedelta(days=days)) is None


def test_a_task_that_an_earlier_version_handed_on_counts_as_gone_since_it_was_opened() -> None:
    file = a_routed_file()
    file = once_kept(file, transfer(file, an_act(at=NOW + timedelta(days=80)), "01", "parks", "Theirs."))
    assert sight(file, "streets", at=NOW + timedelta(days=100))
    forgotten = replace(file, tasks=(replace(file.tasks[0], left_at={}),))
    assert sight(forgotten, "streets", at=NOW + timedelta(days=89))
    assert sight(forgotten, "streets", at=NOW + timedelta(days=90)) is None


def test_who_ended_an_earlier_stage_sees_what_was_said_until_then_and_acts_on_nothing() -> None:
    file = a_routed_file(a_plan([a_planned_task()], [a_planned_task(code="plant", agency="parks")]))
    file = once_kept(file, end_task(file, STAFF, "01", TaskStatus.DONE))
    file = once_kept(file, advance(file, STAFF))
    found = sight(file, "streets")
    assert found
    assert (found.may_act, found.fields, [task.id for task in found.tasks]) == (False, USUAL, ["01"])
    assert found.is_in_time(STAFF.at)
    assert not found.is_in_time(STAFF.at + timedelta(seconds=1))


def test_who_ended_the_last_stage_answers_for_the_case_as_long_as_it_can_be_reopened() -> None:
    file = a_routed_file(a_plan([a_planned_task(), a_planned_task(code="asphalt", agency="paving")]))
    for task in ("01", "02"):
        file = once_kept(file, end_task(file, STAFF, task, TaskStatus.DONE))
    file = once_kept(file, advance(file, STAFF))
    assert acts(file, "streets")
    assert not acts(file, "paving", CONTRACTOR)
    file = once_kept(file, close_resolved(file, STAFF, "answered"))
    assert acts(file, "streets", at=STAFF.at + timedelta(days=30))
    late = STAFF.at + timedelta(days=31)
    assert not acts(file, "streets", at=late)
    assert sight(file, "streets", at=late)


def test_who_the_resident_is_is_not_seen_by_a_task_that_has_ended() -> None:
    file = a_routed_file(PLAN)
    assert seen(file, "parks") & PERSON
    assert not seen(once_kept(file, withdraw_case(file, STAFF, "Gone.")), "parks") & PERSON


def test_the_triage_desk_sees_what_it_needs_to_decide() -> None:
    file = once_kept(a_file(), triage(a_file(), Reason("no_match"), STAFF))
    assert seen(file, "contact-centre") == USUAL


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_readers_see_every_case_but_nobody_s_name_and_only_one_of_them_acts(role: Role) -> None:
    roles = frozenset({role})
    assert is_reader(roles)
    assert seen(a_routed_file(PLAN), "water", roles) == USUAL
    assert acts(a_routed_file(PLAN), "water", roles) is (role is Role.ADMINISTRATOR)
    assert not is_outsider(["paving"], roles, CITY)


def test_readers_are_only_those_two() -> None:
    assert {role for role in Role if is_reader(frozenset({role}))} == {Role.ADMINISTRATOR, Role.AUDITOR}


def test_outsiders_know_of_their_own_tasks_only() -> None:
    file = a_routed_file(PLAN)
    contractor, department = sight(file, "paving", CONTRACTOR), sight(file, "streets")
    assert contractor
    assert department
    assert [task.code for task in contractor.tasks] == ["asphalt", "measure"]
    assert department.tasks == file.tasks


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


# each detail of an event that tells of the work only: who adds one to an event decides here whether it does
OF_THE_WORK = {
    "service", "agencies", "due_at", "task", "code", "agency", "assignee", "from_agency", "looped", "parts",
    "waits_for", "until", "because", "level", "to", "target", "contact", "times", "note_id", "attachment", "kind",
    "by_rule", "overruled", "outcome", "table", "version",
    "before", "after", "was_due_at", "other", "link", "into", "run", "status", "survey", "answer_channel", "late",
    "missed", "chosen",
}  # fmt: skip


def test_every_detail_of_every_event_was_thought_about() -> None:
    assert set().union(*DETAILS.values()) == OF_THE_WORK | set(DRAWN_FROM)
    assert set(TELLS_OF) <= {event.type for event in EVENTS}
    assert {*TELLS_OF.values(), *DRAWN_FROM.values()} <= USUAL | PERSON


def test_what_is_drawn_from_the_words_of_the_resident_is_seen_with_them_and_what_nobody_knows_never() -> None:
    drawn = {"reasons": [{"code": "keywords", "words": ["hole"]}], "district": "old-town"}
    data = {"service": "pothole", **drawn, "secret": "x"}
    assert seen_details("case.routed", data, frozenset()) == {"service": "pothole"}
    assert set(seen_details("case.routed", data, USUAL - {"place"})) == {"service", "reasons"}
    assert set(seen_details("case.routed", data, USUAL)) == {"service", "reasons", "district"}
    assert not is_seen("case.sold", USUAL | PERSON)
    assert (is_seen("note.added", frozenset({"place"})), is_seen("note.added", USUAL)) == (False, True)
