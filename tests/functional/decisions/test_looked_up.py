"""A register is asked once, and whatever it does not say is left to people: a case never waits for it."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.storage.cases.read_case import load_file, load_whole
from onestop.storage.catalogue import releases as stored
from tests.aws_in_memory import Aws
from tests.functional.decisions.test_decided_by_rule import do
from tests.functional.stories import PLACE, open_case, route

STANDING = {
    "code": "standing",
    "name": {"en": "Standing"},
    "kind": "choice",
    "required": True,
    "choices": [{"code": "active", "name": {"en": "Active"}}, {"code": "gone", "name": {"en": "Gone"}}],
}
TASK = {
    "code": "find",
    "agency": "licensing",
    "name": {"en": "Find it"},
    "due_hours": 8,
    "does": "lookup",
    "register": "business",
    "asks": {"number": "company-number"},
    "results": [STANDING],
}


def looked_up(aws: Aws, release: dict[str, Any], *rows: dict[str, Any], number: str = "NS123456") -> str:
    """A case whose company was looked up in a register that says these rows."""
    plan = [{"code": "register", "name": {"en": "Register"}, "tasks": [TASK]}]
    register = {"code": "business", "name": {"en": "Business Register"}, "test": list(rows)}
    services = [
        {**each, "plan": plan, "reopen_at": "register"} if each["code"] == "new-business" else each
        for each in release["services"]
    ]
    jurisdiction = {**release["jurisdiction"], "registers": [register]}
    aws.publish({**release, "services": services, "jurisdiction": jurisdiction})
    stored.forget()
    answers = {"company-number": number}
    reference: str = open_case(service_code="new-business", channel="chat", place=PLACE, answers=answers)["reference"]
    route(reference)
    return reference


def test_what_a_register_says_is_the_result_of_the_task(aws: Aws, release: dict[str, Any]) -> None:
    row = {"asked": {"number": "NS123456"}, "answer": {"standing": "gone", "owner": "not ours to know"}}
    reference = looked_up(aws, release, row)
    assert do(reference)["ended"] is True
    assert load_file(reference).tasks[0].results == {"standing": "gone"}


@pytest.mark.parametrize("rows", [(), ({"asked": {}, "answer": {"standing": "purple"}},)])
def test_what_it_does_not_say_is_left_to_people_with_one_note(
    aws: Aws, release: dict[str, Any], rows: tuple[dict[str, Any], ...]
) -> None:
    reference = looked_up(aws, release, *rows)
    assert do(reference)["ended"] is False
    assert do(reference)["ended"] is False
    assert not load_file(reference).tasks[0].ended
    assert [note.text for note in load_whole(reference).notes] == [
        "The register Business Register did not answer: look it up and fill in what you find."
    ]
