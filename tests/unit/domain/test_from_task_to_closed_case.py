"""From a task that ends to a case that is closed, and what the workflow does next at every point."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.cases.case import Case, CaseFile
from onestop.domain.cases.case_end import close_resolved, invite_to_survey, take_survey_answer
from onestop.domain.cases.events import CaseClosed, SurveyAnswered, SurveyInvited, TaskCompleted, TaskDeclined
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import restart
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.errors import NotFound, NotPossible, NotValid
from tests.builders import NOW, a_case, a_file, a_stage, a_task, a_triage_task, an_act

STAFF = an_act(by="staff:7")
DONE, DECLINED, OPEN = TaskStatus.DONE, TaskStatus.DECLINED, TaskStatus.OPEN


def at_work(*tasks: Any) -> CaseFile:
    case = a_case(status=Status.IN_PROGRESS, version=3, position=0, stages_opened=1)
    return a_file(case=case, tasks=tasks or (a_task(),), plan=(a_stage(),))


def at_the_desk(*tasks: Any) -> CaseFile:
    return a_file(case=a_case(status=Status.TRIAGE, stages_opened=1), tasks=tasks or (a_triage_task(),))


def resolved(**fields: Any) -> CaseFile:
    return a_file(case=a_case(status=Status.RESOLVED, **({"survey": "standard"} | fields)))


@pytest.mark.parametrize(("outcome", "event"), [(DONE, TaskCompleted), (DECLINED, TaskDeclined)])
def test_an_agency_ends_its_part_and_it_is_recorded_who_and_when(outcome: TaskStatus, event: type) -> None:
    change = end_task(at_work(), STAFF, "01", outcome, note="All dry.")
    (task,) = change.tasks
    assert (task.status, task.ended_by, task.ended_at, task.note) == (outcome, "staff:7", NOW, "All dry.")
    assert change.events == (event(task="01", code="repair", agency="streets"),)
    assert (change.by, change.case.version, change.case.status) == ("staff:7", 4, Status.IN_PROGRESS)


def test_a_note_stays_with_the_task_and_is_in_no_event() -> None:
    change = end_task(at_work(), STAFF, "01", DONE, note="Ana Rivas was not at home.")
    assert "Ana" not in repr(change.events)


@pytest.mark.parametrize("ended", [DONE, DECLINED])
@pytest.mark.parametrize("outcome", [DONE, DECLINED])
def test_a_task_ends_once(ended: TaskStatus, outcome: TaskStatus) -> None:
    with pytest.raises(NotPossible, match=f"already {ended}"):
        end_task(at_work(a_task(status=ended)), STAFF, "01", outcome)


def test_a_task_that_the_case_does_not_have_cannot_be_ended() -> None:
    with pytest.raises(NotFound, match="has no task 09"):
        end_task(at_work(), STAFF, "09", DONE)


def test_only_the_triage_desk_chooses_a_service() -> None:
    with pytest.raises(NotValid) as refused:
        end_task(at_work(), STAFF, "01", DONE, service="pothole")
    assert refused.value.faults[0].field == "service_code"


def test_the_triage_desk_cannot_decline() -> None:
    with pytest.raises(NotPossible, match="last stop"):
        end_task(at_the_desk(), STAFF, "01", DECLINED)


def test_the_desks_choice_is_kept_with_its_task() -> None:
    change = end_task(at_the_desk(), STAFF, "01", DONE, service="pothole")
    assert change.tasks[0].decided_service == "pothole"


def test_a_resolved_case_is_asked_about() -> None:
    assert invite_to_survey(resolved(), an_act()).events == (SurveyInvited(survey="standard"),)


def test_the_answer_to_a_survey_is_recorded_as_the_residents() -> None:
    change = take_survey_answer(resolved(), an_act(), (("satisfaction", 5),))
    assert change.events == (SurveyAnswered(survey="standard", scores=(("satisfaction", 5),)),)
    assert change.by == "resident"


@pytest.mark.parametrize(
    "case",
    [
        *(a_case(status=status, survey="standard") for status in Status if status is not Status.RESOLVED),
        resolved(survey=None).case,
    ],
    ids=lambda case: f"{case.status} with survey {case.survey}",
)
def test_no_other_case_is_asked_about_or_answered(case: Case) -> None:
    with pytest.raises(NotPossible):
        invite_to_survey(a_file(case=case), an_act())
    with pytest.raises(NotPossible):
        take_survey_answer(a_file(case=case), an_act(), (("satisfaction", 5),))


def test_a_resolved_case_is_closed_with_its_cause() -> None:
    change = close_resolved(resolved(), an_act(), "expired")
    assert (change.case.status, change.events) == (Status.CLOSED, (CaseClosed(because="expired"),))


@pytest.mark.parametrize("status", Status)
def test_a_restart_changes_the_run_and_nothing_else(status: Status) -> None:
    change = restart(a_file(case=a_case(status=status, run=2)), an_act())
    assert (change.case.run, change.case.status, change.by) == (3, status, "system")


@pytest.mark.parametrize(
    ("file", "following"),
    [
        (a_file(), Next.ROUTE),
        (at_work(), Next.TASKS),
        (at_work(a_task(status=DONE), a_task(id="02")), Next.TASKS),
        (at_work(a_task(status=DONE), a_task(id="02", status=DECLINED)), Next.ADVANCE),
        (at_work(a_task(status=DONE)), Next.ADVANCE),
        (at_the_desk(), Next.TASKS),
        (at_the_desk(a_triage_task(status=DONE)), Next.ADVANCE),
        (at_the_desk(a_triage_task(status=DONE, decided_service="pothole")), Next.ROUTE),
        (resolved(), Next.SURVEY),
        (resolved(survey=None), Next.CLOSE),
        (a_file(case=a_case(status=Status.CLOSED)), Next.END),
    ],
)
def test_the_case_alone_says_what_comes_next(file: CaseFile, following: Next) -> None:
    assert what_next(file) is following


def test_tasks_of_an_earlier_stage_do_not_hold_up_a_later_one() -> None:
    case = a_case(status=Status.IN_PROGRESS, stages_opened=2)
    file = a_file(case=case, tasks=(a_task(stage=1), a_task(id="02", stage=2, status=DONE)))
    assert what_next(file) is Next.ADVANCE


def test_a_service_chosen_before_an_earlier_routing_is_not_chosen_again() -> None:
    case = a_case(status=Status.TRIAGE, stages_opened=3)
    before = a_triage_task(stage=1, status=DONE, decided_service="pothole")
    now = a_triage_task(id="03", stage=3, status=DONE)
    assert what_next(a_file(case=case, tasks=(before, now))) is Next.ADVANCE
