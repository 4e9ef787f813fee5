"""The workflows: every state is explained and reached, every target exists, and no failure is left uncaught."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from casework.workflow.steps import DO, STEPS
from dispatch.repair_case import PATIENCE
from onestop.domain.cases.lifecycle import CloseReason
from onestop.domain.cases.tasks.stages import Next
from tests.contract.template import MACHINES, ROOT, TEMPLATE, definition, scopes

SECONDS_OF_A_STEP = TEMPLATE["Globals"]["Function"]["Timeout"]
SCOPES = [
    pytest.param(scope, id=f"{machine} {scope['StartAt']}")
    for machine in MACHINES
    for scope in scopes(definition(machine))
]
STATES = [
    pytest.param(name, state, id=f"{machine} {name}")
    for machine in MACHINES
    for scope in scopes(definition(machine))
    for name, state in scope["States"].items()
]


def targets(state: dict[str, Any]) -> Iterator[str]:
    for key in ("Next", "Default"):
        if key in state:
            yield state[key]
    for branch in (*state.get("Catch", ()), *state.get("Choices", ())):
        yield branch["Next"]


@pytest.mark.parametrize("machine", MACHINES)
def test_every_blank_is_filled_and_every_filling_has_a_blank(machine: str) -> None:
    text = (ROOT / MACHINES[machine]["DefinitionUri"]).read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{(\w+)\}", text)) == set(MACHINES[machine]["DefinitionSubstitutions"])


@pytest.mark.parametrize("machine", MACHINES)
def test_a_machine_speaks_jsonata_and_says_what_it_is_for(machine: str) -> None:
    assert definition(machine)["QueryLanguage"] == "JSONata"
    assert definition(machine)["Comment"].endswith(".")


def test_a_workflow_closes_a_case_only_for_reasons_that_the_case_knows() -> None:
    text = (ROOT / MACHINES["CaseStateMachine"]["DefinitionUri"]).read_text(encoding="utf-8")
    said = set(re.findall(r'"because": "(\w+)"', text))
    assert said
    assert said <= set(CloseReason)


@pytest.mark.parametrize("scope", SCOPES)
def test_every_target_exists_and_every_state_is_reached(scope: dict[str, Any]) -> None:
    reached, ahead = set(), [scope["StartAt"]]
    while ahead:
        name = ahead.pop()
        assert name in scope["States"], name
        if name not in reached:
            reached.add(name)
            ahead += targets(scope["States"][name])
    assert reached == set(scope["States"])


@pytest.mark.parametrize(("name", "state"), STATES)
def test_a_state_is_explained(name: str, state: dict[str, Any]) -> None:
    assert state["Comment"].endswith(".")


@pytest.mark.parametrize(("name", "state"), STATES)
def test_a_state_leads_on_or_ends(name: str, state: dict[str, Any]) -> None:
    ends = state.get("End") is True or state["Type"] in ("Succeed", "Fail")
    assert ends != bool({"Next", "Default"} & set(state))


@pytest.mark.parametrize(("name", "state"), STATES)
def test_what_works_is_tried_again_and_its_failure_is_caught(name: str, state: dict[str, Any]) -> None:
    if state["Type"] in ("Task", "Map", "Parallel"):
        assert state["Retry"]
        assert all(retry["MaxAttempts"] >= 3 and retry["JitterStrategy"] == "FULL" for retry in state["Retry"])
        assert state["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


def waits_of(retry: dict[str, Any]) -> list[float]:
    """The longest pauses between the attempts of a retrier, in seconds; with full jitter they are half, on average."""
    most = retry.get("MaxDelaySeconds", float("inf"))
    return [min(most, retry["IntervalSeconds"] * retry["BackoffRate"] ** each) for each in range(retry["MaxAttempts"])]


@pytest.mark.parametrize(("name", "state"), STATES)
def test_a_function_that_is_too_busy_is_waited_for_longer_than_one_that_fails(name: str, state: dict[str, Any]) -> None:
    if state.get("Resource", "").endswith("lambda:invoke"):
        busy = state["Retry"][0]  # Step Functions takes the first that fits
        assert "Lambda.TooManyRequestsException" in busy["ErrorEquals"]
        assert sum(waits_of(busy)) / 2 > 15 * 60
        assert busy["MaxAttempts"] * 3 < 25_000 / 10  # events in the history of an execution, and their limit


@pytest.mark.parametrize(("name", "state"), STATES)
def test_the_sweeper_takes_no_run_for_stuck_whose_step_is_tried_again(name: str, state: dict[str, Any]) -> None:
    if state.get("Resource", "").endswith("lambda:invoke"):
        tried = sum(retry["MaxAttempts"] for retry in state["Retry"] if retry["ErrorEquals"] == ["States.ALL"]) + 1
        pauses = sum(sum(waits_of(retry)) for retry in state["Retry"])
        assert pauses + tried * SECONDS_OF_A_STEP < PATIENCE.total_seconds()


@pytest.mark.parametrize(("name", "state"), STATES)
def test_what_waits_for_a_token_does_not_wait_for_ever_and_is_not_started_anew_by_a_timeout(
    name: str, state: dict[str, Any]
) -> None:
    if "waitForTaskToken" in state.get("Resource", ""):
        assert state["TimeoutSeconds"]
        retried = {error for retry in state["Retry"] for error in retry["ErrorEquals"]}
        assert not retried & {"States.ALL", "States.Timeout", "States.TaskFailed"}


@pytest.mark.parametrize(("name", "state"), STATES)
def test_states_know_no_arn_by_heart(name: str, state: dict[str, Any]) -> None:
    known = re.findall(r"arn:aws:(?!states:::)[^\"]*", str(state))
    assert known == []


def test_the_workflow_knows_every_answer_of_a_step() -> None:
    choices = definition("CaseStateMachine")["States"]["Next"]["Choices"]
    asked = {re.search(r"next = '(\w+)'", choice["Condition"])[1] for choice in choices}  # type: ignore[index]
    assert asked | {"end"} == {step.value for step in Next}


def test_the_workflow_asks_for_the_steps_that_there_are() -> None:
    states = definition("CaseStateMachine")["States"].values()
    payloads = [state.get("Arguments", {}).get("Payload", {}) for state in states]
    assert {payload["step"] for payload in payloads if "step" in payload} == set(STEPS)


def test_what_is_done_by_itself_is_asked_of_casework_once_before_its_agency_is_waited_for() -> None:
    states = definition("AutomaticStateMachine")["States"]
    assert states["Do"]["Arguments"]["Payload"]["step"] == DO
    assert [catch["Next"] for catch in states["Do"]["Catch"]] == [states["Done"]["Default"]]
