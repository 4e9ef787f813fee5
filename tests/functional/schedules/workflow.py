"""Step Functions in memory, one step at a time: what statemachines/*.asl.json say, written as a generator that stops
before each state, so that a schedule may put whatever it likes in between. The real definitions run in tests/e2e."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from onestop.storage.cases.case_keys import case_key

OPERATIONS = ("StartExecution", "SendTaskSuccess")
FOLLOWING = {"tasks": "Tasks", "survey": "Survey", "route": "Route", "advance": "Advance", "close": "Close"}

Step = Callable[[str, dict[str, Any]], dict[str, Any]]
Steps = Iterator[tuple[str, ...]]  # the tokens that a run waits for before its next step


class Workflows:
    """Runs of the case workflow and the tokens that they wait with."""

    def __init__(self, take_step: Step, put_row: Callable[[dict[str, str]], None]) -> None:
        self.take_step = take_step
        self.put_row = put_row
        self.runs: dict[str, Steps] = {}
        self.waiting: dict[str, tuple[str, ...]] = {}
        self.tokens: dict[str, dict[str, Any] | None] = {}  # with what each was used; None: not yet

    def stand_in(self, client: Any) -> None:
        """Answers a botocore client in place of the service, until `leave`."""
        self.events = client.meta.events
        for operation in OPERATIONS:
            self.events.register_first(f"before-call.sfn.{operation}", self.answer)

    def leave(self) -> None:
        for operation in OPERATIONS:
            self.events.unregister(f"before-call.sfn.{operation}", self.answer)

    def answer(self, model: Any, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        said: dict[str, Any] = getattr(self, model.name)(json.loads(params["body"]))
        return SimpleNamespace(status_code=400 if "Error" in said else 200), said

    def StartExecution(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["name"] in self.runs:
            return {"Error": {"Code": "ExecutionAlreadyExists", "Message": ""}}
        begun = json.loads(asked["input"])
        self.runs[asked["name"]] = self.run(asked["name"], begun["reference"], begun["run"])
        self.waiting[asked["name"]] = ()
        return {"executionArn": asked["name"]}

    def SendTaskSuccess(self, asked: dict[str, Any]) -> dict[str, Any]:
        if self.tokens[asked["taskToken"]] is not None:
            return {"Error": {"Code": "TaskTimedOut", "Message": ""}}
        self.tokens[asked["taskToken"]] = json.loads(asked["output"])
        return {}

    def ready(self) -> list[str]:
        """The runs that can take their next step."""
        return [
            name for name, tokens in self.waiting.items() if all(self.tokens[token] is not None for token in tokens)
        ]

    def go_on(self, name: str) -> None:
        """Lets a run take one step."""
        try:
            self.waiting[name] = next(self.runs[name])
        except StopIteration:
            del self.waiting[name]

    def run(self, name: str, reference: str, number: int) -> Steps:
        asked: dict[str, Any] = {"reference": reference, "run": number}
        state, because, answer = "Route", "no_survey", {}
        while True:
            match state:
                case "Route":
                    answer = self.take_step("routing", asked)
                    state = "Tasks"
                case "Tasks":
                    yield from self.wait(name, reference, [task["task"] for task in answer["tasks"]])
                    state = "Advance"
                case "Advance":
                    answer = self.take_step("casework", {"step": "advance", **asked})
                    if answer["next"] not in FOLLOWING:
                        return
                    state = FOLLOWING[answer["next"]]
                case "Survey":
                    token = yield from self.wait(name, reference, ["survey"])
                    because = (self.tokens[token] or {})["because"]
                    state = "Close"
                case "Close":
                    self.take_step("casework", {"step": "close", "because": because, **asked})
                    return
            yield ()

    def wait(self, name: str, reference: str, names: list[str]) -> Any:
        """Parks a token for each name, one after the other, and waits for all of them; returns the last one."""
        tokens: list[str] = []
        for waits_for in names:
            tokens.append(f"{name}/{waits_for}/{len(self.tokens)}")
            self.tokens[tokens[-1]] = None
            row = {"pk": case_key(reference), "sk": f"TOKEN#{waits_for}", "kind": "token", "body": tokens[-1]}
            self.put_row(row)
            yield ()
        if tokens:
            yield tuple(tokens)
            return tokens[-1]
        return None
