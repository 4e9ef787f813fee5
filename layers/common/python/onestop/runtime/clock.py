"""The time, in one place, so that everything else takes it as an argument.

A history can be replayed at the times at which it happened (`onestop up --clock stated`): then a request says what
time it is, and a step of a workflow happens when the case last changed. The template allows that only on one machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from onestop.runtime.settings import setting

HEADER = "x-clock"


def now() -> datetime:
    """Returns the present moment in UTC."""
    return datetime.now(UTC)


def is_stated() -> bool:
    """Whether a history is being replayed: the time is what a request or a case says it is."""
    return setting("CLOCK", "real") == "stated"


def time_of(stated: str | datetime | None) -> datetime:
    """Returns the present moment; if the clock is stated, the moment that a request or a case says it is."""
    if stated is None or not is_stated():
        return now()
    return stated if isinstance(stated, datetime) else datetime.fromisoformat(stated).astimezone(UTC)


def asked_at(headers: Mapping[str, str]) -> datetime:
    """Returns when a request was made."""
    return time_of(headers.get(HEADER))
