"""The desk, asking: its errands reach applications, in place of Lambda."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from applications.handler import handle
from onestop.runtime.clients import client
from tests.aws_in_memory import ACCOUNT, REGION, Aws

FUNCTION = "the-applications-function"


@pytest.fixture
def errands(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the errands that were asked for."""
    monkeypatch.setenv("CLOCK", "stated")
    for name, value in {
        "WATCHED_FUNCTIONS": f"Applications={FUNCTION}",
        "WATCHED_MACHINES": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:onestop-",
        "RETRY_QUEUE": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/Retry",
    }.items():
        monkeypatch.setenv(name, value)
    asked: list[str] = []

    def run(params: dict[str, Any], **_: Any) -> Any:
        assert FUNCTION in params["url_path"]
        event = json.loads(params["body"])
        asked.append(event["errand"]["name"])
        payload = io.BytesIO(json.dumps(handle(event, None)).encode())
        return SimpleNamespace(status_code=200), {"StatusCode": 200, "Payload": payload}

    events = client("lambda").meta.events
    events.register("before-call.lambda.Invoke", run)
    yield asked
    events.unregister("before-call.lambda.Invoke", run)
