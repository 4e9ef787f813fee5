"""What is told on the topic: CloudEvents 1.0 that a subscriber can filter, with nobody's data in them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from dispatch.handler import handle
from onestop.domain.events import TaskOpened
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


def test_an_event_is_told_as_a_cloud_event(workflows: Aws) -> None:
    opened = TaskOpened(task="01", code="repair", agency="streets", due_at=NOW)
    event = an_event(opened, sequence=3, by="staff:7", agency="streets", service="pothole", priority="high")
    handle(a_stream_event(an_image(event)), None)
    (message,) = workflows.told()
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
    assert workflows.told()[0]["attributes"] == {"type": "case.opened", "priority": "normal", "channel": "web"}


def test_our_own_subscribers_hear_what_they_asked_for(workflows: Aws) -> None:
    types = ["case.opened", "case.routed", "case.resolved", "survey.invited", "case.closed"]
    events = (an_event(type=type, sequence=number) for number, type in enumerate(types, start=1))
    handle(a_stream_event(*map(an_image, events)), None)
    heard = {
        name: [message["body"]["type"] for message in workflows.drain(workflows.queues[name])]
        for name in ("Notifications", "Surveys")
    }
    assert heard == {
        "Notifications": ["case.opened", "case.resolved", "survey.invited"],
        "Surveys": ["case.resolved"],
    }


def whole_life(workflows: Aws) -> tuple[str, list[Any]]:
    """Everything that can happen to a case, told; returns what the state machine was answered on the way."""
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
    published = workflows.asked_for("Publish")
    said = {
        "events": json.dumps(workflows.told(), ensure_ascii=False),
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
