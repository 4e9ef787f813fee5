"""Many cases that wait at once on the embedded engine, ended in random order: do all come to their end?

The engine keeps two threads for each case that waits for one agency: that of its workflow, and that of its stage. AWS
keeps none: there this costs nothing but the rows.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from onestop_cli.clients import engine_client
from onestop_cli.ready import RunningSuite
from tests.bench.ends import count_whole
from tests.bench.figures import Figure
from tests.bench.processes import look_at_family
from tests.bench.shots import Shot, fire
from tests.bench.suite import running_suite
from tests.bench.throughput import JSON

CASES = 1000
CONCURRENCY = 8
LIMIT = 900.0  # seconds for each phase
AGENCY = "streets"


def measure(cases: int = CASES, **_: object) -> Iterator[Figure]:
    """Opens cases until all wait, ends their tasks in random order, and counts the workflows that came to their end."""
    with (
        tempfile.TemporaryDirectory(prefix="onestop-bench-") as folder,
        running_suite(Path(folder), "--survey-window", "5") as suite,
    ):
        yield from wait_and_end(suite, cases)


def wait_and_end(suite: RunningSuite, cases: int) -> Iterator[Figure]:
    before = look_at_family(suite.pid)
    begun = time.monotonic()
    again = fire_until_taken([opening(suite, number) for number in range(cases)])
    until(lambda: tokens(suite), lambda parked: parked >= cases)
    waiting = time.monotonic() - begun
    held = look_at_family(suite.pid)
    endings = inbox(suite)
    random.Random(7).shuffle(endings)
    begun = time.monotonic()
    again += fire_until_taken(endings)
    states = until(lambda: executions(suite), lambda found: not found["RUNNING"] and found.total() >= 2 * cases)
    ended = time.monotonic() - begun
    yield Figure(name="cases that waited at once", value=len(endings), unit="cases")
    yield Figure(name="all wait after", value=waiting, unit="s")
    yield Figure(name="memory of the suite before", value=before.memory / 1e6, unit="MB")
    yield Figure(name="memory of the suite while all wait", value=held.memory / 1e6, unit="MB")
    yield Figure(name="threads of the engine while all wait", value=held.most_threads, unit="threads")
    yield Figure(name="requests that the engine was too busy for, sent again", value=again, unit="requests")
    yield Figure(name="all have come to their end after", value=ended, unit="s")
    yield Figure(name="workflows that succeeded", value=states["SUCCEEDED"], unit="executions")
    yield Figure(name="workflows that did not", value=states.total() - states["SUCCEEDED"], unit="executions", goal=0)
    lost = cases - count_whole(suite)
    yield Figure(name="cases not closed, with each task done once and no gap", value=lost, unit="cases", goal=0)


def fire_until_taken(shots: list[Shot]) -> int:
    """Sends requests, and those again that the engine was too busy for; returns how many it sent again. Each carries a
    key, so that none has its effect twice."""
    again, deadline = 0, time.monotonic() + LIMIT
    while shots:
        answers = fire(shots, CONCURRENCY).answers
        shots = [shot for shot, (status, _) in zip(shots, answers, strict=True) if status not in (200, 201)]
        again += len(shots)
        if time.monotonic() > deadline:
            raise RuntimeError(f"{len(shots)} requests were never taken: {answers[-1]}")
    return again


def opening(suite: RunningSuite, number: int) -> Shot:
    need = {
        "service_code": "pothole",
        "description": f"Hole number {number}.",
        "place": {"lat": 44.65, "long": -63.58, "address": f"{number} Harbour Street"},
    }
    headers = JSON | {"Idempotency-Key": f"waiting-{number:020d}"}
    return Shot("POST", f"{suite.api}/cases", headers, json.dumps(need).encode())


def tokens(suite: RunningSuite) -> int:
    """Counts the workflows that wait for an agency, by the rows that they have parked."""
    pages = (
        engine_client("dynamodb", suite.engine)
        .get_paginator("scan")
        .paginate(
            TableName=suite.outputs["CasesTable"],
            FilterExpression="kind = :token",
            ExpressionAttributeValues={":token": {"S": "token"}},
            Select="COUNT",
        )
    )
    return sum(page["Count"] for page in pages)


def clerk(suite: RunningSuite) -> Mapping[str, str]:
    account = next(account for account in suite.staff if account.agency == AGENCY and account.works)
    body = {"username": account.username, "password": account.password}
    answer = httpx.post(f"{suite.api}/staff/sessions", json=body, timeout=60)
    return JSON | {"Authorization": answer.json()["token"]}


def inbox(suite: RunningSuite) -> list[Shot]:
    """The acts that end every task of the inbox, page by page."""
    headers, cursor, found = clerk(suite), "", []
    for _ in count():
        query = {"limit": "100"} | ({"cursor": cursor} if cursor else {})
        page = httpx.get(f"{suite.api}/staff/tasks", params=query, headers=dict(headers), timeout=60).json()
        found += [(task["reference"], task["task"]) for task in page["tasks"]]
        cursor = page["cursor"] or ""
        if not cursor:
            break
    body = json.dumps({"outcome": "done"}).encode()
    return [
        Shot(
            "POST",
            f"{suite.api}/staff/cases/{reference}/tasks/{task}/completion",
            {**headers, "Idempotency-Key": f"waiting-{reference}"},
            body,
        )
        for reference, task in found
    ]


def executions(suite: RunningSuite) -> Counter[str]:
    """Counts the workflows by status."""
    steps, found = engine_client("stepfunctions", suite.engine), Counter[str]()
    for machine in ("CaseStateMachine", "TaskStateMachine"):
        for page in steps.get_paginator("list_executions").paginate(stateMachineArn=suite.outputs[machine]):
            found.update(execution["status"] for execution in page["executions"])
    return found


def until(look: Callable[[], Any], enough: Callable[[Any], bool]) -> Any:
    """Looks again and again, until it is enough or the time is up; gives what was seen last."""
    deadline = time.monotonic() + LIMIT
    while not enough(seen := look()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return seen
