"""Each state entered costs money: here they are counted on the machines as they are written, without an engine.

The e2e tests measure the same on the engine; this is the upper bound that holds when nothing has to be tried again.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.contract.template import definition

ONE_TASK = (("tasks", 1), ("survey", 0))
FOUR_AGENCIES = (("tasks", 2), ("tasks", 2), ("survey", 0))
TRIAGED = (("tasks", 1), ("route", 1), ("survey", 0))
STARTS = 1  # an execution counts as one more than the states it enters
PER_TASK = 6  # on the straight path: nothing is tried again, nothing is decided anew


def states_of_a_task() -> int:
    """The states that one task enters: in the Map of the case, and in its own machine."""
    task = definition("TaskStateMachine")
    inside = definition("CaseStateMachine")["States"]["Tasks"]["ItemProcessor"]
    for machine in (task, inside):
        assert machine["States"][machine["StartAt"]]["End"] is True
    return 1 + 1 + STARTS


def transitions(life: tuple[tuple[str, int], ...]) -> int:
    """States entered from opening to closing. `life`: what each step answers, and how many tasks it opened."""
    states: dict[str, Any] = definition("CaseStateMachine")["States"]
    answers = iter(life)
    answer, tasks = next(answers)
    name, entered = definition("CaseStateMachine")["StartAt"], STARTS
    while True:
        state = states[name]
        entered += 1
        if state["Type"] == "Map":
            entered += tasks * states_of_a_task()
        if state["Type"] == "Choice":
            following = {re.search(r"'(\w+)'", choice["Condition"])[1]: choice["Next"]  # type: ignore[index]
                         for choice in state["Choices"]}  # fmt: skip
            name = following[answer]
        elif state.get("End") or state["Type"] == "Succeed":
            return entered
        else:
            name = state["Next"]
            if name == "Next":  # the step before it has just answered
                answer, tasks = next(answers)


@pytest.mark.parametrize(
    ("life", "exactly", "budget"),
    [(ONE_TASK, 10, 10), (FOUR_AGENCIES, 22, 30)],
    ids=["one task", "four agencies in two stages"],
)
def test_a_case_from_opening_to_closing_stays_within_its_budget(
    life: tuple[tuple[str, int], ...], exactly: int, budget: int
) -> None:
    assert transitions(life) == exactly <= budget


def test_a_case_by_way_of_the_triage_desk_is_counted_too() -> None:
    assert transitions(TRIAGED) == 17


def test_a_task_that_has_a_stage_to_itself_costs_six_and_one_beside_others_three() -> None:
    one = transitions((("tasks", 1), ("survey", 0)))
    beside = transitions((("tasks", 2), ("survey", 0))) - one
    after = transitions((("tasks", 1), ("tasks", 1), ("survey", 0))) - one
    assert (beside, after) == (3, PER_TASK)


def test_the_case_itself_costs_four_whatever_its_plan() -> None:
    """Its start, Route, Survey and Close; all else is spent on tasks, at most six on each."""
    for stages in range(1, 5):
        for tasks in range(1, 5):
            life = (*[("tasks", tasks)] * stages, ("survey", 0))
            assert transitions(life) - 4 == stages * (3 + 3 * tasks) <= PER_TASK * stages * tasks
