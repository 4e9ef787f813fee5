"""The contact flow in infra/connect, held against what the function answers: nobody falls silent or out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.voice.answers import ANSWERS
from intake.voice.steps import STEPS
from tests.each import for_each

FLOW = json.loads((Path(__file__).parents[4] / "infra" / "connect" / "front-door.json").read_text(encoding="utf-8"))
BLOCKS: dict[str, dict[str, Any]] = {block["Identifier"]: block for block in FLOW["Actions"]}
# The blocks of the flow language 2019-10-30 that we use, and the errors that each must be ready for
ERRORS = {
    "MessageParticipant": {"NoMatchingError"},
    "GetParticipantInput": {"NoMatchingError"},
    "InvokeLambdaFunction": {"NoMatchingError"},
    "UpdateContactAttributes": {"NoMatchingError"},
    "UpdateContactTextToSpeechVoice": {"NoMatchingError"},
    "UpdateContactTargetQueue": {"NoMatchingError"},
    "CheckHoursOfOperation": {"NoMatchingError"},
    "TransferContactToQueue": {"NoMatchingError", "QueueAtCapacity"},
    "Compare": {"NoMatchingCondition"},
    "DisconnectParticipant": set(),
}
CHOICE = {"NoMatchingCondition", "InputTimeLimitExceeded"}
OURS = ("language", "time")  # what the flow itself keeps of what the caller pressed
GIVEN = ("transcript",)  # what a flow before this one may have kept
by_block = for_each("block", BLOCKS.values())


def targets(block: dict[str, Any]) -> Iterator[str]:
    transitions = block["Transitions"]
    if "NextAction" in transitions:
        yield transitions["NextAction"]
    for branch in (*transitions.get("Errors", ()), *transitions.get("Conditions", ())):
        yield branch["NextAction"]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)


def referred(block: dict[str, Any], space: str) -> set[str]:
    return {name for text in texts(block["Parameters"]) for name in re.findall(rf"\$\.{space}\.(\w+)", text)}


def step_of(block: dict[str, Any]) -> str:
    return str(block["Parameters"]["LambdaInvocationAttributes"]["step"])


def answered_by(block: str) -> set[str]:
    """The steps whose answer a block may find in $.External: the last Lambda on every way that leads to it."""
    found, seen, near = set(), set(), [block]
    while near:
        target = near.pop()
        for before in BLOCKS.values():
            if target not in targets(before) or before["Identifier"] in seen:
                continue
            seen.add(before["Identifier"])
            if before["Type"] == "InvokeLambdaFunction":
                if before["Transitions"]["NextAction"] == target:
                    found.add(step_of(before))
            else:
                near.append(before["Identifier"])
    return found


def test_the_flow_is_in_the_flow_language_and_each_block_has_one_name() -> None:
    assert FLOW["Version"] == "2019-10-30"
    assert FLOW["StartAction"] in BLOCKS
    assert len(BLOCKS) == len(FLOW["Actions"])
    assert set(FLOW["Metadata"]["ActionMetadata"]) == set(BLOCKS)


@by_block
def test_every_transition_leads_to_a_block(block: dict[str, Any]) -> None:
    assert set(targets(block)) <= set(BLOCKS)


def test_every_block_is_reached_and_from_every_block_the_caller_comes_to_a_person_or_a_goodbye() -> None:
    reached, near = {FLOW["StartAction"]}, [FLOW["StartAction"]]
    while near:
        for target in targets(BLOCKS[near.pop()]):
            if target not in reached:
                reached.add(target)
                near.append(target)
    assert reached == set(BLOCKS)
    ends = {
        name for name, block in BLOCKS.items() if block["Type"] in ("TransferContactToQueue", "DisconnectParticipant")
    }
    while True:
        more = {name for name, block in BLOCKS.items() if set(targets(block)) & ends} - ends
        if not more:
            break
        ends |= more
    assert ends == set(BLOCKS)


@by_block
def test_every_block_is_ready_for_what_can_go_wrong(block: dict[str, Any]) -> None:
    expected = ERRORS[block["Type"]]
    if block["Type"] == "GetParticipantInput" and block["Parameters"]["StoreInput"] == "False":
        expected = expected | CHOICE
    assert {error["ErrorType"] for error in block["Transitions"].get("Errors", ())} == expected
    assert ("NextAction" in block["Transitions"]) == (block["Type"] != "DisconnectParticipant")


@by_block
def test_input_that_is_kept_has_no_conditions_and_a_length(block: dict[str, Any]) -> None:
    if block["Type"] == "GetParticipantInput" and block["Parameters"]["StoreInput"] == "True":
        assert not block["Transitions"]["Conditions"]
        assert int(block["Parameters"]["InputValidation"]["CustomValidation"]["MaximumLength"]) >= 1


@by_block
def test_every_call_of_the_function_asks_for_a_step_that_it_knows(block: dict[str, Any]) -> None:
    if block["Type"] != "InvokeLambdaFunction":
        return
    parameters = block["Parameters"]
    assert step_of(block) in STEPS
    assert parameters["ResponseValidation"] == {"ResponseType": "STRING_MAP"}
    assert int(parameters["InvocationTimeLimitSeconds"]) <= 8
    assert parameters["LambdaFunctionARN"] == "${VoiceFunctionArn}"


def test_every_step_that_the_function_knows_is_asked_for() -> None:
    calls = [block for block in BLOCKS.values() if block["Type"] == "InvokeLambdaFunction"]
    assert {step_of(block) for block in calls} == set(STEPS) == set(ANSWERS)


@by_block
def test_what_a_block_takes_from_the_function_is_what_the_function_answered_last(block: dict[str, Any]) -> None:
    names = referred(block, "External")
    if names:
        steps = answered_by(block["Identifier"])
        assert steps
        for step in steps:
            assert names <= set(ANSWERS[step])


@by_block
def test_what_a_block_takes_from_the_call_was_kept_in_it(block: dict[str, Any]) -> None:
    kept = {name for each in BLOCKS.values() for name in each["Parameters"].get("Attributes", ())}
    assert referred(block, "Attributes") <= kept | set(GIVEN)
    assert set(OURS) <= kept


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_each_language_is_chosen_by_a_key_kept_and_spoken_by_a_voice_of_its_own(language: str) -> None:
    chosen = [branch["NextAction"] for branch in BLOCKS["choose_language"]["Transitions"]["Conditions"]]
    assert f"language_{language}" in chosen
    assert BLOCKS[f"language_{language}"]["Parameters"]["Attributes"] == {"language": language}
    voices = {block["Parameters"].get("TextToSpeechVoice") for block in BLOCKS.values()} - {None}
    assert BLOCKS[f"voice_{language}"]["Parameters"]["TextToSpeechVoice"] in voices
    assert len(voices) == 3


def test_who_withholds_their_number_and_who_meets_a_fault_comes_to_a_person() -> None:
    branches = {
        branch["Condition"]["Operands"][0]: branch["NextAction"]
        for branch in BLOCKS["who_calls"]["Transitions"]["Conditions"]
    }
    assert branches["withheld"] == "hand_over"
    for block in BLOCKS.values():
        if block["Type"] == "InvokeLambdaFunction":
            (error,) = block["Transitions"]["Errors"]
            assert error["NextAction"] in ("hand_over", "say_trouble")
