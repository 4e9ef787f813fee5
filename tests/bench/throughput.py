"""End to end: residents' requests to the deployed suite, compared with bare puts into the engine's own DynamoDB.

Both go through the same light client at the same concurrency. The engine is a laptop's stand-in for AWS: the figures
compare versions of the suite with each other and say nothing about AWS.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from onestop_cli.engine.process import ADMINISTRATOR
from onestop_cli.ready import RunningSuite
from tests.bench.figures import Figure
from tests.bench.shots import Shot, Volley, fire
from tests.bench.suite import running_suite

SHOTS = 300
CONCURRENCY = 8
ROUTED_LIMIT = 120.0
JSON = {"Content-Type": "application/json"}


def measure(**_: object) -> Iterator[Figure]:
    """Openings, the work that they set off, status reads; bare puts before and after."""
    with tempfile.TemporaryDirectory(prefix="onestop-bench-") as folder, running_suite(Path(folder)) as suite:
        fire(puts(suite, "warm")[:40], CONCURRENCY)
        before = fire(puts(suite, "before"), CONCURRENCY)
        begun = time.monotonic()
        opened = fire(openings(suite), CONCURRENCY)
        cases = [json.loads(body) for status, body in opened.answers if status == 201]
        reads = [Shot("GET", f"{suite.api}/cases/{quote(c['reference'])}?secret={c['secret']}", {}) for c in cases]
        wait_until_routed(reads)
        routed = time.monotonic() - begun
        read = fire(reads, CONCURRENCY)
        after = fire(puts(suite, "after"), CONCURRENCY)
    bare = (before.rate + after.rate) / 2
    yield Figure(
        name=f"bare DynamoDB puts, {CONCURRENCY} at a time", value=bare, unit="per s", baseline=bare, ratio=1.0
    )
    yield from told("openings", opened, 201, bare)
    yield from told("status reads", read, 200, bare)
    yield Figure(name="cases opened and routed to an agency", value=len(cases) / routed, unit="per s")


def told(name: str, volley: Volley, status: int, bare: float) -> Iterator[Figure]:
    yield Figure(name=name, value=volley.rate, unit="per s", baseline=bare, ratio=volley.rate / bare)
    yield Figure(name="  answered within, half of them", value=volley.percentile(50) * 1000, unit="ms")
    yield Figure(name="  answered within, 95 of 100", value=volley.percentile(95) * 1000, unit="ms")
    yield Figure(name=f"  not answered with {status}", value=volley.refused(status), unit="requests", goal=0)


def openings(suite: RunningSuite) -> list[Shot]:
    """Needs that differ, as residents' do."""
    needs = (
        {
            "service_code": "pothole",
            "description": f"Hole number {number} in our street, deep enough for a bicycle wheel.",
            "place": {"lat": 44.6 + number % 50 / 1000, "long": -63.6, "address": f"{number} Harbour Street"},
            "contact": {"email": f"resident{number}@resident.example"},
        }
        for number in range(SHOTS)
    )
    return [Shot("POST", f"{suite.api}/cases", JSON, json.dumps(need).encode()) for need in needs]


def wait_until_routed(reads: list[Shot]) -> None:
    """Waits until no case is merely open; asks a few at a time, so as not to be the load itself."""
    deadline, waiting = time.monotonic() + ROUTED_LIMIT, list(reads)
    while waiting:
        asked = waiting[-CONCURRENCY:]
        answers = fire(asked, CONCURRENCY).answers
        still = [shot for shot, (_, body) in zip(asked, answers, strict=True) if json.loads(body)["status"] == "open"]
        del waiting[-len(asked) :]
        waiting += still
        if still and time.monotonic() > deadline:
            raise RuntimeError(f"after {ROUTED_LIMIT:.0f} seconds cases are still not routed to an agency")
        if still:
            time.sleep(0.2)


def puts(suite: RunningSuite, name: str) -> list[Shot]:
    """Puts of one small row each into the Catalogue table, which wakes nobody; signed before the clock starts."""
    return [put(suite, f"BENCH#{name}#{number}") for number in range(SHOTS)]


def put(suite: RunningSuite, key: str) -> Shot:
    row = {"pk": {"S": key}, "sk": {"S": "BENCH"}, "body": {"S": "x" * 400}}
    body = json.dumps({"TableName": suite.outputs["CatalogueTable"], "Item": row}).encode()
    headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810.PutItem"}
    request = AWSRequest("POST", f"{suite.engine}/", headers=headers, data=body)
    secret = Credentials(ADMINISTRATOR["AWS_ACCESS_KEY_ID"], ADMINISTRATOR["AWS_SECRET_ACCESS_KEY"])
    SigV4Auth(secret, "dynamodb", suite.region).add_auth(request)
    return Shot("POST", f"{suite.engine}/", dict(request.headers.items()), body)
