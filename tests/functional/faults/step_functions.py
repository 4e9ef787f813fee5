"""Step Functions in memory, with the case workflow written as a generator: what statemachines/*.asl.json say, for tests
that need the workflow in this process. The real definitions run in tests/e2e."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from onestop.storage.cases.case_keys import case_key

Step = Callable[[str, dict[str, Any]], dict[str, Any]]
Parked = dict[str, dict[str, Any] | None]


class StepFunctions:
    """Runs of the case workflow, and the tokens they wait for."""

    def __init__(self, take_step: Step, put_row: Callable[[dict[str, Any]], None]) -> None:
        self.take_step = take_step
        self.put_row = put_row
        self.runs: dict[str, Iterator[None]] = {}
        self.ended: dict[str, str] = {}
        self.tokens: Parked = {}

    def stand_in(self, client: Any) -> None:
        """Answers a botocore client in place of the service."""
        for operation in ("StartExecution", "SendTaskSuccess", "DescribeExecution"):
            client.meta.events.register_first(f"before-call.sfn.{operation}", self.answer)

    def answer(self, model: Any, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        asked = json.loads(params["body"])
        said: dict[str, Any] = getattr(self, model.name)(asked)
        return SimpleNamespace(status_code=400 if "Error" in said else 200), said

    def StartExecution(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["name"] in self.runs:
            return {"Error": {"Code": "ExecutionAlreadyExists", "Message": ""}}
        self.runs[asked["name"]] = self.run(asked["name"], json.loads(asked["input"])["reference"])
        return {"executionArn": asked["name"]}

    def SendTaskSuccess(self, asked: dict[str, Any]) -> dict[str, Any]:
        if self.tokens.get(asked["taskToken"], {}) is not None:
            return {"Error": {"Code": "TaskTimedOut", "Message": ""}}
        self.tokens[asked["taskToken"]] = json.loads(asked["output"])
        return {}

    def DescribeExecution(self, asked: dict[str, Any]) -> dict[str, Any]:
        name = asked["executionArn"].rpartition(":")[2]
        if name not in self.runs:
            return {"Error": {"Code": "ExecutionDoesNotExist", "Message": ""}}
        return {"status": self.ended.get(name, "RUNNING")}

    def kill(self, name: str) -> None:
        """Ends a run as a fault of the service would."""
        self.runs[name] = iter(())
        self.ended[name] = "FAILED"

    def go_on(self) -> bool:
        """Lets every run take what steps it can; says whether any is still under way."""
        for name, run in list(self.runs.items()):
            if name not in self.ended and next(run, "done") == "done":
                self.ended[name] = "SUCCEEDED"
        return len(self.ended) < len(self.runs)

    def run(self, name: str, reference: str) -> Iterator[None]:
        answer = self.take_step("routing", {"reference": reference})
        while answer["next"] not in ("close", "end"):
            if answer["next"] == "survey":
                outcome = yield from self.wait(name, reference, ["survey"])
                answer = {"next": "close", "because": outcome["survey"]["because"]}
                break
            yield from self.wait(name, reference, [task["task"] for task in answer["tasks"]])
            answer = self.take_step("casework", {"step": "advance", "reference": reference})
            if answer["next"] == "route":
                answer = self.take_step("routing", {"reference": reference})
        if answer["next"] == "close":
            because = answer.get("because", "no_survey")
            self.take_step("casework", {"step": "close", "reference": reference, "because": because})

    def wait(self, name: str, reference: str, names: list[str]) -> Iterator[None]:
        tokens = {waits_for: f"{name}/{waits_for}/{len(self.tokens)}" for waits_for in names}
        for waits_for, token in tokens.items():
            self.tokens[token] = None
            row = {"pk": case_key(reference), "sk": f"TOKEN#{waits_for}", "kind": "token", "body": token}
            self.put_row(row)
        while any(self.tokens[token] is None for token in tokens.values()):
            yield
        return {waits_for: self.tokens[token] for waits_for, token in tokens.items()}
