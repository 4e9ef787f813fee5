"""What follows from each record of the stream: a workflow starts or goes on, and the event is published."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dispatch.handler import handle
from onestop.domain.cases.events import EVENTS
from onestop.storage.cases.case_keys import case_key
from onestop.storage.tables import CaseRow
from tests.aws_in_memory import CASE_MACHINE, Aws
from tests.builders import REFERENCE, a_clerk, a_stream_event, a_token_image, an_event, an_image, an_sqs_event
from tests.functional.stories import (
    deliver,
    end_stage,
    history,
    in_progress,
    invite,
    open_case,
    post_answers,
    post_completion,
    resolved,
    take_step,
)

ENDS_A_TASK = ("task.completed", "task.declined", "task.cancelled", "task.split")
STREETS = a_clerk(agency="streets")


def park(reference: str, name: str, token: str = "the-token") -> dict[str, Any]:
    """The workflow parks its token; returns the row as the stream carries it."""
    CaseRow(case_key(reference), f"TOKEN#{name}", kind="token", body=token).save()
    return a_token_image(reference=reference, name=name, token=token)


def resumed(aws: Aws) -> list[tuple[str, Any]]:
    return [(asked["taskToken"], json.loads(asked["output"])) for asked in aws.asked_for("SendTaskSuccess")]


def last_image(reference: str, type: str) -> dict[str, Any]:
    return an_image([event for event in history(reference) if event.type == type][-1])


@pytest.mark.parametrize("type", [event.type for event in EVENTS])
def test_every_event_is_published(workflows: Aws, type: str) -> None:
    handle(a_stream_event(an_image(an_event(type=type, data={"task": "01"} if type in ENDS_A_TASK else {}))), None)
    assert [message["body"]["type"] for message in workflows.published()] == [type]


@pytest.mark.parametrize(("type", "run"), [("case.opened", 1), ("workflow.restarted", 3), ("case.reopened", 2)])
def test_a_workflow_starts_under_a_name_that_starts_once(workflows: Aws, type: str, run: int) -> None:
    event = a_stream_event(an_image(an_event(type=type, run=run)))
    handle(event, None)
    handle(event, None)
    started = workflows.asked_for("StartExecution")
    assert len(started) == 2
    assert started[0] == started[1]
    assert (started[0]["stateMachineArn"], started[0]["name"]) == (CASE_MACHINE, f"{REFERENCE}-{run}")
    assert json.loads(started[0]["input"]) == {"reference": REFERENCE, "run": run}


def test_a_run_that_has_been_started_before_is_no_failure(workflows: Aws) -> None:
    with workflows.failing("stepfunctions", "StartExecution", "ExecutionAlreadyExists"):
        handle(a_stream_event(an_image(an_event())), None)
    assert workflows.asked_for("SendMessage") == []


@pytest.mark.parametrize("outcome", ["done", "declined"])
def test_a_token_parked_before_the_task_ended_is_used_when_it_ends(workflows: Aws, outcome: str) -> None:
    reference = in_progress()["reference"]
    handle(a_stream_event(park(reference, "01")), None)
    assert resumed(workflows) == []
    end_stage(reference, outcome=outcome)
    kind = "task.completed" if outcome == "done" else "task.declined"
    handle(a_stream_event(last_image(reference, kind)), None)
    assert resumed(workflows) == [("the-token", {"type": kind})]


@pytest.mark.parametrize("outcome", ["done", "declined"])
def test_a_token_parked_after_the_task_ended_is_used_at_once(workflows: Aws, outcome: str) -> None:
    reference = in_progress()["reference"]
    end_stage(reference, outcome=outcome)
    kind = "task.completed" if outcome == "done" else "task.declined"
    handle(a_stream_event(last_image(reference, kind)), None)
    assert resumed(workflows) == []
    handle(a_stream_event(park(reference, "01")), None)
    assert resumed(workflows) == [("the-token", {"type": "task.ended"})]


@pytest.mark.parametrize("type", ENDS_A_TASK)
def test_whatever_ends_a_task_wakes_who_waits_for_it(workflows: Aws, type: str) -> None:
    park(REFERENCE, "01")
    handle(a_stream_event(an_image(an_event(type=type, data={"task": "01"}))), None)
    assert resumed(workflows) == [("the-token", {"type": type})]


def test_when_a_case_is_reopened_nobody_waits_for_its_survey_any_more(workflows: Aws) -> None:
    park(REFERENCE, "survey")
    handle(a_stream_event(an_image(an_event(type="case.reopened", run=2, data={"run": 2}))), None)
    assert [started["name"] for started in workflows.asked_for("StartExecution")] == [f"{REFERENCE}-2"]
    assert resumed(workflows) == [("the-token", {"because": "reopened"})]


def test_a_token_that_was_used_is_not_used_again_when_the_stream_comes_twice(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    end_stage(reference)
    image = park(reference, "01")
    handle(a_stream_event(image), None)
    handle(a_stream_event(image), None)
    assert len(resumed(workflows)) == 1


def test_a_token_wakes_nobody_else(workflows: Aws) -> None:
    building = {"service_code": "dangerous-building", "place": {"address": "3 Elm Lane"}}
    reference = in_progress(**building)["reference"]
    park(reference, "01", "first"), park(reference, "02", "second")
    post_completion(reference, "02", claims=STREETS)
    deliver(reference)
    assert resumed(workflows) == [("second", {"type": "task.completed"})]


def test_the_surveys_token_is_used_when_the_resident_answers(workflows: Aws) -> None:
    reference = resolved()["reference"]
    invite(reference)
    handle(a_stream_event(park(reference, "survey")), None)
    assert resumed(workflows) == []
    post_answers(reference, {"satisfaction": 5})
    handle(a_stream_event(last_image(reference, "survey.answered")), None)
    assert resumed(workflows) == [("the-token", {"because": "answered"})]


def test_the_surveys_token_is_used_at_once_when_the_resident_was_faster(workflows: Aws) -> None:
    reference = resolved()["reference"]
    post_answers(reference, {"satisfaction": 5})
    handle(a_stream_event(park(reference, "survey")), None)
    assert resumed(workflows) == [("the-token", {"because": "answered"})]


def test_the_token_of_a_closed_case_is_used_at_once(workflows: Aws) -> None:
    reference = resolved()["reference"]
    take_step("close", reference, because="expired")
    handle(a_stream_event(park(reference, "survey")), None)
    assert len(resumed(workflows)) == 1


@pytest.mark.parametrize("code", ["TaskDoesNotExist", "TaskTimedOut", "InvalidToken"])
def test_a_token_that_nobody_waits_for_any_more_is_no_failure(workflows: Aws, code: str) -> None:
    reference = in_progress()["reference"]
    end_stage(reference)
    image = park(reference, "01")
    with workflows.failing("stepfunctions", "SendTaskSuccess", code):
        handle(a_stream_event(image), None)
    assert workflows.asked_for("SendMessage") == []


def test_rows_that_are_neither_events_nor_tokens_are_let_pass(workflows: Aws) -> None:
    images = [{"kind": {"S": kind}, "body": {"S": "{}"}} for kind in ("case", "task", "request", "once", "later")]
    removed = a_stream_event({})
    del removed["Records"][0]["dynamodb"]["NewImage"]
    assert handle(a_stream_event(*images), None) == {"batchItemFailures": []}
    assert handle(removed, None) == {"batchItemFailures": []}
    assert (workflows.published(), workflows.asked_for("SendMessage")) == ([], [])


def test_a_record_from_the_retry_queue_is_followed_like_any_other(workflows: Aws) -> None:
    reference = open_case()["reference"]
    answer = handle(an_sqs_event(last_image(reference, "case.opened")), None)
    assert answer == {"batchItemFailures": []}
    assert [started["name"] for started in workflows.asked_for("StartExecution")] == [f"{reference}-1"]
