"""How a case ends before its work is done, and how it begins again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.case_end import close_resolved, reopen, withdraw_case
from onestop.domain.cases.conversation import ask_resident
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import advance, triage
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.errors import NotPossible, TooMany
from onestop.domain.time.timers import time_passes
from tests.builders import (
    NOW,
    PERSON,
    a_case,
    a_catalogue,
    a_file,
    a_plan,
    a_planned_task,
    a_routed_file,
    a_service,
    an_act,
    once_kept,
)

STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1))
RESIDENT = an_act(by="resident", at=NOW + timedelta(hours=2))
TWO_STAGES = a_plan([a_planned_task(code="look")], [a_planned_task(code="repair"), a_planned_task(code="sign")])


def resolved(plan: object = None) -> CaseFile:
    file = a_routed_file(plan)  # type: ignore[arg-type]
    while file.case.status is Status.IN_PROGRESS:
        for task in file.open_tasks():
            file = once_kept(file, end_task(file, STAFF, task.id, TaskStatus.DONE))
        file = once_kept(file, advance(file, STAFF))
    return file


def closed(plan: object = None) -> CaseFile:
    return once_kept(resolved(plan), close_resolved(resolved(plan), RESIDENT, "answered"))


def test_who_withdraws_a_case_ends_all_work_on_it() -> None:
    file = a_routed_file(a_plan([a_planned_task(), a_planned_task(code="sign", agency="parks")]))
    file = once_kept(file, ask_resident(file, STAFF, "02", "Which sign?"))
    change = withdraw_case(file, RESIDENT, "It is repaired.")
    assert [event.type for event in change.events] == ["task.cancelled", "task.cancelled", "case.closed"]
    assert {event.because for event in change.events} == {"withdrawn"}  # type: ignore[union-attr]
    case = change.case
    assert (case.status, case.because, case.closed_at) == (Status.CLOSED, "withdrawn", RESIDENT.at)
    assert (case.targets, case.waiting_since, case.wake_at, case.agency) == ({}, None, None, None)
    assert (change.note.about, change.note.text) == ("withdrawn", "It is repaired.")  # type: ignore[union-attr]


def test_a_case_can_be_withdrawn_before_anybody_has_looked_at_it() -> None:
    change = withdraw_case(a_file(), RESIDENT, "By mistake.")
    assert ([event.type for event in change.events], change.tasks) == (["case.closed"], ())


def test_a_case_whose_question_is_never_answered_is_closed() -> None:
    file = a_routed_file()
    file = once_kept(file, ask_resident(file, STAFF, "01", "Where?"))
    change = time_passes(file, an_act(at=STAFF.at + timedelta(days=28)))
    assert change is not None
    assert (change.case.status, change.case.because) == (Status.CLOSED, "no_answer")


def test_a_resolved_case_is_reopened_at_the_first_stage_in_another_run() -> None:
    change = reopen(resolved(TWO_STAGES), RESIDENT, "Still there.")
    assert [event.type for event in change.events] == ["case.reopened", "task.opened"]
    assert (change.case.status, change.case.run, change.case.position) == (Status.IN_PROGRESS, 2, 0)
    assert [(task.id, task.code, task.stage) for task in change.tasks] == [("04", "look", 3)]
    assert (change.note.about, change.note.text) == ("reopened", "Still there.")  # type: ignore[union-attr]


def test_a_service_may_name_the_stage_at_which_its_cases_begin_again() -> None:
    act = an_act(by="staff:7", at=NOW + timedelta(hours=2), catalogue=a_catalogue(a_service(reopen_at="s1")))
    assert [task.code for task in reopen(resolved(TWO_STAGES), act, "Again.").tasks] == ["repair", "sign"]


def test_a_closed_case_forgets_that_it_was_closed_when_it_is_reopened() -> None:
    case = reopen(closed(), STAFF, "Still there.").case
    assert (case.closed_at, case.because, case.status) == (None, None, Status.IN_PROGRESS)
    assert case.wake_at is not None


def test_a_reopened_case_has_not_broken_the_promises_that_it_kept() -> None:
    file = once_kept(closed(), reopen(closed(), an_act(by="staff:7", at=NOW + timedelta(days=5)), "Again."))
    file = once_kept(file, ask_resident(file, an_act(by="staff:7", at=NOW + timedelta(days=5)), "02", "Where?"))
    file = once_kept(file, end_task(file, an_act(by="staff:7", at=NOW + timedelta(days=6)), "02", TaskStatus.DONE))
    assert file.case.targets == {}
    assert advance(file, an_act(at=NOW + timedelta(days=6))).case.missed == ()


def test_what_the_triage_desk_answered_is_reopened_at_the_triage_desk() -> None:
    file = a_file(case=a_case(person=PERSON))
    file = once_kept(file, triage(file, Reason("no_match"), an_act()))
    file = once_kept(file, end_task(file, STAFF, "01", TaskStatus.DONE))
    file = once_kept(file, advance(file, STAFF))
    change = reopen(file, RESIDENT, "That was no answer.")
    assert (change.case.status, change.case.run) == (Status.TRIAGE, 2)
    assert [event.type for event in change.events] == ["case.reopened", "case.triaged", "task.opened"]


def test_a_case_that_was_withdrawn_before_it_was_routed_is_reopened_at_the_triage_desk() -> None:
    file = once_kept(a_file(), withdraw_case(a_file(), RESIDENT, "By mistake."))
    assert reopen(file, RESIDENT, "No, I need it.").case.status is Status.TRIAGE


@pytest.mark.parametrize(("days", "allowed"), [(30, True), (31, False)])
def test_a_case_is_reopened_only_for_so_many_days(days: int, allowed: bool) -> None:
    act = an_act(by="resident", at=RESIDENT.at + timedelta(days=days))
    if allowed:
        assert reopen(closed(), act, "Again.").case.run == 2
    else:
        with pytest.raises(NotPossible, match="30 days"):
            reopen(closed(), act, "Again.")


def test_what_is_worked_on_or_was_joined_is_not_reopened() -> None:
    with pytest.raises(NotPossible, match="still being worked on"):
        reopen(a_routed_file(), STAFF, "Again.")
    joined = a_file(case=a_case(status=Status.CLOSED, merged_into="7KQ2-M4TX-9BWD-D", closed_at=NOW))
    with pytest.raises(NotPossible, match="joined with"):
        reopen(joined, STAFF, "Again.")


def test_only_a_resolved_case_is_closed_by_the_workflow() -> None:
    with pytest.raises(NotPossible, match="Only a resolved case"):
        close_resolved(a_routed_file(), an_act(), "expired")


def reopened_and_withdrawn(file: CaseFile, by: str, hours: list[float]) -> CaseFile:
    for hour in hours:
        act = an_act(by=by, at=RESIDENT.at + timedelta(hours=hour))
        file = once_kept(file, reopen(file, act, "?"))
        file = once_kept(file, withdraw_case(file, act, "?"))
    return file


def test_a_resident_has_a_case_reopened_three_times_in_any_day() -> None:
    file = reopened_and_withdrawn(closed(), "resident", [0, 10, 20])
    with pytest.raises(TooMany, match="3 times in a day") as refused:
        reopen(file, an_act(by="resident", at=RESIDENT.at + timedelta(hours=23)), "?")
    assert refused.value.retry_after == 3600
    file = reopened_and_withdrawn(file, "resident", [24])
    assert len(file.case.brought_back) == 3


def test_staff_reopen_a_case_as_often_as_they_must_and_that_takes_nothing_from_its_resident() -> None:
    file = reopened_and_withdrawn(closed(), "staff:7", [0, 1, 2, 3, 4])
    assert reopened_and_withdrawn(file, "resident", [5]).case.brought_back
