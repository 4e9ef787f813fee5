"""Dead letters go back to where they came from; nothing is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from typer.testing import CliRunner

from onestop.runtime.dead_letters import DeadLetters, is_notice, move_back
from onestop_cli.every_command import commands
from onestop_cli.problems import CannotContinue
from onestop_cli.redrive.dead_letters import choose_queues, find_dead_letters, look_into

TEMPLATE = """
Resources:
  Retry:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt RetryDead.Arn, maxReceiveCount: 5 }
  RetryDead: { Type: AWS::SQS::Queue }
  Surveys:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt SurveysDead.Arn, maxReceiveCount: 8 }
  SurveysDead: { Type: AWS::SQS::Queue }
  Alone: { Type: AWS::SQS::Queue }
"""
NOTICE = json.dumps({"requestContext": {}, "DDBStreamBatchInfo": {"shardId": "1", "batchSize": 3}})
IMAGE = json.dumps({"kind": {"S": "event"}, "body": {"S": "{}"}})


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with mock_aws():
        session = botocore.session.get_session()
        made = {name: session.create_client(name, region_name="ca-central-1") for name in ("sqs", "cloudformation")}
        made["cloudformation"].create_stack(StackName="onestop", TemplateBody=TEMPLATE)
        yield made


@pytest.fixture
def retry_dead(clients: Any) -> DeadLetters:
    [found] = choose_queues(find_dead_letters(clients["cloudformation"], clients["sqs"], "onestop"), ["Retry"])
    return found


def fill(sqs: Any, url: str, *bodies: str) -> None:
    for body in bodies:
        attributes = {"type": {"DataType": "String", "StringValue": "case.opened"}}
        sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes)


def empty(sqs: Any, url: str) -> list[dict[str, Any]]:
    taken: list[dict[str, Any]] = []
    while found := sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=600, MessageAttributeNames=["All"]
    ).get("Messages"):
        taken += found
    return taken


def nothing() -> None:
    pass


def test_the_dead_letter_queues_are_found_from_what_was_deployed(clients: Any) -> None:
    found = find_dead_letters(clients["cloudformation"], clients["sqs"], "onestop")
    assert [(queue.name, queue.source) for queue in found] == [("RetryDead", "Retry"), ("SurveysDead", "Surveys")]


def test_a_queue_is_chosen_by_its_name_or_by_that_of_the_queue_before_it(clients: Any) -> None:
    found = find_dead_letters(clients["cloudformation"], clients["sqs"], "onestop")
    assert choose_queues(found, []) == found
    assert [queue.name for queue in choose_queues(found, ["SurveysDead", "Retry"])] == ["RetryDead", "SurveysDead"]
    with pytest.raises(CannotContinue, match=r"no dead-letter queue Nowhere\. There are: RetryDead, SurveysDead"):
        choose_queues(found, ["Nowhere"])


def test_looking_into_a_queue_takes_nothing_out(clients: Any, retry_dead: DeadLetters) -> None:
    sqs = clients["sqs"]
    assert (look_into(sqs, retry_dead).count, look_into(sqs, retry_dead).oldest) == (0, None)
    fill(sqs, retry_dead.url, "one", "two")
    assert look_into(sqs, retry_dead).count == 2
    assert look_into(sqs, retry_dead).oldest is not None
    assert len(empty(sqs, retry_dead.url)) == 2


def test_every_message_goes_back_as_it_was(clients: Any, retry_dead: DeadLetters) -> None:
    sqs, moved = clients["sqs"], []
    bodies = [f"message {number}" for number in range(23)]
    fill(sqs, retry_dead.url, *bodies)
    came = move_back(sqs, retry_dead, nothing, lambda: moved.append(1))
    assert (came.back, came.notices, len(moved)) == (23, 0, 23)
    assert empty(sqs, retry_dead.url) == []
    arrived = empty(sqs, retry_dead.source_url)
    assert sorted(message["Body"] for message in arrived) == sorted(bodies)
    assert {message["MessageAttributes"]["type"]["StringValue"] for message in arrived} == {"case.opened"}


def test_notices_of_the_stream_are_answered_by_one_sweep(clients: Any, retry_dead: DeadLetters) -> None:
    sqs, swept = clients["sqs"], []
    fill(sqs, retry_dead.url, IMAGE, NOTICE, NOTICE)
    came = move_back(sqs, retry_dead, lambda: swept.append(1), nothing)
    assert (came.back, came.notices, swept) == (1, 2, [1])
    assert [message["Body"] for message in empty(sqs, retry_dead.source_url)] == [IMAGE]
    assert empty(sqs, retry_dead.url) == []


def test_a_notice_whose_sweep_fails_stays(clients: Any, retry_dead: DeadLetters) -> None:
    def fail() -> None:
        raise RuntimeError("dispatch could not sweep")

    sqs = clients["sqs"]
    fill(sqs, retry_dead.url, NOTICE)
    with pytest.raises(RuntimeError):
        move_back(sqs, retry_dead, fail, nothing)
    assert kept(sqs, retry_dead.url) == 1


@pytest.mark.parametrize("operation", ["SendMessage", "DeleteMessage"])
def test_no_message_is_lost_whatever_fails(clients: Any, retry_dead: DeadLetters, operation: str) -> None:
    sqs = clients["sqs"]
    fill(sqs, retry_dead.url, "one", "two", "three")
    calls: list[str] = []

    def fail_the_second(**_: Any) -> None:
        calls.append(operation)
        if len(calls) == 2:
            raise ClientError({"Error": {"Code": "InternalError", "Message": ""}}, operation)

    sqs.meta.events.register(f"before-call.sqs.{operation}", fail_the_second)
    with pytest.raises(ClientError):
        move_back(sqs, retry_dead, nothing, nothing)
    sqs.meta.events.unregister(f"before-call.sqs.{operation}", fail_the_second)
    assert kept(sqs, retry_dead.url) + kept(sqs, retry_dead.source_url) >= 3


def kept(sqs: Any, url: str) -> int:
    """How many messages a queue holds, those that somebody has taken and not deleted as well."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(map(int, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values()))


@pytest.mark.parametrize(("body", "notice"), [(NOTICE, True), (IMAGE, False), ("no JSON", False), ("[]", False)])
def test_a_notice_is_told_from_a_message(body: str, notice: bool) -> None:
    assert is_notice(body) is notice


def test_a_dry_run_shows_what_there_is_and_moves_nothing(clients: Any, retry_dead: DeadLetters) -> None:
    fill(clients["sqs"], retry_dead.url, "one", "two")
    asked = ["redrive", "--stack", "onestop", "--region", "ca-central-1"]
    shown = CliRunner().invoke(commands, [*asked, "--dry-run"])
    assert shown.exit_code == 0
    assert "RetryDead" in shown.output
    assert kept(clients["sqs"], retry_dead.url) == 2
    moved = CliRunner().invoke(commands, [*asked, "RetryDead"])
    assert "2 messages sent back to Retry" in moved.output
    assert kept(clients["sqs"], retry_dead.source_url) == 2
