"""From a need to work under way: routing, the triage desk, and the stages of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from onestop.domain.cases.change import Change
from onestop.domain.cases.events import CaseResolved, CaseRouted, CaseTriaged, Reason, TaskOpened
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import RoutingDecision, advance, give_service, triage
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.errors import NotPossible
from tests.builders import NOW, a_case, a_file, a_request, a_stage, a_task, a_triage_task, an_act

CHOSEN = Reason("chosen")
MAKE_SAFE = a_stage(code="make-safe", agencies=("buildings", "streets"))
FOLLOW_UP = a_stage(code="follow-up", agencies=("water", "buildings"))


def a_decision(**fields: Any) -> RoutingDecision:
    defaults: dict[str, Any] = {
        "service": "dangerous-building",
        "priority": "urgent",
        "plan": (MAKE_SAFE, FOLLOW_UP),
        "district": "old-town",
        "survey": "standard",
        "reasons": (CHOSEN,),
    }
    return RoutingDecision(**(defaults | fields))


def routed() -> Change:
    return give_service(a_file(), a_decision(), an_act())


def test_a_routed_case_carries_the_decision_and_its_reasons() -> None:
    case = routed().case
    assert (case.status, case.service, case.priority) == (Status.IN_PROGRESS, "dangerous-building", "urgent")
    assert (case.due_at, case.district, case.survey) == (NOW + timedelta(hours=48), "old-town", "standard")
    assert case.reasons == (CHOSEN,)


def test_routing_opens_the_tasks_of_the_first_stage_side_by_side() -> None:
    tasks = routed().tasks
    assert [(task.id, task.agency, task.stage, task.status) for task in tasks] == [
        ("01", "buildings", 1, TaskStatus.OPEN),
        ("02", "streets", 1, TaskStatus.OPEN),
    ]


def test_routing_tells_who_will_work_and_then_each_task() -> None:
    events = routed().events
    assert [type(event) for event in events] == [CaseRouted, TaskOpened, TaskOpened]
    assert isinstance(events[0], CaseRouted)
    assert events[0].agencies == ("buildings", "streets", "water")  # each once, in the order of the plan
    assert events[0].district == "old-town"


def test_what_was_told_before_events_said_the_district_is_still_read() -> None:
    told = {"service": "pothole", "agencies": ["streets"], "due_at": NOW, "reasons": []}
    assert msgspec.convert(told, CaseRouted).district is None


def test_the_version_of_a_case_counts_its_events() -> None:
    change = routed()
    assert (change.since(), change.case.version) == (1, 4)


def test_a_task_is_due_as_its_agency_works() -> None:
    assert {task.due_at for task in routed().tasks} == {NOW + timedelta(hours=8)}


def test_a_task_shows_the_beginning_of_what_the_resident_said() -> None:
    file = a_file(request=a_request(description="x" * 500))
    assert {len(task.summary) for task in give_service(file, a_decision(), an_act()).tasks} == {120}


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.RESOLVED, Status.CLOSED])
def test_a_case_that_is_past_routing_is_not_routed_again(status: Status) -> None:
    with pytest.raises(NotPossible):
        give_service(a_file(case=a_case(status=status)), a_decision(), an_act())


def test_what_the_rules_are_not_sure_of_goes_to_the_triage_desk_with_the_reason() -> None:
    change = triage(a_file(), Reason("no_match"), an_act())
    assert (change.case.status, change.case.reasons) == (Status.TRIAGE, (Reason("no_match"),))
    assert [type(event) for event in change.events] == [CaseTriaged, TaskOpened]
    assert [(task.code, task.agency, task.due_at) for task in change.tasks] == [
        ("triage", "contact-centre", NOW + timedelta(hours=4))
    ]


def test_a_case_at_the_triage_desk_can_be_put_there_once_more() -> None:
    change = triage(a_file(case=a_case(status=Status.TRIAGE)), Reason("failed"), an_act())
    assert change.case.status is Status.TRIAGE


def in_progress(*statuses: TaskStatus, position: int = 0, stages: int = 1) -> Any:
    case = a_case(
        status=Status.IN_PROGRESS,
        version=4,
        position=position,
        stages_opened=stages,
        tasks_opened=len(statuses),
        survey="standard",
    )
    planned = (MAKE_SAFE, FOLLOW_UP)[position].tasks
    tasks = (
        a_task(id=f"{number:02d}", code=part.code, agency=part.agency, status=status, stage=stages)
        for number, (part, status) in enumerate(zip(planned, statuses, strict=True), start=1)
    )
    return a_file(case=case, tasks=tuple(tasks), plan=(MAKE_SAFE, FOLLOW_UP))


def test_when_a_stage_has_ended_the_next_one_opens_with_tasks_numbered_on() -> None:
    change = advance(in_progress(TaskStatus.DONE, TaskStatus.DONE), an_act())
    assert [(task.id, task.stage, task.agency) for task in change.tasks] == [("03", 2, "water"), ("04", 2, "buildings")]
    assert (change.case.position, change.case.stages_opened, change.case.tasks_opened) == (1, 2, 4)


def test_when_the_last_stage_has_ended_the_case_is_resolved() -> None:
    file = in_progress(TaskStatus.DONE, TaskStatus.DONE, position=1, stages=2)
    change = advance(file, an_act())
    assert (change.case.status, change.events) == (Status.RESOLVED, (CaseResolved(survey="standard"),))
    assert change.tasks == ()


def test_when_one_agency_declines_a_person_decides_and_the_reason_names_the_agency() -> None:
    change = advance(in_progress(TaskStatus.DONE, TaskStatus.DECLINED), an_act())
    assert change.case.status is Status.TRIAGE
    assert change.case.reasons == (Reason("declined", ("streets",)),)


def test_a_stage_in_which_somebody_declined_does_not_end_the_case() -> None:
    file = in_progress(TaskStatus.DECLINED, TaskStatus.DONE, position=1, stages=2)
    assert advance(file, an_act()).case.status is Status.TRIAGE


def at_the_desk(decided: str | None) -> Any:
    case = a_case(status=Status.TRIAGE, position=0, stages_opened=1, survey="standard")
    task = a_triage_task(status=TaskStatus.DONE, decided_service=decided)
    return a_file(case=case, tasks=(task,), plan=(a_stage(code="triage"),))


def test_a_service_chosen_at_the_desk_is_routed() -> None:
    assert what_next(at_the_desk("pothole")) is Next.ROUTE


def test_a_case_answered_at_the_desk_itself_is_resolved() -> None:
    assert what_next(at_the_desk(None)) is Next.ADVANCE
    assert advance(at_the_desk(None), an_act()).case.status is Status.RESOLVED


def test_a_case_from_the_desk_can_be_routed_and_its_tasks_are_numbered_on() -> None:
    file = at_the_desk("pothole")
    file = replace(file, case=replace(file.case, tasks_opened=1))
    change = give_service(file, a_decision(), an_act())
    assert [(task.id, task.stage) for task in change.tasks] == [("02", 2), ("03", 2)]
