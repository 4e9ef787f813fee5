"""An alarm at night names the page that helps, and the page is there."""

from __future__ import annotations

import re
from typing import Any

from tests.contract.template import NESTED, RESOURCES, ROOT
from tests.each import for_each

RUNBOOKS = ROOT / "docs" / "runbooks"
DECIDED = {"link-keys.md"}
ALARMS = {
    name: entry["Properties"]
    for name, entry in NESTED["observability"]["Resources"].items()
    if entry["Type"] in ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
}
COMPOSITE = {name: alarm for name, alarm in ALARMS.items() if "AlarmRule" in alarm}
PARTS = {part for alarm in COMPOSITE.values() for part in re.findall(r"\$\{(\w+)\}", alarm["AlarmRule"]["Fn::Sub"])}
QUEUES = {
    name
    for stack in ("messaging", "channels")
    for name, entry in NESTED[stack]["Resources"].items()
    if entry["Type"] == "AWS::SQS::Queue"
}


def runbooks_of(alarm: dict[str, Any]) -> list[str]:
    return re.findall(r"docs/runbooks/([\w-]+\.md)", alarm["AlarmDescription"])


@for_each("name", ALARMS)
def test_an_alarm_names_a_runbook_and_nothing_is_no_cause_for_alarm(name: str) -> None:
    (runbook,) = runbooks_of(ALARMS[name])
    assert (RUNBOOKS / runbook).is_file()
    assert name in COMPOSITE or ALARMS[name]["TreatMissingData"] == "notBreaching"


@for_each("name", ALARMS)
def test_an_alarm_tells_somebody_by_itself_or_as_a_part_of_another(name: str) -> None:
    assert ALARMS[name].get("AlarmActions") == (None if name in PARTS else [{"Ref": "Operators"}])


@for_each("name", sorted(PARTS))
def test_a_part_of_an_alarm_names_the_alarm_and_its_runbook(name: str) -> None:
    (whole,) = [other for other, alarm in COMPOSITE.items() if f"${{{name}}}" in alarm["AlarmRule"]["Fn::Sub"]]
    assert f"as part of {whole}." in ALARMS[name]["AlarmDescription"]
    assert runbooks_of(ALARMS[name]) == runbooks_of(ALARMS[whole])


def test_what_the_embedded_engine_would_refuse_is_for_aws_alone() -> None:
    """It takes no alarm with metric math."""
    for name, alarm in ALARMS.items():
        if "MetricName" not in alarm:
            assert NESTED["observability"]["Resources"][name]["Condition"] == "OnAws"


def test_alarms_may_speak_on_their_topic() -> None:
    """CloudWatch may not use the key of AWS for SNS, and what it cannot encrypt nobody hears."""
    topic = NESTED["observability"]["Resources"]["Operators"]["Properties"]
    assert topic["KmsMasterKeyId"] == {"Ref": "KeyArn"}
    given = RESOURCES["Observability"]["Properties"]["Parameters"]["KeyArn"]["Fn::GetAtt"]
    assert "".join(given).replace(".", "") == "MessagingOutputsKeyArn"
    statements = NESTED["messaging"]["Resources"]["Key"]["Properties"]["KeyPolicy"]["Statement"]
    (sending,) = [each for each in statements if "cloudwatch.amazonaws.com" in each["Principal"].get("Service", ())]
    assert set(sending["Action"]) == {"kms:GenerateDataKey", "kms:Decrypt"}


@for_each("name", ALARMS)
def test_the_runbook_of_an_alarm_speaks_of_it(name: str) -> None:
    (runbook,) = runbooks_of(ALARMS[name])
    assert f"`{name}`" in (RUNBOOKS / runbook).read_text(encoding="utf-8")


def test_every_runbook_belongs_to_an_alarm_or_to_what_a_person_decides() -> None:
    named = DECIDED | {runbook for alarm in ALARMS.values() for runbook in runbooks_of(alarm)}
    assert {path.name for path in RUNBOOKS.glob("*.md")} == named


@for_each("path", sorted(RUNBOOKS.glob("*.md")))
def test_a_runbook_says_what_you_see_what_it_means_and_what_to_do(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["What you see", "What it means", "What to do"]
    assert len(text.splitlines()) <= 60


def test_every_dead_letter_queue_has_an_alarm() -> None:
    watched = {
        entry["Value"]["Ref"].removesuffix("Name")
        for alarm in ALARMS.values()
        for entry in alarm.get("Dimensions", ())
        if entry["Name"] == "QueueName"
    }
    assert watched == {name for name in QUEUES if name.endswith("Dead")} | {"Lost"}
