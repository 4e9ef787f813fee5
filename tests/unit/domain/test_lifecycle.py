"""The two tables of allowed moves say all there is: what they allow succeeds, all else is refused."""

from __future__ import annotations

from itertools import product

import pytest

from onestop.domain.cases.lifecycle import (
    MOVES,
    TASK_MOVES,
    UNFINISHED,
    CancelReason,
    CloseReason,
    Status,
    TaskStatus,
    move_case,
    move_task,
)
from onestop.domain.errors import NotPossible

PAIRS = list(product(Status, Status))
TASK_PAIRS = list(product(TaskStatus, TaskStatus))


@pytest.mark.parametrize(("current", "to"), [pair for pair in PAIRS if pair[1] in MOVES[pair[0]]])
def test_a_case_may_make_every_move_of_the_table(current: Status, to: Status) -> None:
    assert move_case(current, to) is to


@pytest.mark.parametrize(("current", "to"), [pair for pair in PAIRS if pair[1] not in MOVES[pair[0]]])
def test_a_case_may_make_no_other_move(current: Status, to: Status) -> None:
    with pytest.raises(NotPossible, match=f"A case that is {current} cannot become {to}."):
        move_case(current, to)


@pytest.mark.parametrize(("current", "to"), [pair for pair in TASK_PAIRS if pair[1] in TASK_MOVES[pair[0]]])
def test_a_task_may_make_every_move_of_the_table(current: TaskStatus, to: TaskStatus) -> None:
    assert move_task(current, to) is to


@pytest.mark.parametrize(("current", "to"), [pair for pair in TASK_PAIRS if pair[1] not in TASK_MOVES[pair[0]]])
def test_a_task_may_make_no_other_move(current: TaskStatus, to: TaskStatus) -> None:
    with pytest.raises(NotPossible, match=f"already {current}"):
        move_task(current, to)


@pytest.mark.parametrize("table", [MOVES, TASK_MOVES], ids=["cases", "tasks"])
def test_every_status_has_its_row(table: dict[Status, frozenset[Status]]) -> None:
    kind = type(next(iter(table)))
    assert set(table) == set(kind)


@pytest.mark.parametrize("start", Status)
def test_every_case_can_reach_its_end(start: Status) -> None:
    assert Status.CLOSED in reachable(start)


def test_what_has_ended_may_be_reopened_and_nothing_else_is_brought_back() -> None:
    back = {status for status in Status if MOVES[status] & {Status.IN_PROGRESS, Status.TRIAGE}}
    assert {Status.RESOLVED, Status.CLOSED} <= back
    assert all(Status.OPEN not in allowed for allowed in MOVES.values())


def test_a_task_that_is_unfinished_can_still_end_and_no_other_can() -> None:
    assert {status for status in TaskStatus if TASK_MOVES[status]} == UNFINISHED


def reachable(start: Status) -> set[Status]:
    found, ahead = {start}, [start]
    while ahead:
        new = MOVES[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def test_whatever_closes_a_case_can_cancel_its_tasks() -> None:
    assert set(CloseReason) < set(CancelReason)
