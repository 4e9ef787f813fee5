"""A small city in one process: residents, staff, stream, queues and workflow around the real handlers, all of them
impatient and repeating themselves: a caller without an answer asks again, and a message may be delivered twice."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from moto.backends import get_backend

import casework.handler
import dispatch.handler
import intake.handler
import routing.handler
import surveys.handler
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.storage.cases.read_case import load_file, load_history
from onestop.storage.cases.task_lists import tasks_of
from onestop.storage.catalogue import releases
from onestop.storage.catalogue.gazetteer import gazetteer_of
from onestop.storage.catalogue.map_layers import layer
from onestop.storage.catalogue.releases import current
from onestop.storage.catalogue.zones import zones_of
from onestop.storage.partners.webhooks import cache_webhooks
from onestop.storage.surveys.responses import find_response
from onestop.storage.tables import connection
from tests.aws_in_memory import ACCOUNT, REGION, Aws, forget_connections
from tests.builders import a_clerk, a_stream_event, an_api_event, an_sqs_event
from tests.functional.faults.faulty_aws import Died, FaultyAws
from tests.functional.faults.step_functions import StepFunctions

PATIENCE = 60
HANDLERS = {"routing": routing.handler.handle, "casework": casework.handler.handle}


@dataclass
class City:
    """The world around the handlers. `again` is how often what is delivered is delivered twice."""

    aws: Aws
    faults: FaultyAws
    again: float = 0.0
    seed: int = 1
    references: dict[str, str] = field(default_factory=dict)
    commands: int = 0

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.living: list[str] = []
        self.shelf: dict[Any, Any] = {}
        self.responses: dict[Any, Any] = {}
        forget_connections()  # clients of our own: the faults put in front of them must not outlive this city
        keep_catalogue()
        cache_webhooks([])  # read once each half minute, like the catalogue
        self.seen: Counter[tuple[str, str, str]] = Counter()
        self.workflows = StepFunctions(self.take_step, self.put_row)
        self.workflows.stand_in(client("stepfunctions"))
        for one in (connection().client, client("sns"), client("sqs")):
            self.faults.stand_before(one)

    def open(self, key: str, body: dict[str, Any]) -> None:
        """A resident brings a need, and asks again under the same key until there is an answer."""
        event = an_api_event("POST", "/api/cases", body=body, headers=self.headers(key))
        self.references[key] = self.ask(intake.handler.handle, event, 201)["reference"]
        self.living.append(self.references[key])

    def live(self) -> None:
        """Lets everything happen until nothing more does."""
        for _ in range(PATIENCE):
            while self.deliver_stream() or self.deliver_queues():
                pass
            under_way = self.workflows.go_on()
            if not (self.deliver_stream() or self.staff_work() or self.residents_answer() or under_way):
                return self.settle()
        stages = {reference: [event.type for event in load_history(reference)[1]] for reference in self.living}
        raise AssertionError(f"the city does not come to rest, somebody waits for ever: {stages}")

    def take_step(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """Calls a step as Step Functions does: again until it is answered."""
        self.commands += 1
        return self.persist(HANDLERS[function], event)

    def persist(self, handle: Any, event: dict[str, Any]) -> Any:
        for _ in range(PATIENCE):
            try:
                answer = handle(event, None)
            except (Died, Exception) as error:  # whatever a caller meets, it asks again
                last = error
            else:
                if self.random.random() < self.again:
                    answer = self.persist(handle, event)
                return answer
        raise AssertionError(f"no answer after {PATIENCE} tries") from last

    def ask(self, handle: Any, event: dict[str, Any], *wanted: int) -> dict[str, Any]:
        self.commands += 1
        for _ in range(PATIENCE):
            answer = self.persist(handle, event)
            if answer["statusCode"] in wanted:
                said: dict[str, Any] = json.loads(answer["body"])
                return said
            assert answer["statusCode"] >= 500, answer
        raise AssertionError(f"no answer after {PATIENCE} tries")

    def headers(self, key: str) -> dict[str, str]:
        return {"Content-Type": "application/json", "Idempotency-Key": f"a-key-in-a-small-city:{key}"}

    def deliver_stream(self) -> bool:
        """Hands on what was written to the table since, in order, some of it twice."""
        fresh = []
        for row in self.rows(("event", "token")):
            known = (row["pk"]["S"], row["sk"]["S"], row["body"]["S"])
            if not self.seen[known]:
                self.seen[known] += 1
                fresh.append(row)
        for row in fresh:
            self.follow(row)
        return bool(fresh)

    def follow(self, row: dict[str, Any]) -> None:
        """Delivers a row as a stream does: again, if it could neither be followed nor put aside."""
        for _ in range(PATIENCE):
            if not self.persist(dispatch.handler.handle, a_stream_event(row))["batchItemFailures"]:
                return
        raise AssertionError(f"a row was not taken after {PATIENCE} tries")

    def deliver_queues(self) -> bool:
        """Hands on what waits in the queues; a message that fails stays."""
        busy = False
        for queue, handle in (
            (self.aws.retry_queue, dispatch.handler.handle),
            (self.aws.queues["Surveys"], surveys.handler.handle),
        ):
            with self.faults.calm():
                waiting = [message["body"] for message in self.aws.drain(queue)]
            while waiting:
                busy = True
                answer = self.persist(handle, an_sqs_event(*waiting))
                failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
                waiting = [body for number, body in enumerate(waiting, 1) if f"message-{number}" in failed]
        return busy

    def staff_work(self) -> bool:
        """Every agency completes the tasks in its inbox."""
        busy = False
        for agency in ("streets", "buildings", "water", "environment-health", "contact-centre"):
            with self.faults.calm():
                inbox = tasks_of(agency, 100).items
            for task in inbox:
                path = f"/api/staff/cases/{task.reference}/tasks/{task.id}/completion"
                body = {"outcome": "done"} | ({"service_code": "pothole"} if agency == "contact-centre" else {})
                event = an_api_event(
                    "POST",
                    path,
                    body=body,
                    headers=self.headers(f"{task.reference}/{task.id}"),
                    claims=a_clerk(agency=agency),
                )
                self.ask(casework.handler.handle, event, 200)
                busy = True
        return busy

    def residents_answer(self) -> bool:
        """Everybody who has been asked how it went answers."""
        busy = False
        for reference in self.living:
            with self.faults.calm():
                file, events = load_history(reference)
            if file.case.status == "resolved" and events[-1].type == "survey.invited":
                body = {"secret": links.secret_of(links.SURVEY, reference), "answers": {"satisfaction": 4}}
                self.ask(surveys.handler.handle, an_api_event("POST", f"/api/surveys/{reference}", body=body), 200)
                busy = True
        return busy

    def put_row(self, row: dict[str, str]) -> None:
        """Writes as a state machine does: not through our clients, so without faults."""
        self.table.put_item({name: {"S": value} for name, value in row.items()})

    def state(self) -> dict[str, Any]:
        """Returns how everything ended, by the key of each need."""
        self.unshelve()
        return {key: self.state_of(reference) for key, reference in self.references.items()}

    def state_of(self, reference: str) -> dict[str, Any]:
        file, events = load_history(reference)
        assert [event.sequence for event in events] == list(range(1, file.case.version + 1)), "a gap in the history"
        assert load_file(reference).case == file.case
        response = find_response(reference)
        return {
            "status": file.case.status,
            "service": file.case.service,
            "tasks": [(task.code, task.agency, task.status) for task in file.tasks],
            "events": sorted(event.type for event in events),
            "answer": response and response.scores,
        }

    def cases_kept(self) -> int:
        """Counts all cases, whether anybody was given their reference or not."""
        return len(self.rows(("case",), everywhere=True))

    def rows(self, kinds: tuple[str, ...], everywhere: bool = False) -> list[dict[str, Any]]:
        """Returns the rows of some kinds from the table, and from the shelf too if asked for."""
        partitions = [*self.table.items.values(), *(self.shelf.values() if everywhere else ())]
        rows = [item.to_json()["Attributes"] for partition in partitions for item in partition.values()]
        return [row for row in rows if row["kind"]["S"] in kinds]

    def settle(self) -> None:
        """Moves finished cases to a shelf, so that only the active ones are read row by row. Rows written late about a
        case on the shelf join its other rows."""
        for key, rows in self.table.items.items():
            self.shelf.setdefault(key, {}).update(rows)
        self.table.items.clear()
        self.responses.update(self.answers.items)
        self.answers.items.clear()
        self.living.clear()

    def unshelve(self) -> None:
        """Puts everything back into the table, to be checked."""
        for key, rows in self.shelf.items():
            self.table.items.setdefault(key, {}).update(rows)
        self.answers.items.update(self.responses)

    @property
    def table(self) -> Any:
        return get_backend("dynamodb")[ACCOUNT][REGION].tables["CasesTable"]

    @property
    def answers(self) -> Any:
        return get_backend("dynamodb")[ACCOUNT][REGION].tables["MessagesTable"]


def keep_catalogue() -> None:
    """Reads the catalogue for good, and empties its table for the same reason."""
    known = current()
    gazetteer_of(known)
    zones_of(known)
    layer(known, "landmarks")
    releases._kept["current"].read_at = math.inf
    get_backend("dynamodb")[ACCOUNT][REGION].tables["CatalogueTable"].items.clear()
