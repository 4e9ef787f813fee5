"""A webhook: its URL, which events it wants, and whether it is called at all while it fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

TRIED_FOR = timedelta(days=3)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
OPENS_AFTER = 5  # failures in a row, of any events
FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=30)
TEST = "webhook.test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A URL to which events of an agency's cases go; of all cases if no agency is named; of all types if none is.
    `keys` are the numbers of the keys that sign: two while a new one is introduced. One that is `removed` never
    comes back."""

    id: str
    url: str
    agency: str = ""
    types: tuple[str, ...] = ()
    keys: tuple[int, ...] = (1,)
    paused: bool = False
    removed: bool = False

    def wants(self, event: Mapping[str, Any]) -> bool:
        """Says whether it wants an event, given in CloudEvents form."""
        by_agency = not self.agency or event["data"].get("agency") == self.agency
        return not (self.paused or self.removed) and by_agency and (not self.types or event["type"] in self.types)

    def misses(self, event: Mapping[str, Any]) -> bool:
        """Says whether it would want an event if it were not paused now."""
        return self.paused and replace(self, paused=False).wants(event)


@dataclass(frozen=True, slots=True)
class Breaker:
    """The recent results of calls. While it is open nothing is called, so that a server that is down costs nothing;
    then one call tests it."""

    failures: int = 0
    open_until: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        return self.open_until is not None and at < self.open_until

    def after(self, at: datetime, *, worked: bool) -> Breaker:
        """Returns its state after one more call."""
        if worked:
            return Breaker()
        failures = self.failures + 1
        if failures < OPENS_AFTER:
            return replace(self, failures=failures)
        return Breaker(failures, at + growing(FIRST_REST, failures - OPENS_AFTER, LONGEST_REST))


def pause_after(times: int) -> timedelta:
    """Returns how long an event waits after this many attempts."""
    return growing(FIRST_PAUSE, times - 1, LONGEST_PAUSE)


def growing(first: timedelta, doubled: int, longest: timedelta) -> timedelta:
    grown: timedelta = first * (1 << min(doubled, 20))
    return min(longest, grown)
