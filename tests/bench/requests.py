"""Warm requests: CPU time of a whole handler, event in and answer out, against its one DynamoDB call by bare botocore.

Both speak to the same stub, with the very parameters that the handler was seen to use; they take turns.
"""

from __future__ import annotations

import cProfile
import importlib
import io
import os
import pstats
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from statistics import median
from time import process_time
from types import SimpleNamespace
from typing import Any

import botocore.session

from tests.bench.dynamodb_stub import dynamodb_stub
from tests.bench.figures import Figure
from tests.bench.shipped import lambda_environment

ROUNDS = 60
CALLS = 10  # in a row: short turns, so that a noisy neighbour meets both sides
WARM_UP = 5  # rounds
GOAL = 1.5
HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en-CA,en;q=0.8,es;q=0.5",
    "Host": "onestop.example",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) bench",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Proto": "https",
}
NEED = {
    "service_code": "pothole",
    "description": "A deep hole in front of the school, on the bus lane. Two bicycles have fallen since Monday.",
    "place": {"lat": 44.65, "long": -63.58, "address": "12 Harbour Street"},
    "contact": {"name": "Ana Rivas", "email": "ana@resident.example", "language": "es", "prefer": "email"},
}
CONTEXT = SimpleNamespace(aws_request_id="bench", function_name="onestop-bench", memory_limit_in_mb=512)

Call = Callable[[], Any]


def measure(*, profile: bool = False, **_: object) -> Iterator[Figure]:
    """Opening a case and reading its status, until the median is stable."""
    where = {}
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # before any import: the logger keeps its stream
        sample_rows = importlib.import_module("tests.bench.sample_rows").sample_rows
        with lambda_environment():
            rows = sample_rows()
        with dynamodb_stub(rows) as address, lambda_environment(AWS_ENDPOINT_URL_DYNAMODB=address):
            requests = prepared_requests()
            found = [ratio_of(name, *calls) for name, calls in requests.items()]
            if profile:
                where = {name: profiled(ours) for name, (ours, _) in requests.items()}
    for name, lines in where.items():
        print(f"\n{name}: where the time goes\n{lines}")
    yield from found


def prepared_requests() -> dict[str, tuple[Call, Call]]:
    """For each request our call and the bare one."""
    handler = importlib.import_module("intake.handler")
    from onestop.domain.people.link_keys import LinkKeys
    from onestop.runtime.keys import cache_keys
    from onestop.runtime.links import TRACK, secret_of
    from onestop.storage.tables import connection
    from tests.builders import REFERENCE, an_api_event

    cache_keys(bytes(32), LinkKeys({1: bytes(32)}))  # a warm process has read them long ago
    opening = an_api_event("POST", "/api/cases", body=NEED, headers=HEADERS | {"Content-Type": "application/json"})
    secret = secret_of(TRACK, REFERENCE)
    reading = an_api_event("GET", f"/api/cases/{REFERENCE}", headers=HEADERS, query={"secret": secret})
    bare = botocore.session.get_session().create_client(
        "dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
    )

    def pair(event: dict[str, Any], status: int) -> tuple[Call, Call]:
        def ours() -> Any:
            return handler.handle(event, CONTEXT)

        check_status(ours(), status)
        operation, parameters = seen_call(connection().client, ours)
        return ours, lambda: bare._make_api_call(operation, parameters)

    return {"POST /api/cases": pair(opening, 201), "GET /api/cases/{reference}": pair(reading, 200)}


def check_status(answer: dict[str, Any], status: int) -> None:
    if answer["statusCode"] != status:
        raise RuntimeError(f"the handler answered {answer['statusCode']} instead of {status}: {answer['body']}")


def seen_call(client: Any, request: Call) -> tuple[str, dict[str, Any]]:
    """The one call to DynamoDB that a request makes once the catalogue is known."""
    seen: list[tuple[str, dict[str, Any]]] = []

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        seen.append((model.name, dict(params)))

    client.meta.events.register("provide-client-params.dynamodb", note)
    request()
    client.meta.events.unregister("provide-client-params.dynamodb", note)
    if len(seen) != 1:
        raise RuntimeError(f"a warm request made {len(seen)} calls to DynamoDB instead of one")
    return seen[0]


def ratio_of(name: str, ours: Call, bare: Call) -> Figure:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + WARM_UP):
        for side in (0, 1) if number % 2 else (1, 0):
            taken = cpu_time((ours, bare)[side])
            if number >= WARM_UP:
                times[side].append(taken)
    return Figure(
        name=name,
        value=median(times[0]) * 1e6,
        unit="CPU us",
        baseline=median(times[1]) * 1e6,
        ratio=median(our / other for our, other in zip(*times, strict=True)),
        goal=GOAL,
    )


def cpu_time(call: Call) -> float:
    """CPU seconds a call, of this process alone."""
    begun = process_time()
    for _ in range(CALLS):
        call()
    return (process_time() - begun) / CALLS


def profiled(call: Call, lines: int = 60) -> str:
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(300):
        call()
    profile.disable()
    said = io.StringIO()
    pstats.Stats(profile, stream=said).strip_dirs().sort_stats("cumulative").print_stats(lines)
    return said.getvalue()
