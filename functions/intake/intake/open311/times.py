"""Times in GeoReport's format: the W3C note on date and time, always with a time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import overload

from intake.open311.refusing import Complaint, RequestRefused

LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")  # a plus sign in a query means a space, and not every client knows it
EARLIEST, LATEST = 1900, 2200  # years in which somebody may have made a request
EXPECTED = "expected a time such as 2026-11-23T08:00:00Z"


@overload
def w3c(moment: datetime | str) -> str: ...
@overload
def w3c(moment: datetime | str | None) -> str | None: ...
def w3c(moment: datetime | str | None) -> str | None:
    """A moment to the second, in UTC."""
    if moment is None:
        return None
    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return known.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_w3c(name: str, text: str) -> datetime:
    """Reads a moment or a date. One without a time zone, which the specification forbids, is taken as UTC, because
    nothing better is known about what the client means. Raises RequestRefused."""
    try:
        moment = datetime.fromisoformat(LOST_PLUS.sub(r"+\1", text.strip()))
        known = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        known = None
    if known is None or not EARLIEST < known.year < LATEST:
        raise RequestRefused(Complaint(400, f"{name}: this is not a time; {EXPECTED}"))
    return known
