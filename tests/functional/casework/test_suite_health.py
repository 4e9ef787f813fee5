"""The state of the suite: each service is asked once, and what cannot be known is said to be unknown, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.operations.read_suite_health import read_suite_health
from casework.operations.redrive import MOST, send_back
from casework.operations.suite_health import NO_AGE, NO_ALARMS, NO_ANSWER, NO_CALLS, NO_COUNTS
from onestop.domain.errors import NotFound
from onestop.runtime.clients import client
from tests.aws_in_memory import Aws
from tests.functional.casework.watched_suite import (
    FUNCTIONS,
    OWN_NAME,
    QUEUES,
    invocations,
    made_of,
    put_alarm,
    set_up,
    start,
    watched_calls,
    write,
)

NOTICE = json.dumps({"requestContext": {}, "DDBStreamBatchInfo": {"shardId": "1", "batchSize": 3}})


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def on_aws(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    set_up(aws, monkeypatch, "on")
    with watched_calls(aws):
        yield aws


@pytest.fixture
def on_one_machine(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    set_up(aws, monkeypatch, "off")
    with watched_calls(aws):
        yield aws


def send(aws: Aws, queue: str, *bodies: str) -> None:
    for body in bodies:
        client("sqs").send_message(QueueUrl=aws.queues[queue], MessageBody=body)


def bodies_in(aws: Aws, queue: str) -> list[str]:
    taken = []
    while found := client("sqs").receive_message(QueueUrl=aws.queues[queue], MaxNumberOfMessages=10).get("Messages"):
        taken += [message["Body"] for message in found]
    return taken


def test_a_function_has_its_calls_errors_and_p95_of_the_last_hour(on_aws: Aws, now: datetime) -> None:
    moment = now - timedelta(minutes=20)
    named = ("FunctionName", FUNCTIONS["Intake"])
    write("AWS/Lambda", "Invocations", named, 30, 40, at=moment)
    write("AWS/Lambda", "Errors", named, 2, 1, at=moment)
    write("AWS/Lambda", "Errors", named, 100, at=now - timedelta(hours=2))  # long past
    write("AWS/Lambda", "Duration", named, 80, 950, at=moment)
    write("AWS/Lambda", "Throttles", ("FunctionName", OWN_NAME), 3, at=moment)
    seen = read_suite_health(now).functions
    assert seen.found is not None
    intake, casework, dispatch = seen.found
    assert (intake.name, intake.calls, intake.errors, intake.throttled, intake.slowest) == ("Intake", 70, 3, 0, 950)
    assert (casework.name, casework.throttled) == ("Casework", 3)
    assert (dispatch.calls, dispatch.slowest) == (0, None)


def test_what_residents_notice_and_the_letters_by_state_are_counted(on_aws: Aws, now: datetime) -> None:
    moment = now - timedelta(minutes=5)
    write("Onestop", "CasesOpened", ("service", "intake"), 4, 3, at=moment)
    write("Onestop", "NotificationsSent", ("service", "notifications"), 9, at=moment)
    write("Onestop", "NotificationsHeld", ("service", "notifications"), 2, at=moment)
    seen = read_suite_health(now)
    assert seen.noticed.found is not None
    assert (seen.noticed.found["CasesOpened"], seen.noticed.found["TasksOverdue"]) == (7, 0)
    assert seen.deliveries.found == {"sent": 9, "held": 2, "failed": 0, "suppressed": 0, "stopped": 0}


def test_a_queue_has_what_waits_in_it_and_for_how_long(on_aws: Aws, now: datetime) -> None:
    send(on_aws, "Notifications", "one", "two", "three")
    client("sqs").receive_message(QueueUrl=on_aws.queues["Notifications"], VisibilityTimeout=600)
    send(on_aws, "RetryDead", "dead")
    age = "ApproximateAgeOfOldestMessage"
    write("AWS/SQS", age, ("QueueName", "Notifications"), 240, 180, at=now - timedelta(minutes=7))
    write("AWS/SQS", age, ("QueueName", "Surveys"), 30, at=now - timedelta(minutes=7))
    seen = read_suite_health(now)
    assert seen.queues.found is not None
    states = {state.name: state for state in seen.queues.found}
    assert states.keys() == {"Notifications", "Surveys", "Retry"}
    assert (states["Notifications"].waiting, states["Notifications"].in_hand) == (2, 1)
    assert states["Notifications"].oldest.found in (240, 180)  # the newest five minutes in which it was written
    assert (states["Surveys"].oldest.known, states["Surveys"].oldest.found) == (True, None)  # nothing waits any more
    assert seen.dead.found is not None
    assert [(dead.name, dead.source, dead.count) for dead in seen.dead.found if dead.count] == [
        ("RetryDead", "Retry", 1)
    ]
    assert {dead.name: dead.source for dead in seen.dead.found}["Lost"] is None


@pytest.mark.parametrize("where", ["on_aws", "on_one_machine"])
def test_workflows_that_run_and_that_have_died_are_known_everywhere(
    where: str, request: pytest.FixtureRequest, now: datetime
) -> None:
    request.getfixturevalue(where)
    for name in ("7KQ2M4TX9BWDD-1", "8KQ2M4TX9BWDD-1"):
        start("Case", name)
    start("Case", "9KQ2M4TX9BWDD-2", dies=True)
    seen = read_suite_health(now).workflows
    assert seen.found is not None
    case, task, automatic = seen.found
    assert (case.machine, case.running, case.more) == ("Case", 2, False)
    assert [each.name for each in case.failed] == ["9KQ2M4TX9BWDD-2"]
    assert (task.machine, task.running, task.failed) == ("Task", 0, ())
    assert (automatic.machine, automatic.running) == ("Automatic", 0)


def test_alarms_that_are_on_come_first_with_their_runbook_and_parts_are_left_out(on_aws: Aws, now: datetime) -> None:
    topic = ["arn:aws:sns:ca-central-1:123456789012:operators"]
    put_alarm("ApiFails", AlarmDescription="Errors. docs/runbooks/api-fails.md", AlarmActions=topic)
    put_alarm("RetryDead", AlarmDescription="Not told. docs/runbooks/dead-letters.md", AlarmActions=topic)
    put_alarm("ApiBurnsFastHour", AlarmDescription="A part. docs/runbooks/api-fails.md")
    put_alarm("ApiBurnsFast", AlarmDescription="The budget. docs/runbooks/api-fails.md", AlarmActions=topic)
    made_of("ApiBurnsFast", "ApiBurnsFastHour")
    client("cloudwatch").set_alarm_state(
        AlarmName="onestop-Observability-1ABC-RetryDead-XYZ12", StateValue="ALARM", StateReason="a test"
    )
    seen = read_suite_health(now).alarms
    assert seen.found is not None
    assert [alarm.name for alarm in seen.found] == ["RetryDead", "ApiBurnsFast", "ApiFails"]
    first = seen.found[0]
    assert (first.state, first.says, first.runbook) == ("ALARM", "Not told.", "docs/runbooks/dead-letters.md")
    assert first.since.tzinfo is not None


def test_each_service_is_asked_once(on_aws: Aws, now: datetime) -> None:
    on_aws.asked.clear()
    read_suite_health(now)
    assert Counter(asked.operation for asked in on_aws.asked) == {
        "GetMetricData": 1,
        "DescribeAlarms": 1,
        "GetQueueAttributes": len(QUEUES),
        "ListExecutions": 6,  # three machines, in two states
    }


def test_one_machine_says_what_it_cannot_know_and_why(on_one_machine: Aws, now: datetime) -> None:
    send(on_one_machine, "Notifications", "one")
    seen = read_suite_health(now)
    assert (seen.functions.known, seen.functions.why) == (False, NO_CALLS)
    assert (seen.alarms.known, seen.alarms.why) == (False, NO_ALARMS)
    assert (seen.noticed.known, seen.noticed.why) == (False, NO_COUNTS)
    assert (seen.deliveries.known, seen.deliveries.why) == (False, NO_COUNTS)
    assert seen.queues.found is not None
    ages = {state.name: state.oldest for state in seen.queues.found}
    assert (ages["Notifications"].known, ages["Notifications"].why) == (False, NO_AGE)
    assert ages["Surveys"].known
    assert {asked.service for asked in on_one_machine.asked} == {"sqs", "stepfunctions"}


@pytest.mark.parametrize(
    ("service", "operation", "parts"),
    [
        ("cloudwatch", "GetMetricData", {"noticed", "functions", "deliveries"}),
        ("cloudwatch", "DescribeAlarms", {"alarms"}),
        ("sqs", "GetQueueAttributes", {"queues", "dead"}),
        ("stepfunctions", "ListExecutions", {"workflows"}),
    ],
)
def test_a_service_that_does_not_answer_hides_nothing_else(
    on_aws: Aws, now: datetime, logged: Any, service: str, operation: str, parts: set[str]
) -> None:
    with on_aws.failing(service, operation, "AccessDenied"):
        seen = read_suite_health(now)
    every = {name: getattr(seen, name) for name in seen.__slots__ if name != "at"}
    assert {name for name, part in every.items() if not part.known} == parts
    assert {every[name].why for name in parts} == {NO_ANSWER}
    assert "could not look" in logged.getvalue()


def test_dead_letters_are_sent_back_to_where_they_came_from(on_aws: Aws) -> None:
    send(on_aws, "NotificationsDead", "one", "two")
    moved = send_back("NotificationsDead", "staff:7")
    assert (moved.back, moved.notices) == (2, 0)
    assert sorted(bodies_in(on_aws, "Notifications")) == ["one", "two"]
    assert bodies_in(on_aws, "NotificationsDead") == []


def test_what_is_too_much_for_one_go_is_left_for_the_next(on_aws: Aws) -> None:
    send(on_aws, "SurveysDead", *map(str, range(MOST + 5)))
    assert send_back("SurveysDead", "staff:7").back == MOST
    assert send_back("SurveysDead", "staff:7").back == 5


def test_a_notice_of_the_stream_lets_dispatch_sweep_once(on_aws: Aws) -> None:
    send(on_aws, "RetryDead", NOTICE, NOTICE)
    with invocations() as asked:
        moved = send_back("RetryDead", "staff:7")
    assert (moved.back, moved.notices) == (0, 2)
    (call,) = asked
    assert FUNCTIONS["Dispatch"] in call["path"]
    assert (call["kind"], call["sweep"]) == ("Event", {"older_than_seconds": 0})


@pytest.mark.parametrize("name", ["Lost", "Notifications", "Nothing", ""])
def test_only_what_has_a_way_back_can_be_sent_back(on_aws: Aws, name: str) -> None:
    with pytest.raises(NotFound, match="no dead-letter queue"):
        send_back(name, "staff:7")
