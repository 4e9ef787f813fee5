"""Prepared HTTP requests, fired with a fixed number under way at any time by one light client."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiohttp

LIMIT = 60.0  # seconds for one request


@dataclass(frozen=True)
class Shot:
    """One request, ready to be sent."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True)
class Volley:
    """The results of many shots: seconds of each, in total, and the answers in the order of the shots."""

    seconds: float
    times: tuple[float, ...]
    answers: tuple[tuple[int, bytes], ...]

    @property
    def rate(self) -> float:
        """Requests answered per second."""
        return len(self.times) / self.seconds

    def percentile(self, percent: float) -> float:
        """The seconds within which this share of the shots were answered."""
        return sorted(self.times)[min(len(self.times) - 1, math.ceil(percent / 100 * len(self.times)) - 1)]

    def refused(self, status: int) -> int:
        """Counts the answers with another status."""
        return sum(answered != status for answered, _ in self.answers)


def fire(shots: Sequence[Shot], concurrency: int) -> Volley:
    """Sends all shots over kept-alive connections."""
    return asyncio.run(fire_all(shots, concurrency))


async def fire_all(shots: Sequence[Shot], concurrency: int) -> Volley:
    times, answers = [0.0] * len(shots), [(0, b"")] * len(shots)
    waiting = iter(range(len(shots)))

    async def gun(session: aiohttp.ClientSession) -> None:
        for number in waiting:
            shot = shots[number]
            begun = time.perf_counter()
            async with session.request(shot.method, shot.url, headers=shot.headers, data=shot.body) as answer:
                answers[number] = (answer.status, await answer.read())
            times[number] = time.perf_counter() - begun

    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(LIMIT)) as session:
        begun = time.perf_counter()
        await asyncio.gather(*(gun(session) for _ in range(concurrency)))
        return Volley(time.perf_counter() - begun, tuple(times), tuple(answers))
