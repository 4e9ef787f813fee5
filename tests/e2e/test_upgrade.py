"""An update of a running suite: a case that the version before had begun is finished by this one.

A running execution keeps the definition that it was started with, on AWS and in the engine alike, and calls the
functions that are there by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onestop_cli.ready import RunningSuite
from tests.e2e.town import PLACE, Town, wait_for

STEP, BEFORE = "Advance", "Advance, as it was called before"


@pytest.fixture
def update(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[Callable[[], None]]:
    """Runs cases by a workflow of the version before, in which a step had another name; what is given updates it."""
    steps, machine = suite_clients("stepfunctions"), suite.outputs["CaseStateMachine"]
    now = steps.describe_state_machine(stateMachineArn=machine)["definition"]
    before = now.replace(f'"{STEP}"', f'"{BEFORE}"')
    assert before != now

    def run(definition: str) -> None:
        steps.update_state_machine(stateMachineArn=machine, definition=definition)

    run(before)
    yield lambda: run(now)
    run(now)


def test_a_case_under_way_is_finished_after_an_update_by_the_workflow_that_it_was_begun_with(
    town: Town, update: Callable[[], None]
) -> None:
    def begin() -> dict[str, Any]:
        opened = town.open({"service_code": "pothole", "description": "Deep.", "place": PLACE})
        town.wait_until(opened, "in_progress")
        return opened

    def finish(opened: dict[str, Any]) -> set[str]:
        town.complete("streets", opened)
        town.wait_until(opened, "resolved")
        return {STEP, BEFORE} & set(wait_for(lambda: town.transitions(opened), lambda seen: seen[STEP] + seen[BEFORE]))

    begun_before = begin()
    update()
    begun_after = begin()
    assert finish(begun_before) == {BEFORE}
    assert finish(begun_after) == {STEP}
