"""Who waits in vain, and who only waits: the sweeper must know one from the other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.workflow_waits import outcome_of, waits_in_vain
from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.storage.cases.published import PublishedState, mark_of
from tests.builders import NOW, a_case, a_file, a_task, an_event

BEGAN = NOW - timedelta(seconds=5)
LATER = NOW + timedelta(hours=1)
FIRST, SECOND = a_task(id="01"), a_task(id="02")
LATE = a_task(id="03", opened_at=LATER)
ENDS = [TaskStatus.DONE, TaskStatus.DECLINED, TaskStatus.SPLIT, TaskStatus.CANCELLED]


def ended(task: Task, status: TaskStatus = TaskStatus.DONE, after: timedelta = timedelta(hours=2)) -> Task:
    return a_task(id=task.id, opened_at=task.opened_at, status=status, ended_at=NOW + after)


def working(*tasks: Task, parked: str = "", used: str = "") -> PublishedState:
    """A case in its first stage; `parked` are the tasks whose tokens are there, `used` those whose tokens were used."""
    case = a_case(status=Status.IN_PROGRESS, stages_opened=1)
    tokens = {name: f"token-{name}" for name in parked.split()}
    marks = frozenset(mark_of(f"token-{name}") for name in used.split())
    return PublishedState(file=a_file(case=case, tasks=tasks), events=(), tokens=tokens, used=marks)


def asked(*types: str, status: Status = Status.RESOLVED, parked: bool = True, used: bool = False) -> PublishedState:
    """A case whose resident is asked how it went, or that went on from there."""
    return PublishedState(
        file=a_file(case=a_case(status=status, survey="standard", version=len(types))),
        events=tuple(an_event(type=type, sequence=number) for number, type in enumerate(types, start=1)),
        tokens={"survey": "token"} if parked else {},
        used=frozenset({mark_of("token")}) if used else frozenset(),
    )


IN_VAIN = {
    "the only task has no token": working(FIRST),
    "one of two tasks has no token": working(FIRST, SECOND, parked="02"),
    "a task that waits for the resident has no token": working(a_task(id="01", status=TaskStatus.WAITING)),
    "the task ended and its token is gone": working(ended(FIRST)),
    "one of two tasks ended and its token is gone": working(ended(FIRST), SECOND, parked="02"),
    "all else has ended and a task opened later has no token": working(ended(FIRST), LATE, parked="01", used="01"),
    "a task opened later ended and its token is gone": working(ended(FIRST), ended(LATE), parked="01", used="01"),
    "a task that was opened before one that has a token has none": working(FIRST, LATE, parked="03"),
    "the survey has no token": asked("case.resolved", parked=False),
    "the survey was answered and its token is gone": asked("case.resolved", "survey.answered", parked=False),
    "the survey's token is that of the time before": asked(
        "case.resolved", "case.reopened", "case.resolved", used=True
    ),
}
WELL = {
    "all tasks have their tokens": working(FIRST, SECOND, parked="01 02"),
    "one has ended, the other is waited for": working(ended(FIRST), SECOND, parked="01 02", used="01"),
    "all have ended and were told so": working(ended(FIRST), ended(SECOND), parked="01 02", used="01 02"),
    "a task opened by staff has its turn later": working(FIRST, LATE, parked="01"),
    "a task opened by staff ended before its turn": working(FIRST, ended(LATE), parked="01"),
    "what ended before this run began": working(ended(FIRST, after=-timedelta(hours=1)), SECOND, parked="02"),
    "nothing is opened yet": working(),
    "the survey is waited for": asked("case.resolved"),
    "the survey was answered": asked("case.resolved", "survey.answered", used=True),
}


@pytest.mark.parametrize("how", IN_VAIN)
def test_a_run_whose_token_is_gone_waits_in_vain(how: str) -> None:
    assert waits_in_vain(IN_VAIN[how], BEGAN)


@pytest.mark.parametrize("how", WELL)
def test_a_run_that_can_be_woken_does_not_wait_in_vain(how: str) -> None:
    assert not waits_in_vain(WELL[how], BEGAN)


def test_a_case_without_a_survey_waits_for_none() -> None:
    case = a_case(status=Status.RESOLVED, survey=None)
    assert not waits_in_vain(PublishedState(file=a_file(case=case), events=(), tokens={}), BEGAN)


@pytest.mark.parametrize("status", ENDS)
def test_the_wait_for_a_task_is_over_when_it_has_ended_in_whatever_way(status: TaskStatus) -> None:
    assert outcome_of(working(ended(FIRST, status)), "01") == {"type": "task.ended"}


@pytest.mark.parametrize("status", [TaskStatus.OPEN, TaskStatus.WAITING])
def test_an_unfinished_task_is_waited_for(status: TaskStatus) -> None:
    assert outcome_of(working(a_task(status=status)), "01") is None


@pytest.mark.parametrize(
    ("standing", "because"),
    [
        (asked("case.resolved"), None),
        (asked("case.resolved", "survey.answered"), "answered"),
        (asked("case.resolved", "survey.answered", "case.closed", status=Status.CLOSED), "answered"),
        (asked("case.resolved", "case.reopened", status=Status.IN_PROGRESS), "reopened"),
        (asked("case.resolved", "survey.answered", "case.reopened", "case.resolved"), None),
    ],
)
def test_a_survey_is_over_when_it_was_answered_since_the_case_was_last_resolved(
    standing: PublishedState, because: str | None
) -> None:
    assert outcome_of(standing, "survey") == (because and {"because": because})
