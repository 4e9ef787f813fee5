"""Whether a promise was kept, counted as residents count: they were told a day, so the whole of that day is in time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def days_late(due: datetime, done: datetime, zone: str) -> int:
    """How many days after the promised one something was done, or now is; 0 for in time."""
    local = ZoneInfo(zone)
    return max((done.astimezone(local).date() - due.astimezone(local).date()).days, 0)
