"""From one stage to the next: which tasks a case needs, by its answers, its place and the results of earlier tasks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onestop.domain.cases.case import CaseFile, Link, LinkKind
from onestop.domain.cases.case_end import reopen
from onestop.domain.cases.events import CaseTriaged, Reason, TargetMissed
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import advance, give_service, triage
from onestop.domain.cases.tasks.stages import Next, facts_of, what_next
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.catalogue.plans import DoneBy, PlannedTask, ResultField
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
from tests.unit.domain.test_routing_progress import a_decision

DONE = TaskStatus.DONE
STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1))
PROMISING = a_catalogue(a_service(targets={"acknowledge_hours": 2, "first_action_hours": 4}))
CHECK = a_planned_task(code="check")


def when(code: str, fact: str, *values: str) -> PlannedTask:
    return a_planned_task(code=code, when={fact: values})


def codes(file: CaseFile) -> list[str]:
    return [task.code for task in file.stage_tasks()]


def test_the_answers_of_the_resident_decide_which_tasks_are_opened() -> None:
    plan = a_plan([CHECK, when("pump", "answer.flooded", "yes"), when("crane", "answer.flooded", "no")])
    assert codes(a_routed_file(plan, answers={"flooded": True})) == ["check", "pump"]
    assert codes(a_routed_file(plan, answers={})) == ["check"]


def test_the_results_of_a_task_decide_about_the_next_stage() -> None:
    found = ResultField(code="found", kind="choice", choices=("hole", "dirt"))
    check = a_planned_task(code="check", results=(found,))
    plan = a_plan([check], [when("repair", "result.check.found", "hole"), when("clean", "result.check.found", "dirt")])
    for value, code in (("hole", "repair"), ("dirt", "clean")):
        file = a_routed_file(plan)
        file = once_kept(file, end_task(file, STAFF, "01", DONE, results={"found": value}))
        assert codes(once_kept(file, advance(file, STAFF))) == [code]


def test_a_stage_of_which_nothing_is_needed_is_skipped() -> None:
    plan = a_plan([CHECK], [when("pump", "answer.flooded", "yes")], [a_planned_task(code="clean")])
    file = a_routed_file(plan)
    file = once_kept(file, end_task(file, STAFF, "01", DONE))
    file = once_kept(file, advance(file, STAFF))
    assert (codes(file), file.case.position, file.case.stages_opened) == (["clean"], 2, 2)


def test_a_case_is_resolved_when_nothing_of_the_rest_is_needed() -> None:
    file = a_routed_file(a_plan([CHECK], [when("pump", "answer.flooded", "yes")]))
    file = once_kept(file, end_task(file, STAFF, "01", DONE))
    assert advance(file, STAFF).case.status is Status.RESOLVED


def test_a_case_of_which_no_part_of_the_plan_fits_goes_to_the_triage_desk() -> None:
    decision = a_decision(service="pothole", plan=a_plan([when("pump", "answer.flooded", "yes")]))
    change = give_service(a_file(), decision, an_act())
    assert (change.case.status, change.case.reasons) == (Status.TRIAGE, (Reason("no_task"),))
    assert [type(event) for event in change.events][:1] == [CaseTriaged]
    assert [task.code for task in change.tasks] == ["triage"]


def test_only_done_tasks_have_results() -> None:
    file = a_routed_file(a_plan([CHECK]))
    declined = once_kept(file, end_task(file, STAFF, "01", TaskStatus.DECLINED))
    assert set(facts_of(declined)) == {"service", "district", "priority"}


def test_a_task_that_is_a_service_of_its_own_opens_a_case_with_no_person() -> None:
    plan = a_plan([a_planned_task(done_by=DoneBy.SERVICE, service="dangerous-building")])
    file = a_file(case=a_case(person=PERSON))
    change = give_service(file, a_decision(service="pothole", plan=plan), an_act())
    [opening] = change.opens
    child = opening.change.case
    assert (child.person, child.service, child.status, child.version) == (None, "dangerous-building", Status.OPEN, 2)
    assert child.links == (Link(reference=file.case.reference, kind=LinkKind.PARENT, task="01"),)
    assert change.case.links == (Link(reference=child.reference, kind=LinkKind.CHILD, task="01"),)
    assert [event.type for event in opening.change.events] == ["case.opened", "case.linked"]
    assert (change.tasks[0].child, change.tasks[0].status) == (child.reference, TaskStatus.OPEN)
    assert opening.request.service == "dangerous-building"


def test_nobody_asks_twice_how_one_need_went() -> None:
    child = a_case(links=(Link(reference="7KQ2-M4TX-9BWD-D", kind=LinkKind.PARENT, task="01"),))
    assert a_routed_file(case=child).case.survey is None
    assert triage(a_file(case=child), Reason("no_match"), an_act()).case.survey is None


def test_the_residents_task_waits_from_the_start_and_its_reminder_is_set() -> None:
    file = a_routed_file(a_plan([a_planned_task(done_by=DoneBy.RESIDENT)]))
    [task] = file.tasks
    assert (task.status, task.waits_for, task.timer) == (TaskStatus.WAITING, "resident", "remind")
    assert (task.timer_at, file.case.waiting_since) == (NOW + timedelta(days=7), NOW)
    assert what_next(file) is Next.TASKS


def test_a_need_that_was_acknowledged_too_late_is_told_once() -> None:
    late = an_act(at=NOW + timedelta(hours=3), catalogue=PROMISING)
    change = give_service(a_file(), a_decision(service="pothole"), late)
    assert TargetMissed(target="acknowledge", due_at=NOW + timedelta(hours=2)) in change.events
    assert change.case.missed == ("acknowledge",)
    assert set(change.case.targets) == {"first_action", "resolve"}


def test_a_promise_that_was_kept_is_not_made_again_when_the_case_is_routed_anew() -> None:
    file = a_routed_file(act=an_act(catalogue=PROMISING))
    declined = an_act(by="staff:7", at=NOW + timedelta(hours=1), catalogue=PROMISING)
    file = once_kept(file, end_task(file, declined, "01", TaskStatus.DECLINED))
    file = once_kept(file, advance(file, declined))
    file = once_kept(file, end_task(file, declined, "02", DONE, service="pothole"))
    change = give_service(file, a_decision(service="pothole"), an_act(at=NOW + timedelta(hours=9), catalogue=PROMISING))
    assert (change.case.missed, set(change.case.targets)) == ((), {"resolve"})


@pytest.mark.parametrize("days", [0, 3])
def test_a_wait_does_not_count_when_the_case_is_routed_anew(days: int) -> None:
    file = a_routed_file(a_plan([a_planned_task(done_by=DoneBy.RESIDENT), CHECK]))
    answered = an_act(by="resident", at=NOW + timedelta(days=days))
    file = once_kept(file, end_task(file, answered, "01", DONE))
    file = once_kept(file, end_task(file, an_act(by="staff:7", at=answered.at), "02", TaskStatus.DECLINED))
    file = once_kept(file, advance(file, an_act(at=answered.at)))
    file = once_kept(file, end_task(file, an_act(by="staff:7", at=answered.at), "03", DONE, service="pothole"))
    change = give_service(file, a_decision(service="pothole"), an_act(at=answered.at))
    assert change.case.due_at == NOW + timedelta(hours=48, days=days)


def test_a_reopened_case_opens_the_tasks_that_it_needs_now() -> None:
    plan = a_plan([CHECK], [when("pump", "answer.flooded", "yes")])
    file = a_routed_file(plan)
    file = once_kept(file, end_task(file, STAFF, "01", DONE))
    file = once_kept(file, advance(file, STAFF))
    assert [task.code for task in reopen(file, STAFF, "Still there.").tasks] == ["check"]
