"""What is published on the topic: CloudEvents 1.0 that a subscriber can filter, with nobody's data in them."""

from __future__ import annotations

import json
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from dispatch.handler import handle
from onestop.domain.cases.events import TaskOpened
from onestop.runtime.clients import client
from tests.aws_in_memory import Aws
from tests.builders import NOW, REFERENCE, a_clerk, a_stream_event, an_event, an_image
from tests.functional.stories import (
    case_file,
    deliver,
    invite,
    open_case,
    post_answers,
    post_completion,
    route,
    take_step,
)

LARGE = "x" * 60_000
CANARIES = {
    "description": "CANARY-DESCRIPTION",
    "address": "CANARY-ADDRESS",
    "name": "CANARY-NAME",
    "email": "canary-email@resident.example",
    "phone": "+1 555 0199 234",
    "lat": "44.6212345",
    "long": "-63.6254321",
    "note": "CANARY-NOTE",
    "comment": "CANARY-COMMENT",
    "subject": "canary-of-a-clerk",
}
NEED: dict[str, Any] = {
    "service_code": "dangerous-building",
    "description": CANARIES["description"],
    "place": {"lat": 44.6212345, "long": -63.6254321, "address": CANARIES["address"]},
    "contact": {name: CANARIES[name] for name in ("name", "email", "phone")} | {"prefer": "email"},
}


def test_an_event_is_published_as_a_cloud_event(workflows: Aws) -> None:
    opened = TaskOpened(task="01", code="repair", agency="streets", due_at=NOW)
    event = an_event(opened, sequence=3, by="staff:7", agency="streets", service="pothole", priority="high")
    handle(a_stream_event(an_image(event)), None)
    (message,) = workflows.published()
    assert message["body"] == {
        "specversion": "1.0",
        "id": f"{REFERENCE}.3",
        "source": "/onestop/test",
        "type": "task.opened",
        "subject": REFERENCE,
        "time": "2026-11-23T15:00:00+00:00",
        "datacontenttype": "application/json",
        "sequence": "000003",
        "data": {
            "reference": REFERENCE,
            "by": "staff",
            "service": "pothole",
            "agency": "streets",
            "priority": "high",
            "channel": "web",
            "task": "01",
            "code": "repair",
            "due_at": "2026-11-23T15:00:00Z",
        },
    }
    assert datetime.fromisoformat(message["body"]["time"]) == NOW
    assert message["attributes"] == {
        "type": "task.opened", "agency": "streets", "service": "pothole", "priority": "high", "channel": "web",
    }  # fmt: skip


def test_an_attribute_without_a_value_is_left_out(workflows: Aws) -> None:
    handle(a_stream_event(an_image(an_event())), None)
    assert workflows.published()[0]["attributes"] == {"type": "case.opened", "priority": "normal", "channel": "web"}


def test_our_own_subscribers_hear_what_they_asked_for(workflows: Aws) -> None:
    types = ["case.opened", "case.routed", "task.opened", "case.resolved", "survey.invited", "case.closed"]
    events = (an_event(type=type, sequence=number) for number, type in enumerate(types, start=1))
    handle(a_stream_event(*map(an_image, events)), None)
    heard = {
        name: [message["body"]["type"] for message in workflows.drain(workflows.queues[name])]
        for name in ("Notifications", "Surveys")
    }
    assert heard == {
        "Notifications": ["case.opened", "case.routed", "case.resolved", "survey.invited", "case.closed"],
        "Surveys": ["case.resolved"],
    }


def test_a_batch_of_records_is_published_ten_in_a_call(workflows: Aws) -> None:
    handle(a_stream_event(*(an_image(an_event(sequence=number)) for number in range(1, 26))), None)
    made = workflows.asked_for("PublishBatch")
    assert [len(call["PublishBatchRequestEntries"]) for call in made] == [10, 10, 5]
    assert {message["body"]["sequence"] for message in workflows.published()} == {f"{n:06d}" for n in range(1, 26)}


def test_events_that_are_large_go_out_in_calls_that_are_not_too_large(workflows: Aws) -> None:
    events = [an_event(type="case.routed", data={"reasons": LARGE}, sequence=number) for number in range(1, 11)]
    handle(a_stream_event(*map(an_image, events)), None)
    made = [call["PublishBatchRequestEntries"] for call in workflows.asked_for("PublishBatch")]
    assert all(sum(len(entry["Message"]) for entry in entries) < 262_144 for entries in made)
    assert [len(entries) for entries in made] == [4, 4, 2]
    assert len(workflows.published()) == 10


def test_the_one_event_that_is_refused_is_put_aside_and_the_others_are_published(workflows: Aws) -> None:
    def take_all_but_the_second(params: Any, **_: Any) -> Any:
        entries = [value for name, value in params["body"].items() if name.endswith(".Id")]
        taken = [{"Id": entry, "MessageId": entry} for entry in entries if entry != "1"]
        refused = [{"Id": "1", "Code": "InternalError", "SenderFault": False}]
        return SimpleNamespace(status_code=200), {"Successful": taken, "Failed": refused}

    images = [an_image(an_event(sequence=number)) for number in (1, 2, 3)]
    events = client("sns").meta.events
    events.register("before-call.sns.PublishBatch", take_all_but_the_second)
    try:
        assert handle(a_stream_event(*images), None) == {"batchItemFailures": []}
    finally:
        events.unregister("before-call.sns.PublishBatch", take_all_but_the_second)
    assert [json.loads(sent["MessageBody"]) for sent in workflows.asked_for("SendMessage")] == [images[1]]


def whole_life(workflows: Aws) -> tuple[str, list[Any]]:
    """Everything that can happen to a case, published; returns what the state machine was answered on the way."""
    reference = open_case(**NEED)["reference"]
    answers = [route(reference)]
    post_completion(reference, "01", claims=a_clerk(agency="buildings", sub=CANARIES["subject"]),
                    outcome="declined", note=CANARIES["note"])  # fmt: skip
    post_completion(reference, "02", claims=a_clerk(agency="streets"), note=CANARIES["note"])
    answers += [take_step("advance", reference)]
    post_completion(reference, "03", claims=a_clerk(agency="contact-centre"), note=CANARIES["note"])
    answers += [take_step("advance", reference)]
    invite(reference)
    post_answers(reference, {"satisfaction": 1, "comment": CANARIES["comment"]})
    answers += [take_step("close", reference, because="answered")]
    deliver(reference)
    return reference, answers


def test_no_event_message_log_line_or_workflow_holds_anything_of_a_person(
    workflows: Aws, logged: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    reference, answers = whole_life(workflows)
    published = [entry for call in workflows.asked_for("PublishBatch") for entry in call["PublishBatchRequestEntries"]]
    said = {
        "events": json.dumps(workflows.published(), ensure_ascii=False),
        "messages": json.dumps(published, ensure_ascii=False),
        "workflow": json.dumps([answers, workflows.asked_for("StartExecution")]),
        "log": logged.getvalue(),
        "metrics": capsys.readouterr().out,
    }
    assert len(published) == case_file(reference).case.version > 10
    assert all(said.values())
    found = [(place, name) for place, text in said.items() for name, word in CANARIES.items() if word in text]
    assert found == []


def test_the_canaries_would_be_found(workflows: Aws) -> None:
    """The test above proves something only if the canaries are where they belong."""
    reference, _ = whole_life(workflows)
    file = case_file(reference)
    assert file.request.description == CANARIES["description"]
    assert file.request.place is not None
    assert (file.request.place.address, file.request.place.lat) == (CANARIES["address"], 44.6212345)
    assert {task.note for task in file.tasks} == {CANARIES["note"]}
