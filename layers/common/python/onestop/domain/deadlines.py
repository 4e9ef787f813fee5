"""When work is due, counted in the hours that an agency works.

Supports several working periods a day, days off, and any time zone with its clock changes: hours are counted on the
real time line, so a period over a clock change is an hour shorter or longer. Does not know about stopping the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON_DAYS = 3 * 366  # a calendar that never opens must not loop for ever


@dataclass(frozen=True, slots=True)
class Calendar:
    """The hours an agency works: periods such as "08:30-12:30" by weekday, and days off."""

    zone: str
    hours: Mapping[str, Sequence[str]]
    days_off: frozenset[date] = frozenset()


def due_at(start: datetime, working_hours: float, calendar: Calendar) -> datetime:
    """Returns the moment (UTC) at which `working_hours` of the calendar have passed since `start`."""
    left = timedelta(hours=working_hours)
    for opens, closes in periods(start, calendar):
        available = closes - max(opens, start)
        if available >= left:
            return (max(opens, start) + left).astimezone(UTC)
        left -= max(available, timedelta())
    raise ValueError(f"no {working_hours} working hours within {HORIZON_DAYS} days: does the calendar ever open?")


def periods(start: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """Yields the working periods (UTC) that end after `start`, in order."""
    zone = ZoneInfo(calendar.zone)
    first = start.astimezone(zone).date()
    for offset in range(HORIZON_DAYS):
        day = first + timedelta(days=offset)
        if day in calendar.days_off:
            continue
        for period in calendar.hours.get(WEEKDAYS[day.weekday()], ()):
            opens, closes = (moment(day, text, zone) for text in period.split("-"))
            if closes > start:
                yield opens, closes


def moment(day: date, text: str, zone: ZoneInfo) -> datetime:
    """Reads "08:30" on a day in a zone; "24:00" is the midnight that ends the day."""
    hours, minutes = (int(part) for part in text.split(":"))
    if hours == 24:
        day, hours = day + timedelta(days=1), 0
    return datetime.combine(day, time(hours, minutes), tzinfo=zone).astimezone(UTC)
