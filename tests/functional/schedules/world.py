"""One case and everything around it: stream, queue, workflow and clock; the schedule decides what happens next.
Only our own handlers and DynamoDB are real; nothing is delivered unless the schedule says so."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import msgspec
from moto.backends import get_backend
from moto.dynamodb.models.dynamo_type import DynamoType

import casework.handler
import dispatch.handler
import intake.handler
import routing.handler
import surveys.handler
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import CaseFile, Task
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.storage.cases.case_keys import case_key
from onestop.storage.cases.published import numbers_in
from onestop.storage.cases.read_case import WholeFile, bodies_of, read_file
from onestop.storage.catalogue import releases
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import ACCOUNT, REGION
from tests.builders import NOW, a_clerk, a_stream_event, an_api_event, an_sqs_event, said
from tests.functional.schedules.workflow import Workflows

STEPS = {"routing": routing.handler.handle, "casework": casework.handler.handle}
TABLES = ("CasesTable", "PeopleTable", "MessagesTable")
PATIENCE = 400

Move = tuple[str, Callable[[], Any]]


class World:
    """`trace` says what happened, move by move: what a failing example shows."""

    def __init__(self, trace: Callable[[str], None] = lambda _: None) -> None:
        self.trace = trace
        self.at = NOW
        self.stream: list[dict[str, Any]] = []
        self.delivered: list[dict[str, Any]] = []
        self.queue: list[dict[str, Any]] = []
        self.handled: list[dict[str, Any]] = []
        self.published: dict[str, list[dict[str, Any]]] = {}
        self.known: set[tuple[str, str, str]] = set()
        self.requests = 0
        self.heard = 0  # messages of the resident that were taken
        empty_tables()
        self.workflows = Workflows(self.take_step, self.put_row)
        self.workflows.stand_in(client("stepfunctions"))
        client("sns").meta.events.register_first("before-call.sns.PublishBatch", self.hear_publication)

    def __enter__(self) -> World:
        return self

    def __exit__(self, *_: Any) -> None:
        self.workflows.leave()
        client("sns").meta.events.unregister("before-call.sns.PublishBatch", self.hear_publication)

    # what may happen next, in the plain order

    def moves(self) -> list[Move]:
        """Returns what may happen next; the first one is what would happen if nothing were late, early or twice."""
        self.look_at_table()
        found: list[Move] = []
        if self.stream:
            found.append(("the stream delivers", self.deliver_all))
        if len(self.stream) > 1:
            found.append(("the stream delivers one record", lambda: self.deliver([self.stream.pop(0)])))
            found.append(("the stream delivers the newest first", lambda: self.deliver([self.stream.pop()])))
        if self.queue:
            found.append(("the queue delivers", self.ask_how_it_went))
        found += [
            (f"workflow {name[-1]} goes on", lambda name=name: self.workflows.go_on(name)) for name in self.ready()
        ]  # type: ignore[misc]
        return found

    def repeats(self) -> list[Move]:
        """Returns what may happen again."""
        found: list[Move] = []
        if self.delivered:
            found.append(("the stream delivers its first record again", lambda: self.deliver(self.delivered[:1])))
            found.append(("the stream delivers its last record again", lambda: self.deliver(self.delivered[-1:])))
        if self.handled:
            found.append(("the queue delivers again", lambda: self.handle_message(self.handled[-1])))
        return found

    def ready(self) -> list[str]:
        return self.workflows.ready()

    def do(self, move: Move) -> None:
        """Lets something happen, a minute after what happened before."""
        self.at += timedelta(minutes=1)
        self.trace(move[0])
        move[1]()

    # the stream and the queue

    def look_at_table(self) -> None:
        """Puts on the stream what was written since."""
        for row in self.rows("event", "token"):
            key = (row["pk"]["S"], row["sk"]["S"], row["body"]["S"])
            if key not in self.known:
                self.known.add(key)
                self.stream.append(row)

    def deliver_all(self) -> None:
        records, self.stream = self.stream, []
        self.deliver(records)

    def deliver(self, records: list[dict[str, Any]]) -> None:
        self.delivered += [record for record in records if record not in self.delivered]
        answer = dispatch.handler.handle(a_stream_event(*records), None)
        assert answer == {"batchItemFailures": []}

    def hear_publication(self, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        """SNS takes everything, and hands on to surveys what they have subscribed to."""
        entries = read_entries(params["body"])
        for message in entries.values():
            self.published.setdefault(message["id"], []).append(message)
            if message["type"] == "case.resolved":
                self.queue.append(message)
        taken = [{"Id": number, "MessageId": number} for number in entries]
        return SimpleNamespace(status_code=200), {"Successful": taken, "Failed": []}

    def ask_how_it_went(self) -> None:
        self.handled.append(self.queue.pop(0))
        self.handle_message(self.handled[-1])

    def handle_message(self, message: dict[str, Any]) -> None:
        assert surveys.handler.handle(an_sqs_event(message), None) == {"batchItemFailures": []}

    # the workflow and the clock

    def take_step(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = STEPS[function](event, None)
        return answer

    def put_row(self, row: dict[str, str]) -> None:
        self.table.put_item({name: {"S": value} for name, value in row.items()})

    def let_time_pass(self, reference: str, hours: float) -> None:
        self.at += timedelta(hours=hours)
        casework.handler.handle({"clock": {"at": self.at.isoformat(), "reference": reference}}, None)

    def end_survey_window(self) -> None:
        """The time for an answer has passed: Step Functions continues without one."""
        for token in self.late_surveys():
            self.workflows.tokens[token] = {"because": "expired"}

    def late_surveys(self) -> list[str]:
        return [token for token, used in self.workflows.tokens.items() if used is None and "/survey/" in token]

    # people

    def open(self, **body: Any) -> str:
        """A resident brings a need; returns the reference."""
        contact = {"name": "Ana Rivas", "email": "ana@resident.example"}
        event = an_api_event("POST", "/api/cases", body=body | {"contact": contact}, headers=self.headers("open"))
        answer = intake.handler.handle(event, None)
        assert answer["statusCode"] == 201, answer["body"]
        return str(said(answer)["reference"])

    def staff(self, act: str, task: Task | None, reference: str, who: str, **body: Any) -> dict[str, Any]:
        """A supervisor of the agency that has the task (or the first one that has any) does something."""
        file = self.file(reference)
        has = file.open_tasks() or file.stage_tasks()
        agency = task.agency if task else next((each.agency for each in has), "contact-centre")
        path = f"/api/staff/cases/{reference}" + (f"/tasks/{task.id}" if task else "") + f"/{act}"
        claims = a_clerk(agency=agency, sub=who, role="supervisor")
        event = an_api_event("POST", path, body=body, headers=self.headers(who), claims=claims)
        answer: dict[str, Any] = casework.handler.handle(event, None)
        assert answer["statusCode"] < 500, answer["body"]
        return answer

    def resident(self, act: str, reference: str, task: str = "", **body: Any) -> dict[str, Any]:
        """The resident does something about their case."""
        path = f"/api/cases/{reference}" + (f"/tasks/{task}" if task else "") + f"/{act}"
        self.requests += 1
        sent = body | {"secret": links.secret_of(links.TRACK, reference)}
        headers = self.headers(f"resident-{self.requests}")
        answer: dict[str, Any] = intake.handler.handle(an_api_event("POST", path, body=sent, headers=headers), None)
        assert answer["statusCode"] < 500, answer["body"]
        self.heard += act == "messages" and answer["statusCode"] == 200
        return answer

    def answer_survey(self, reference: str) -> None:
        body = {"secret": links.secret_of(links.SURVEY, reference), "answers": {"satisfaction": 4}}
        event = an_api_event("POST", f"/api/surveys/{reference}", body=body)
        answer = surveys.handler.handle(event, None)
        assert answer["statusCode"] == 200, answer["body"]

    def headers(self, key: str) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": f"a-key-in-a-schedule:{key}",
            "X-Clock": self.at.isoformat(),
        }

    # what there is, read without a call

    def file(self, reference: str) -> CaseFile:
        return read_file(reference, self.bodies(reference))

    def whole(self, reference: str) -> WholeFile:
        bodies = self.bodies(reference)
        events = [msgspec.json.decode(body, type=Recorded) for body in bodies.get("event", ())]
        return WholeFile(file=read_file(reference, bodies), events=events, notes=[], contacts=[])

    def bodies(self, reference: str) -> dict[str, list[str]]:
        rows = sorted(self.rows(reference=reference), key=lambda row: row["sk"]["S"])
        return bodies_of(SimpleNamespace(kind=row["kind"]["S"], body=row.get("body", {}).get("S")) for row in rows)  # type: ignore[misc]

    def references(self) -> list[str]:
        """All cases, in the order in which they were opened."""
        return [row["pk"]["S"].removeprefix("CASE#") for row in self.rows("case")]

    def published_of(self, reference: str) -> frozenset[int]:
        """The numbers of the events that are noted as published."""
        return next((numbers_in(row) for row in self.rows("told", reference=reference)), frozenset())

    def is_listed(self, reference: str) -> bool:
        """Returns whether the sweeper still looks at the case."""
        return any("work_key" in row for row in self.rows("case", reference=reference))

    def rows(self, *kinds: str, reference: str | None = None) -> list[dict[str, Any]]:
        """The rows of some kinds, of one case or of all, in the order in which they were written."""
        parts = self.table.items
        found = list(parts.values()) if reference is None else [parts.get(DynamoType({"S": case_key(reference)}), {})]
        items = (item for part in found for item in part.values())
        return [item.to_json()["Attributes"] for item in items if not kinds or item.attrs["kind"].value in kinds]

    @property
    def table(self) -> Any:
        return tables()["CasesTable"]


def read_entries(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The messages of a PublishBatch as botocore writes it, by their ids."""
    prefix = "PublishBatchRequestEntries.member."
    numbers = sorted({name.removeprefix(prefix).split(".")[0] for name in body if name.startswith(prefix)}, key=int)
    return {body[f"{prefix}{number}.Id"]: json.loads(body[f"{prefix}{number}.Message"]) for number in numbers}


def tables() -> Any:
    return get_backend("dynamodb")[ACCOUNT][REGION].tables


def empty_tables() -> None:
    """Removes everything that happened before, except the catalogue."""
    for name in TABLES:
        tables()[name].items.clear()


def remember_tables() -> Callable[[], None]:
    """Returns the content of the tables; the caller puts it back later. Rows are replaced, never changed in place."""
    kept = {name: {key: dict(rows) for key, rows in tables()[name].items.items()} for name in TABLES}

    def put_back() -> None:
        empty_tables()
        for name, partitions in kept.items():
            tables()[name].items.update({key: dict(rows) for key, rows in partitions.items()})

    return put_back


def keep_catalogue() -> None:
    """Reads the catalogue for good: the clock of a schedule is not the time that passes here."""
    current()
    releases._kept["current"].read_at = math.inf
