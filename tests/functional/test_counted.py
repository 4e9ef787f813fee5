"""What operators see on their dashboard is counted where it happens, once, with the dimension that the table says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.workflow.pass_time import pass_time
from notifications.handler import handle as notify
from notifications.sending.promptness import PROMISED_SECONDS, count_told
from onestop.runtime.clients import client
from onestop.runtime.metrics import COUNTED, count, flush
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.builders import an_sqs_event
from tests.functional.stories import CONTACT, PLACE, POTHOLE, case_file, in_progress, open_case, route

UNCLEAR = {"description": "It is not as it should be.", "contact": CONTACT}
WEEK = timedelta(days=7)  # what is due as the office closes is late when it opens again, which may be after holidays
LONG = timedelta(days=365)


class Counts:
    """What was written to the log in CloudWatch's metric format since the last look."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def forget(self) -> None:
        flush()
        self.capsys.readouterr()

    def look(self) -> dict[str, list[float]]:
        flush()
        lines = [json.loads(line) for line in self.capsys.readouterr().out.splitlines() if '"_aws"' in line]
        return {name: line[name] for line in lines for name in COUNTED if name in line}


@pytest.fixture
def counts(capsys: pytest.CaptureFixture[str]) -> Counts:
    counted = Counts(capsys)
    counted.forget()
    return counted


@pytest.fixture
def post(aws: Aws) -> Aws:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    return aws


def opened_event(reference: str, *, ago: timedelta) -> dict[str, Any]:
    happened = datetime.now(UTC) - ago
    return {"type": "case.opened", "subject": reference, "id": f"{reference}.1", "time": happened.isoformat()}


def test_a_case_that_the_rules_route_is_counted_once(aws: Aws, counts: Counts) -> None:
    reference = open_case(**POTHOLE)["reference"]
    counts.forget()
    route(reference)
    assert counts.look() == {"CasesRouted": [1]}
    route(reference)
    assert counts.look() == {}


def test_a_case_that_the_rules_are_unsure_about_is_counted_for_the_triage_desk(aws: Aws, counts: Counts) -> None:
    reference = open_case(**UNCLEAR)["reference"]
    counts.forget()
    route(reference)
    assert counts.look() == {"CasesToTriage": [1]}


@pytest.mark.parametrize(
    ("ago", "told"), [(timedelta(hours=-1), "ToldInTime"), (timedelta(hours=1), "ToldLate")], ids=["soon", "late"]
)
def test_a_letter_that_leaves_is_counted_by_how_soon_it_left(
    post: Aws, counts: Counts, ago: timedelta, told: str
) -> None:
    event = opened_event(open_case(**UNCLEAR)["reference"], ago=ago)
    counts.forget()
    notify(an_sqs_event(event), None)
    found = counts.look()
    assert found.pop("SecondsUntilTold")[0] == pytest.approx(max(0, ago.total_seconds()), abs=120)
    assert found == {"NotificationsSent": [1], told: [1]}
    notify(an_sqs_event(event), None)  # the same event again: nothing leaves, nothing is counted
    assert counts.look() == {}


@pytest.mark.parametrize(
    ("seconds", "told"), [(-3, "ToldInTime"), (PROMISED_SECONDS, "ToldInTime"), (PROMISED_SECONDS + 0.001, "ToldLate")]
)
def test_the_promise_is_kept_to_the_last_of_its_seconds(counts: Counts, seconds: float, told: str) -> None:
    happened = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    count_told({"time": happened.isoformat()}, happened + timedelta(seconds=seconds))
    assert counts.look() == {"SecondsUntilTold": [max(0, seconds)], told: [1]}


def test_a_history_that_is_played_again_tells_nothing_about_promptness(
    counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    count_told({"time": "2011-01-01T00:00:00+00:00"}, datetime(2026, 11, 23, tzinfo=UTC))
    assert counts.look() == {}


def test_a_letter_that_cannot_leave_now_is_counted_each_time_it_is_tried(post: Aws, counts: Counts) -> None:
    event = opened_event(open_case(**UNCLEAR)["reference"], ago=timedelta())
    counts.forget()
    with post.failing("ses", "SendRawEmail", "ServiceUnavailable"):
        notify(an_sqs_event(event), None)
    assert counts.look() == {"TellingFailures": [1]}


def test_what_another_sender_has_in_hand_is_no_failure(post: Aws, counts: Counts) -> None:
    event = opened_event(open_case(**UNCLEAR)["reference"], ago=timedelta())
    with post.failing("ses", "SendRawEmail", "ServiceUnavailable"):
        notify(an_sqs_event(event), None)
    counts.forget()
    assert notify(an_sqs_event(event), None)["batchItemFailures"]  # the claim of a moment ago still stands
    assert counts.look() == {}


def test_a_late_task_is_counted_once_however_far_up_the_ladder_it_goes(aws: Aws, counts: Counts) -> None:
    reference = in_progress(service_code="pothole", description="A deep hole.", place=PLACE)["reference"]
    (task,) = case_file(reference).tasks
    assert task.due_at
    counts.forget()
    pass_time({"reference": reference}, current(), task.due_at + WEEK)
    assert counts.look()["TasksOverdue"] == [1]
    pass_time({"reference": reference}, current(), task.due_at + LONG)
    found = counts.look()
    assert "TasksOverdue" not in found
    pass_time({"reference": reference}, current(), task.due_at + LONG)
    assert counts.look() == {}


def test_a_promise_about_a_case_that_is_not_kept_is_counted_once(aws: Aws, counts: Counts) -> None:
    reference = in_progress(service_code="pothole", description="A deep hole.", place=PLACE)["reference"]
    case = case_file(reference).case
    counts.forget()
    pass_time({"reference": reference}, current(), case.opened_at + LONG)
    missed = case_file(reference).case.missed
    assert missed
    assert counts.look()["TargetsMissed"] == [len(missed)]


def test_nothing_is_counted_that_the_table_does_not_name(counts: Counts) -> None:
    with pytest.raises(KeyError):
        count("CasesOpenned")
