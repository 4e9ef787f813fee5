"""A walk of webhooks on a clock of its own: calls take as long as a table says, side by side, and each call to AWS some
milliseconds, one after the other. Nothing sleeps, so it comes out the same each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dispatch.call_webhooks import call_webhooks
from onestop.runtime.outside.call_outside import NotReached, ServerAnswer
from onestop.storage.tables import connection
from tests.builders import NOW

NEVER = timedelta(seconds=10)  # how long is waited for an answer
AWS_TAKES = timedelta(milliseconds=5)

Takes = Callable[[str], timedelta]  # how long a receiver takes, by its address; NEVER for one that does not answer


@dataclass
class Simulated(Executor):
    """The clock, the calls under way by when they end, and when each receiver had its events."""

    takes: Takes
    at: datetime = NOW
    ends: dict[Future[Any], datetime] = field(default_factory=dict)
    taken: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    lasts: timedelta = timedelta()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = Future[Any]()
        future.set_result(fn(*args, **kwargs))
        self.ends[future] = self.at + self.lasts
        return future

    def wait(self, under_way: Mapping[Future[Any], Any], **_: Any) -> tuple[set[Future[Any]], set[Future[Any]]]:
        self.at = max(self.at, min(self.ends[each] for each in under_way))
        finished = {each for each in under_way if self.ends[each] <= self.at}
        return finished, set(under_way) - finished

    def post(self, url: str, _body: bytes, _headers: Mapping[str, str]) -> ServerAnswer:
        self.lasts = self.takes(url)
        if self.lasts >= NEVER:
            raise NotReached("too slow")
        self.taken[url].append(self.at + self.lasts)
        return ServerAnswer(200, b"")

    def walk(self) -> dict[str, int]:
        with self.slow_aws():
            return call_webhooks(self.post, lambda: self.at, side_by_side=lambda _: self, wait_for=self.wait)

    @contextmanager
    def slow_aws(self) -> Iterator[None]:
        def pass_time(**_: Any) -> None:
            self.at += AWS_TAKES

        events = connection().client.meta.events
        events.register("after-call", pass_time)
        try:
            yield
        finally:
            events.unregister("after-call", pass_time)


def nth(values: list[timedelta], share: float) -> timedelta:
    """The value that a share of all does not exceed."""
    return sorted(values)[max(0, round(share * len(values)) - 1)]
