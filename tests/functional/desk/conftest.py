"""The desk's tests state the time: sessions begin and end by it. Intake does the desk's errands, in place of Lambda."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from intake.handler import handle
from onestop.runtime.clients import client
from tests.aws_in_memory import Aws


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")


@pytest.fixture(autouse=True)
def errands(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the errands that were asked for."""
    monkeypatch.setenv("WATCHED_FUNCTIONS", json.dumps({"Intake": "the-intake-function"}))
    asked: list[str] = []

    def run(params: dict[str, Any], **_: Any) -> Any:
        assert "the-intake-function" in params["url_path"]
        event = json.loads(params["body"])
        asked.append(event["errand"]["name"])
        payload = io.BytesIO(json.dumps(handle(event, None)).encode())
        return SimpleNamespace(status_code=200), {"StatusCode": 200, "Payload": payload}

    events = client("lambda").meta.events
    events.register("before-call.lambda.Invoke", run)
    yield asked
    events.unregister("before-call.lambda.Invoke", run)
