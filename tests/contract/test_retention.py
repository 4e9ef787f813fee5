"""Nothing that residents sent lies in a bucket for ever because nobody thought of its end."""

from __future__ import annotations

from typing import Any

import pytest

from intake.quarantine import PREFIX as HELD_BACK
from intake.waiting_room import PREFIX as WAITING
from tests.contract.template import NESTED, TEMPLATE

CHANNELS = NESTED["channels"]
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
    ("folder", "kept"), [("mail/", 365), ("scans/", 365), (WAITING, 90), (HELD_BACK, 30), ("incoming/", 15)]
)
def test_every_folder_that_something_comes_into_has_an_end(folder: str, kept: int) -> None:
    bucket = "AttachmentsBucket" if folder == "incoming/" else "MailBucket"
    assert [days(rule) for rule in rules(bucket) if rule.get("Prefix") == folder] == [kept]


def test_no_folder_is_left_out() -> None:
    ends = {rule.get("Prefix") for rule in rules("MailBucket")}
    assert {*told_of("MailBucket"), HELD_BACK} <= ends


def test_an_old_version_does_not_double_how_long_something_is_kept() -> None:
    everywhere = [rule for rule in rules("MailBucket") if "Prefix" not in rule]
    assert [rule["NoncurrentVersionExpiration"]["NoncurrentDays"] for rule in everywhere] == [1]


def test_a_jurisdiction_says_how_long_with_a_parameter_of_the_stack() -> None:
    given = TEMPLATE["Resources"]["Channels"]["Properties"]["Parameters"]
    for name in ("MailKeptDays", "HeldBackKeptDays"):
        assert given[name] == {"Ref": name}
        assert TEMPLATE["Parameters"][name]["Default"] == DEFAULTS[name]
