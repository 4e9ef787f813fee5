"""Step Functions in memory, as far as the sweeper sees it: runs with their states, and the tokens they wait with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

OPERATIONS = ("StartExecution", "StopExecution", "DescribeExecution", "SendTaskSuccess")


@dataclass
class Run:
    """One execution of a case's workflow."""

    status: str
    began_at: datetime


class Runs:
    """All executions by name. `park` is what a workflow does when it begins: it waits for what is open."""

    def __init__(self, began_at: datetime, park: Callable[[str, str], None]) -> None:
        self.began_at = began_at
        self.park = park
        self.by_name: dict[str, Run] = {}
        self.waiting: dict[str, str] = {}  # the name of the run that waits, by its token

    def stand_in(self, client: Any) -> Callable[[], None]:
        """Answers a botocore client in place of the service; returns what ends that."""
        events = client.meta.events
        for operation in OPERATIONS:
            events.register_first(f"before-call.sfn.{operation}", self.answer)

        def end() -> None:
            for operation in OPERATIONS:
                events.unregister(f"before-call.sfn.{operation}", self.answer)

        return end

    def answer(self, model: Any, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        said: dict[str, Any] = getattr(self, model.name)(json.loads(params["body"]))
        return SimpleNamespace(status_code=400 if "Error" in said else 200), said

    def begin(self, name: str) -> None:
        self.by_name[name] = Run("RUNNING", self.began_at)

    def end(self, name: str, status: str | None) -> None:
        """Ends a run with a status, or lets it be as if it had never been; nobody waits with its tokens any more."""
        if status:
            self.by_name[name].status = status
        else:
            del self.by_name[name]
        self.waiting = {token: run for token, run in self.waiting.items() if run != name}

    def StartExecution(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["name"] in self.by_name:
            return refusal("ExecutionAlreadyExists")
        self.begin(asked["name"])
        self.park(asked["name"], json.loads(asked["input"])["reference"])
        return {"executionArn": asked["name"]}

    def StopExecution(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.end(asked["executionArn"].rpartition(":")[2], "ABORTED")
        return {}

    def DescribeExecution(self, asked: dict[str, Any]) -> dict[str, Any]:
        run = self.by_name.get(asked["executionArn"].rpartition(":")[2])
        return {"status": run.status, "startDate": run.began_at} if run else refusal("ExecutionDoesNotExist")

    def SendTaskSuccess(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {} if self.waiting.pop(asked["taskToken"], None) else refusal("TaskTimedOut")


def refusal(code: str) -> dict[str, Any]:
    return {"Error": {"Code": code, "Message": ""}}
