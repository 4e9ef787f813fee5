"""An alarm at night names the page that helps, and the page is there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.contract.template import NESTED, ROOT

RUNBOOKS = ROOT / "docs" / "runbooks"
DECIDED = {"link-keys.md"}
ALARMS = {
    name: entry["Properties"]
    for name, entry in NESTED["observability"]["Resources"].items()
    if entry["Type"] == "AWS::CloudWatch::Alarm"
}
QUEUES = {
    name
    for stack in ("messaging", "channels")
    for name, entry in NESTED[stack]["Resources"].items()
    if entry["Type"] == "AWS::SQS::Queue"
}


def runbooks_of(alarm: dict[str, Any]) -> list[str]:
    return re.findall(r"docs/runbooks/([\w-]+\.md)", alarm["AlarmDescription"])


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_names_a_runbook_and_tells_somebody(name: str) -> None:
    (runbook,) = runbooks_of(ALARMS[name])
    assert (RUNBOOKS / runbook).is_file()
    assert ALARMS[name]["AlarmActions"] == [{"Ref": "Operators"}]
    assert ALARMS[name]["TreatMissingData"] == "notBreaching"


@pytest.mark.parametrize("name", ALARMS)
def test_the_runbook_of_an_alarm_speaks_of_it(name: str) -> None:
    (runbook,) = runbooks_of(ALARMS[name])
    assert f"`{name}`" in (RUNBOOKS / runbook).read_text(encoding="utf-8")


def test_every_runbook_belongs_to_an_alarm_or_to_what_a_person_decides() -> None:
    named = DECIDED | {runbook for alarm in ALARMS.values() for runbook in runbooks_of(alarm)}
    assert {path.name for path in RUNBOOKS.glob("*.md")} == named


@pytest.mark.parametrize("path", sorted(RUNBOOKS.glob("*.md")), ids=lambda path: path.stem)
def test_a_runbook_says_what_you_see_what_it_means_and_what_to_do(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["What you see", "What it means", "What to do"]
    assert len(text.splitlines()) <= 60


def test_every_dead_letter_queue_has_an_alarm() -> None:
    watched = {
        entry["Value"]["Ref"].removesuffix("Name")
        for alarm in ALARMS.values()
        for entry in alarm["Dimensions"]
        if entry["Name"] == "QueueName"
    }
    assert watched == {name for name in QUEUES if name.endswith("Dead")} | {"Lost"}
