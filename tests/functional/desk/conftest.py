"""The desk's tests state the time: sessions begin and end by it. Intake and applications do the desk's errands, in
place of Lambda."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from applications.handler import handle as handle_applications
from intake.handler import handle as handle_intake
from onestop.runtime.clients import client
from tests.aws_in_memory import ACCOUNT, REGION, Aws
from tests.functional.casework.watched_suite import QUEUE_NAMES, tell_queues

HANDLERS = {"the-intake-function": handle_intake, "the-applications-function": handle_applications}


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    # a suite in which nothing is watched: a page of operations that is there all the same
    for name, value in {
        "WATCHED_FUNCTIONS": "Intake=the-intake-function Applications=the-applications-function",
        "WATCHED_QUEUES": QUEUE_NAMES,
        "WATCHED_MACHINES": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:onestop-",
        "RETRY_QUEUE": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/Retry",
    }.items():
        monkeypatch.setenv(name, value)
    tell_queues(())


@pytest.fixture(autouse=True)
def errands(stated: None) -> Iterator[list[str]]:
    """The names of the errands that were asked for."""
    asked: list[str] = []

    def run(params: dict[str, Any], **_: Any) -> Any:
        handle = next(handle for name, handle in HANDLERS.items() if name in params["url_path"])
        event = json.loads(params["body"])
        asked.append(event["errand"]["name"])
        payload = io.BytesIO(json.dumps(handle(event, None)).encode())
        return SimpleNamespace(status_code=200), {"StatusCode": 200, "Payload": payload}

    events = client("lambda").meta.events
    events.register("before-call.lambda.Invoke", run)
    yield asked
    events.unregister("before-call.lambda.Invoke", run)
