"""Whether a promise was kept, counted as residents count: they were promised a day, so all of that day is in time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def days_late(due: datetime, done: datetime, zone: str) -> int:
    """Returns how many days after the promised one something was done, or would be if done now; 0 if in time."""
    local = ZoneInfo(zone)
    return max((done.astimezone(local).date() - due.astimezone(local).date()).days, 0)
