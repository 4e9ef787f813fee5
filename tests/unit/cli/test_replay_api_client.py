"""A replay is patient with a busy suite, and sends a row that it repeats under the same key."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from tenacity import wait_none

from onestop_cli.replay.api_client import ATTEMPTS, ApiCaller, SuiteAnswer, SuiteSilent, call
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run
from onestop_cli.replay.submit import submit_needs

NEEDS = [RowNeed(row=row, id=f"r{row}", description="A hole", channel="web") for row in range(1, 9)]


class Door:
    """A door on this machine that is busy for its first visitors and then opens one case for each key."""

    def __init__(self, busy: int, status: int = 503) -> None:
        self.busy, self.status = busy, status
        self.keys: list[str] = []
        self.references: dict[str, str] = {}

    async def answer(self, request: web.Request) -> web.Response:
        key = request.headers["Idempotency-Key"]
        self.keys.append(key)
        reference = self.references.setdefault(key, f"REF-{len(self.references)}")
        if len(self.keys) <= self.busy:
            return web.Response(status=self.status, text="<html>not now</html>")
        return web.json_response({"reference": reference}, status=201)


def visit(door: Door, work: Callable[[ApiCaller], object]) -> Counter[str]:
    """Do something with the door open; gives the traffic."""
    traffic: Counter[str] = Counter()

    async def during() -> None:
        app = web.Application()
        app.router.add_post("/api/cases", door.answer)
        async with TestServer(app) as server, ClientSession() as session:
            caller = ApiCaller(str(server.make_url("/api")), session, asyncio.Semaphore(3), traffic, wait_none())
            await work(caller)  # type: ignore[misc]

    asyncio.run(during())
    return traffic


def submitting(run: Run) -> Callable[[ApiCaller], object]:
    return lambda caller: submit_needs(run, caller, iter(NEEDS), 3, None)


def new_run() -> Run:
    return Run(id="0123abcd", source="export.csv", began_at=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_door_is_tried_again_with_the_same_key(status: int) -> None:
    door, run = Door(busy=4, status=status), new_run()
    traffic = visit(door, submitting(run))
    assert traffic == {"calls": 12, "repeats": 4}
    assert len(set(door.keys)) == len(run.accepted) == 8
    assert run.acknowledged == run.submitted == run.read == 8
    assert run.all_submitted


def test_a_door_that_stays_busy_leaves_rows_unanswered_and_says_so() -> None:
    door, run = Door(busy=10_000), new_run()
    visit(door, submitting(run))
    assert run.unanswered == 8
    assert Counter(door.keys).most_common() == [(key, ATTEMPTS) for key in dict.fromkeys(door.keys)]


def test_a_refusal_is_not_tried_again_and_is_counted_by_its_reason() -> None:
    door, run = Door(busy=10_000, status=400), new_run()
    traffic = visit(door, submitting(run))
    assert +traffic == {"calls": 8}
    assert run.refused == {"400 without a reason": 8}


def test_a_broken_connection_is_no_answer() -> None:
    async def knock() -> None:
        async with ClientSession() as session:
            caller = ApiCaller("http://127.0.0.1:1/api", session, asyncio.Semaphore(1), Counter(), wait_none())
            await call(caller, "GET", "/services")

    with pytest.raises(SuiteSilent):
        asyncio.run(knock())


def test_a_reason_names_the_fields_of_the_problem() -> None:
    problem = {"title": "No", "detail": "See errors", "errors": [{"field": "place", "message": "is missing"}]}
    assert SuiteAnswer(400, problem).reason == "400 place: is missing"
    assert SuiteAnswer(404, {"title": "Not found"}).reason == "404 Not found"
