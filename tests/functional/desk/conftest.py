"""The desk's tests state the time: sessions begin and end by it."""

from __future__ import annotations

import pytest

from tests.aws_in_memory import ACCOUNT, REGION, Aws


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    # a suite in which nothing is watched: a page of operations that is there all the same
    for name, value in {
        "WATCHED_FUNCTIONS": "{}",
        "WATCHED_QUEUES": "{}",
        "WATCHED_MACHINES": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:onestop-",
        "RETRY_QUEUE": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/Retry",
    }.items():
        monkeypatch.setenv(name, value)
