"""A town of cases in every stage, as they are in the table when all is well; and the checks that all is well.

The real handlers go through each stage once; the town's cases are copies of those under names of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from moto.backends import get_backend
from moto.dynamodb.models.dynamo_type import DynamoType

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import Status
from onestop.runtime.clients import client
from onestop.storage.cases.case_keys import case_key, open_key, shard_of
from onestop.storage.cases.published import MARKS, PublishedState, load_standing, mark_of
from onestop.storage.cases.read_case import load_file
from onestop.storage.cases.waiting_tokens import SURVEY
from tests.aws_in_memory import ACCOUNT, REGION, Aws
from tests.builders import a_clerk, a_reference
from tests.functional.dispatch.runs import Runs
from tests.functional.stories import UNCLEAR, in_progress, open_case, post_completion, resolved, take_step

BUILDING = {"service_code": "dangerous-building", "place": {"address": "3 Elm Lane"}}
Rows = dict[str, dict[str, Any]]


def half_done() -> str:
    """Two agencies work side by side, and one has finished."""
    reference: str = in_progress(**BUILDING)["reference"]
    task = load_file(reference).open_tasks()[0]
    post_completion(reference, task.id, claims=a_clerk(agency=task.agency))
    return reference


def closed() -> str:
    reference: str = resolved()["reference"]
    take_step("close", reference, because="expired")
    return reference


STAGES: dict[str, Callable[[], str]] = {
    "to be routed": lambda: str(open_case()["reference"]),
    "at the triage desk": lambda: str(in_progress(**UNCLEAR)["reference"]),
    "with one agency": lambda: str(in_progress()["reference"]),
    "with several agencies": lambda: str(in_progress(**BUILDING)["reference"]),
    "half done": half_done,
    "waiting for its survey": lambda: str(resolved()["reference"]),
    "closed": closed,
}


class Town:
    """The town. `published` are the ids of all events that came to its listener; `stage_of` says where each case is."""

    def __init__(self, aws: Aws, of_each_stage: int) -> None:
        self.aws = aws
        self.runs = Runs(datetime.now(UTC), self.park)
        self.leave = self.runs.stand_in(client("stepfunctions"))
        self.published: set[str] = set()
        self.stage_of: dict[str, str] = {}
        for stage, live in STAGES.items():
            model = live()
            rows = self.rows(model)
            self.table.items.pop(self.partition(model))
            for _ in range(of_each_stage):
                reference = a_reference(len(self.stage_of))
                self.stage_of[reference] = stage
                self.settle(reference, json.loads(json.dumps(list(rows.values())).replace(model, reference)))

    def settle(self, reference: str, rows: list[dict[str, Any]]) -> None:
        """Puts a case into the table with what has followed from it: published, its workflow waiting or at its end."""
        for row in rows:
            if row["sk"]["S"] == "CASE":
                row["work_key"] = {"S": open_key(shard_of(reference))}
            self.put(row)
        file = load_file(reference)
        numbers = [str(number) for number in range(1, file.case.version + 1)]
        self.published.update(f"{reference}.{number}" for number in numbers)
        marks = {"pk": {"S": case_key(reference)}, "sk": {"S": MARKS}, "kind": {"S": "told"}, "told": {"NS": numbers}}
        if file.case.status is Status.CLOSED:
            self.unlist(reference)
        else:
            self.runs.begin(run_of(file))
            self.park(run_of(file), reference)
            used = [self.park_one(run_of(file), reference, task.id) for task in file.stage_tasks() if task.ended]
            for token in used:
                del self.runs.waiting[token]
            marks |= {"used": {"SS": [mark_of(token) for token in used]}} if used else {}
        self.put(marks)

    def park(self, run: str, reference: str) -> None:
        """A run waits for all that is open."""
        for name in waits_for(load_file(reference)):
            self.park_one(run, reference, name)

    def park_one(self, run: str, reference: str, name: str) -> str:
        token = f"token/{run}/{name}"
        row = {"pk": case_key(reference), "sk": f"TOKEN#{name}", "kind": "token", "body": token}
        self.put({field: {"S": value} for field, value in row.items()})
        self.runs.waiting[token] = run
        return token

    def ailments(self) -> dict[str, list[str]]:
        """Returns the faults of each case that has any: read from the table, the listener and the runs."""
        self.published.update(message["body"]["id"] for message in self.aws.published())
        found = {reference: list(self.ailments_of(load_standing(reference))) for reference in self.stage_of}
        return {reference: sentences for reference, sentences in found.items() if sentences}

    def ailments_of(self, standing: PublishedState) -> Iterator[str]:
        case = standing.file.case
        unpublished = {f"{case.reference}.{number}" for number in range(1, case.version + 1)} - self.published
        if unpublished:
            yield f"{len(unpublished)} events were not published"
        if case.status is Status.CLOSED:
            if "work_key" in self.rows(case.reference)["CASE"]:
                yield "it is closed and listed"
            return
        run = run_of(standing.file)
        if run not in self.runs.by_name or self.runs.by_name[run].status != "RUNNING":
            yield "no workflow is under way"
        parked = {name for name, token in standing.tokens.items() if self.runs.waiting.get(token) == run}
        for name in set(waits_for(standing.file)) - parked:
            yield f"nobody waits for {name}"
        for name in parked - set(waits_for(standing.file)):
            yield f"somebody waits for {name}, which has ended"

    def unlist(self, reference: str) -> None:
        row = self.rows(reference)["CASE"]
        self.put({name: value for name, value in row.items() if not name.startswith("work_")})

    def rows(self, reference: str) -> Rows:
        """Returns the rows of a case in the table, by their second key."""
        items = self.table.items.get(self.partition(reference), {})
        return {row["sk"]["S"]: row for row in (item.to_json()["Attributes"] for item in items.values())}

    def put(self, row: dict[str, Any]) -> None:
        self.table.put_item(row)

    def remove(self, reference: str, sk: str) -> None:
        self.table.delete_item(self.partition(reference), DynamoType({"S": sk}))

    def partition(self, reference: str) -> Any:
        return DynamoType({"S": case_key(reference)})

    @property
    def table(self) -> Any:
        return get_backend("dynamodb")[ACCOUNT][REGION].tables["CasesTable"]


def run_of(file: CaseFile) -> str:
    return f"{file.case.reference}-{file.case.run}"


def waits_for(file: CaseFile) -> list[str]:
    """Returns what the workflow of a case waits for while it runs."""
    if file.case.status is Status.RESOLVED:
        return [SURVEY]
    return [task.id for task in file.open_tasks()]
