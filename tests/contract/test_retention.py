"""Nothing that residents sent lies in a bucket for ever because nobody thought of its end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from intake.quarantine import PREFIX as HELD_BACK
from intake.waiting_room import PREFIX as WAITING
from notifications.paper.read_receipts import SAID
from onestop.storage.cases.corrections import PREFIX as CORRECTIONS
from onestop_cli.release.retention import RETENTION, retention_parameters
from tests.contract.template import NESTED, TEMPLATE
from tests.fixtures import SAMPLE

CHANNELS = NESTED["channels"]
SCHEMA = json.loads((SAMPLE.parent / "schema" / "jurisdiction.schema.json").read_text())
DEFAULTS = {name: each.get("Default") for name, each in CHANNELS["Parameters"].items()}


def rules(bucket: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = CHANNELS["Resources"][bucket]["Properties"]["LifecycleConfiguration"]["Rules"]
    return found


def told_of(bucket: str) -> set[str]:
    """The folders of a bucket whose files we are told of."""
    queues = CHANNELS["Resources"][bucket]["Properties"]["NotificationConfiguration"]["QueueConfigurations"]
    return {rule["Value"] for queue in queues for rule in queue["Filter"]["S3Key"]["Rules"]}


def days(rule: dict[str, Any]) -> Any:
    said = rule.get("ExpirationInDays")
    return DEFAULTS[said["Ref"]] if isinstance(said, dict) else said


@pytest.mark.parametrize(
    ("folder", "kept"),
    [("mail/", 365), ("scans/", 365), (WAITING, 90), (HELD_BACK, 30), (CORRECTIONS, 730), ("incoming/", 15)],
)
def test_every_folder_that_something_comes_into_has_an_end(folder: str, kept: int) -> None:
    bucket = "AttachmentsBucket" if folder == "incoming/" else "MailBucket"
    assert [days(rule) for rule in rules(bucket) if rule.get("Prefix") == folder] == [kept]


def test_no_folder_is_left_out() -> None:
    ends = {rule.get("Prefix") for rule in rules("MailBucket")}
    assert {*told_of("MailBucket"), HELD_BACK} <= ends


def test_letters_on_paper_and_what_is_said_of_them_end_by_themselves() -> None:
    bucket = NESTED["paper"]["Resources"]["PaperBucket"]["Properties"]
    ends = {rule["Prefix"]: rule["ExpirationInDays"] for rule in bucket["LifecycleConfiguration"]["Rules"][1:]}
    assert ends == {"to-print/": 30, SAID: 30}
    (told,) = bucket["NotificationConfiguration"]["QueueConfigurations"]
    assert told["Filter"]["S3Key"]["Rules"] == [{"Name": "prefix", "Value": SAID}]


def test_an_old_version_does_not_double_how_long_something_is_kept() -> None:
    everywhere = [rule for rule in rules("MailBucket") if "Prefix" not in rule]
    assert [rule["NoncurrentVersionExpiration"]["NoncurrentDays"] for rule in everywhere] == [1]


@pytest.mark.parametrize(
    ("field", "folders"),
    [("raw_mail_days", ("mail/", "scans/")), ("held_back_days", (HELD_BACK,)), ("corrections_days", (CORRECTIONS,))],
)
def test_how_long_a_jurisdiction_keeps_it_is_how_long_the_bucket_does(field: str, folders: tuple[str, ...]) -> None:
    parameter, usual = RETENTION[field]
    given = TEMPLATE["Resources"]["Channels"]["Properties"]["Parameters"]
    assert given[parameter] == {"Ref": parameter}
    assert usual == DEFAULTS[parameter] == TEMPLATE["Parameters"][parameter]["Default"]
    for folder in folders:
        (rule,) = (rule for rule in rules("MailBucket") if rule.get("Prefix") == folder)
        assert rule["ExpirationInDays"] == {"Ref": parameter}
    said = {"jurisdiction": {"retention": {field: 7}}}
    assert retention_parameters(said)[parameter] == "7"


@pytest.mark.parametrize("field", sorted(RETENTION))
def test_no_jurisdiction_says_what_the_template_refuses(field: str) -> None:
    allowed = SCHEMA["properties"]["retention"]["properties"][field]
    template = TEMPLATE["Parameters"][RETENTION[field][0]]
    assert (allowed["minimum"], allowed["maximum"]) == (template["MinValue"], template["MaxValue"])


def test_where_a_jurisdiction_says_nothing_it_is_as_usual() -> None:
    usual = {"MailKeptDays": "365", "HeldBackKeptDays": "30", "CorrectionsKeptDays": "730"}
    assert retention_parameters({"jurisdiction": {}}) == usual
