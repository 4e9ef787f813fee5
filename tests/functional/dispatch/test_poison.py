"""One record that cannot be followed stops nothing: it is put aside, and the rest goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dispatch.handler import handle
from tests.aws_in_memory import Aws
from tests.builders import REFERENCE, a_reference, a_stream_event, a_token_image, an_event, an_image, an_sqs_event

POISON: dict[str, dict[str, Any]] = {
    "no JSON": {"kind": {"S": "event"}, "body": {"S": "{"}},
    "JSON of something else": {"kind": {"S": "event"}, "body": {"S": '{"colour": "red"}'}},
    "no body": {"kind": {"S": "event"}},
    "no kind": {"body": {"S": "{}"}},
    "a kind that is a number": {"kind": {"N": "7"}},
    "an event without its task": an_image(an_event(type="task.completed", data={})),
    "the token of a case that is not there": a_token_image(reference=a_reference(99)),
}


@pytest.mark.parametrize("what", POISON)
def test_a_poison_record_goes_to_the_retry_queue_and_the_rest_is_followed(workflows: Aws, what: str) -> None:
    before, after = an_event(sequence=1), an_event(type="case.resolved", sequence=9)
    answer = handle(a_stream_event(an_image(before), POISON[what], an_image(after)), None)
    assert answer == {"batchItemFailures": []}
    assert [json.loads(sent["MessageBody"]) for sent in workflows.asked_for("SendMessage")] == [POISON[what]]
    assert [sent["QueueUrl"] for sent in workflows.asked_for("SendMessage")] == [workflows.retry_queue]
    assert [message["body"]["id"] for message in workflows.published()] == [f"{REFERENCE}.1", f"{REFERENCE}.9"]


@pytest.mark.parametrize("what", POISON)
def test_a_poison_record_in_the_retry_queue_fails_alone(workflows: Aws, what: str) -> None:
    answer = handle(an_sqs_event(an_image(an_event()), POISON[what]), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-2"}]}


@pytest.mark.parametrize(
    ("service", "operation"), [("sns", "PublishBatch"), ("stepfunctions", "StartExecution"), ("dynamodb", "Query")]
)
def test_a_record_is_put_aside_when_a_service_fails(workflows: Aws, service: str, operation: str) -> None:
    images = [an_image(an_event()), an_image(an_event(type="task.completed", data={"task": "01"}))]
    with workflows.failing(service, operation, "InternalError"):
        assert handle(a_stream_event(*images), None) == {"batchItemFailures": []}
    aside = [json.loads(sent["MessageBody"]) for sent in workflows.asked_for("SendMessage")]
    assert aside == [image for image in images if image in aside]
    assert aside


def test_what_cannot_even_be_put_aside_is_delivered_again_and_the_rest_is_followed(workflows: Aws, logged: Any) -> None:
    with workflows.failing("sqs", "SendMessage", "InternalError"):
        event = a_stream_event(POISON["no JSON"], an_image(an_event()))
        answer = handle(event, None)
    number = event["Records"][0]["dynamodb"]["SequenceNumber"]
    assert answer == {"batchItemFailures": [{"itemIdentifier": number}]}
    assert len(workflows.published()) == 1
    assert "could not put aside" in logged.getvalue()


def test_operators_see_how_many_records_failed(workflows: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    handle(a_stream_event(POISON["no JSON"], POISON["no kind"]), None)
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert line["DispatchFailures"] == [2.0]
