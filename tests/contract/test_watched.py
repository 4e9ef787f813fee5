"""The page of operations looks at every function, queue and workflow there is, and may do what it offers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from casework.operations import deployed
from casework.operations.deployed import ITSELF, is_dead, source_of
from tests.contract.template import FUNCTIONS, MACHINES, NESTED, RESOURCES, TEMPLATE

(WATCHER,) = [name for name, each in FUNCTIONS.items() if "WATCHED_QUEUES" in each["Environment"]["Variables"]]
SETTINGS = FUNCTIONS[WATCHER]["Environment"]["Variables"]
STACK_OF = {
    name: stack
    for stack in ("messaging", "channels")
    for name, entry in NESTED[stack]["Resources"].items()
    if entry["Type"] == "AWS::SQS::Queue"
}
MOST_BYTES = 4096  # of the environment of a function, names and values together, and of a parameter
LONGEST = {"Function}": 64, "Name}": 80}  # what AWS lets functions and queues be called


def told(setting: str) -> dict[str, str]:
    """The names in a setting, or in the parameter that it refers to."""
    value = SETTINGS[setting]
    if "Ref" in value:
        value = RESOURCES[value["Ref"]]["Properties"]["Value"]
    return deployed.read_names(value["Fn::Sub"])


def output(reference: dict[str, Any]) -> str:
    """Stack and output of a GetAtt, such as messaging.RetryName."""
    said = reference["Fn::GetAtt"]
    stack, _, name = (said if isinstance(said, str) else ".".join(said)).split(".")
    return f"{stack.lower()}.{name}"


def resources_of(action: str) -> set[str]:
    """The queues to which the function may do something."""
    statements = [each for policy in FUNCTIONS[WATCHER]["Policies"] for each in policy["Statement"]]
    given = [each["Resource"] for each in statements if action in each["Action"]]
    outputs = [output(each).split(".") for resources in given for each in resources]
    return {NESTED[stack]["Outputs"][name]["Value"]["Fn::GetAtt"][0] for stack, name in outputs}


def test_every_function_is_watched() -> None:
    watched = told("WATCHED_FUNCTIONS")
    assert [f"{name}Function" for name in watched] == list(FUNCTIONS)
    own = WATCHER.removesuffix("Function")
    assert watched == {name: ITSELF if name == own else f"${{{name}Function}}" for name in watched}


def test_every_queue_is_watched_and_dead_letters_have_the_source_that_their_queue_names() -> None:
    watched = told("WATCHED_QUEUES")
    assert watched == {name: f"${{{STACK_OF[name].capitalize()}.Outputs.{name}Name}}" for name in watched}
    assert watched.keys() == STACK_OF.keys()
    sources = {
        entry["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]: name
        for stack in ("messaging", "channels")
        for name, entry in NESTED[stack]["Resources"].items()
        if "RedrivePolicy" in entry.get("Properties", {})
    }
    assert {name: source_of(name) for name in watched if is_dead(name)} == sources | {"Lost": None}


def test_every_workflow_is_watched() -> None:
    assert [f"{name}StateMachine" for name in deployed.MACHINES] == list(MACHINES)
    for name in deployed.MACHINES:
        called = MACHINES[f"{name}StateMachine"]["Name"]["Fn::Sub"]
        assert f"{SETTINGS['WATCHED_MACHINES']['Fn::Sub']}{name.lower()}".endswith(f":stateMachine:{called}")


def test_alarms_are_looked_for_in_the_stack_that_has_them() -> None:
    assert SETTINGS["WATCHED_MACHINES"]["Fn::Sub"].endswith(":${AWS::StackName}-")
    assert RESOURCES[deployed.OBSERVED_IN]["Properties"]["TemplateURL"] == "infra/observability.yaml"


@pytest.mark.parametrize(
    ("action", "which"),
    [
        ("sqs:GetQueueAttributes", lambda name: True),
        ("sqs:ReceiveMessage", lambda name: source_of(name) is not None),
        ("sqs:DeleteMessage", lambda name: source_of(name) is not None),
        ("sqs:SendMessage", lambda name: not is_dead(name)),
    ],
)
def test_the_page_may_look_into_queues_and_send_back_dead_letters_and_no_more(action: str, which: Any) -> None:
    assert resources_of(action) == {name for name in STACK_OF if which(name)}


def test_the_parameter_of_queues_has_room_for_long_names() -> None:
    assert sum(len(name) + LONGEST["Name}"] + 2 for name in told("WATCHED_QUEUES")) <= MOST_BYTES


def test_the_environment_of_the_page_has_room_for_long_names() -> None:
    def length(value: Any) -> int:
        if isinstance(value, dict) and "Fn::If" in value:
            return max(length(each) for each in value["Fn::If"][1:])
        if not isinstance(value, dict) or "Fn::Sub" not in value:
            return len(value) if isinstance(value, str) else 120  # an ARN or a name that AWS gives
        text = str(value["Fn::Sub"]).replace("${AWS::StackName}", "x" * 40).replace("${AWS::Region}", "x" * 14)
        for end, most in LONGEST.items():
            text = re.sub(r"\$\{[\w.]+" + end, "x" * most, text)
        return len(re.sub(r"\$\{[\w:]+\}", "x" * 12, text))

    settings = TEMPLATE["Globals"]["Function"]["Environment"]["Variables"] | SETTINGS
    assert sum(len(name) + length(value) for name, value in settings.items()) <= MOST_BYTES
