"""Calls of the public and the staff API, patient where patience helps: nothing is asked twice without a key.

tenacity because waiting with growing pauses and jitter is easily got wrong; aiohttp as in the front: one HTTP library.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientConnectionError, ClientPayloadError, ClientSession, ClientTimeout, TCPConnector
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

BUSY = frozenset({429, 502, 503, 504})
ATTEMPTS = 12
LONGEST_PAUSE = 8.0
ANSWER_LIMIT = 60.0


class Busy(Exception):
    """The suite could not take the call just now, and says so."""


class SuiteSilent(Exception):
    """The suite gave no answer although it was asked again and again."""


@dataclass(frozen=True, slots=True)
class SuiteAnswer:
    """An answer of the suite; ``said`` is the JSON object, empty if there was none."""

    status: int
    said: dict[str, Any]

    @property
    def ok(self) -> bool:
        return self.status < 300

    @property
    def reason(self) -> str:
        """Why it refused, in the words of its problem document."""
        faults = self.said.get("errors") or []
        because = "; ".join(f"{fault.get('field')}: {fault.get('message')}" for fault in faults)
        return f"{self.status} {because or self.said.get('detail') or self.said.get('title') or 'without a reason'}"


@dataclass
class ApiCaller:
    """The API of a running suite: at most ``gate`` calls at once, and ``traffic`` counts "calls" and "repeats"."""

    api: str
    session: ClientSession
    gate: asyncio.Semaphore
    traffic: Counter[str]
    pause: Any = field(default_factory=lambda: wait_random_exponential(multiplier=0.2, max=LONGEST_PAUSE))


@asynccontextmanager
async def open_caller(api: str, at_once: int, traffic: Counter[str], key: str) -> AsyncIterator[ApiCaller]:
    """Keep connections to the suite open while it is called, with the key of a partner."""
    limit = ClientTimeout(total=ANSWER_LIMIT)
    headers = {"x-api-key": key}
    async with ClientSession(connector=TCPConnector(limit=at_once), timeout=limit, headers=headers) as session:
        yield ApiCaller(api, session, asyncio.Semaphore(at_once), traffic)


async def call(
    caller: ApiCaller, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None, **query: str
) -> SuiteAnswer:
    """Call the API; a busy suite or a broken connection is tried again. Raises NoAnswer when that does not help.

    What may be tried again must carry an Idempotency-Key or be harmless twice.
    """
    troubles = (Busy, ClientConnectionError, ClientPayloadError, TimeoutError)
    patience = AsyncRetrying(
        retry=retry_if_exception_type(troubles), wait=caller.pause, stop=stop_after_attempt(ATTEMPTS), reraise=True
    )
    try:
        async for attempt in patience:
            with attempt:
                caller.traffic["repeats"] += attempt.retry_state.attempt_number > 1
                return await call_once(caller, method, path, body, headers or {}, query)
    except troubles as problem:
        raise SuiteSilent(str(problem) or type(problem).__name__) from problem
    raise AssertionError("unreachable: the last attempt returns or raises")


async def call_once(
    caller: ApiCaller, method: str, path: str, body: Any, headers: dict[str, str], query: dict[str, str]
) -> SuiteAnswer:
    async with caller.gate:
        caller.traffic["calls"] += 1
        target = caller.api + path
        async with caller.session.request(method, target, json=body, headers=headers, params=query) as answer:
            told = SuiteAnswer(answer.status, read_object(await answer.read()))
            if told.status in BUSY:
                raise Busy(told.reason)
            return told


def read_object(content: bytes) -> dict[str, Any]:
    """The JSON object that was answered; empty for anything else, such as a page of a proxy."""
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
