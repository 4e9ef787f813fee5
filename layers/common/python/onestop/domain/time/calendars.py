"""The hours in which an agency works: its week, its days off, and the days that are different.

Periods are local times, but measured in real time: one across a clock change is an hour shorter or longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import GivenCalendar

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Period = tuple[time, time]  # from and until; until midnight is the midnight that ends the day


@dataclass(frozen=True)
class Calendar:
    """The hours an agency works: periods such as "08:30-12:30" by weekday, days off, and exceptions to both."""

    zone: str
    hours: Mapping[str, Sequence[str]]
    days_off: frozenset[date] = frozenset()
    exceptions: Mapping[date, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def week(self) -> tuple[tuple[Period, ...], ...]:
        """The periods of an ordinary week from Monday on, read once for all tasks that use the calendar."""
        return tuple(read_periods(self.hours.get(weekday, ())) for weekday in WEEKDAYS)

    @cached_property
    def unlike_others(self) -> dict[date, tuple[Period, ...]]:
        """The days that do not follow the week, with their periods."""
        exceptions = {day: read_periods(periods) for day, periods in self.exceptions.items()}
        return dict.fromkeys(self.days_off, ()) | exceptions


def read_calendar(given: GivenCalendar, zone: str) -> Calendar:
    """Reads a calendar of a release; one without a time zone of its own is in `zone`."""
    exceptions = given.get("exceptions", {})  # the first releases had neither these nor time zones
    return Calendar(
        zone=given.get("time_zone", zone),
        hours=given["hours"],
        days_off=frozenset(date.fromisoformat(day) for day in given["holidays"]),
        exceptions={date.fromisoformat(day): tuple(periods) for day, periods in exceptions.items()},
    )


def read_periods(texts: Sequence[str]) -> tuple[Period, ...]:
    """Reads periods such as "08:30-12:30"; "24:00" is the midnight that ends the day, and so is "23:59": it is meant as
    the whole day, and otherwise a minute a night would be missing."""
    return tuple(
        (time.fromisoformat(opens), time.fromisoformat(closes.replace("24:00", "00:00").replace("23:59", "00:00")))
        for opens, closes in (text.split("-") for text in texts)
    )


def periods_of(day: date, calendar: Calendar) -> tuple[Period, ...]:
    """Returns the local working periods of a day: none on a day off."""
    special = calendar.unlike_others.get(day)
    return calendar.week[day.weekday()] if special is None else special


def local_day(moment: datetime, calendar: Calendar) -> date:
    """Returns the day that it is at a moment where the agency works."""
    return moment.astimezone(ZoneInfo(calendar.zone)).date()


def working_periods(first: date, last: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """Yields the working periods (UTC) from the first day to the last, in order; none is empty, no two overlap."""
    zone = ZoneInfo(calendar.zone)
    done = datetime.min.replace(tzinfo=UTC)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        for opens, closes in periods_of(day, calendar):
            until = day if closes > opens else day + timedelta(days=1)
            # if a clock change skips an hour, the previous period may end within it
            start, end = max(moment_of(day, opens, zone), done), moment_of(until, closes, zone)
            if start < end:
                yield start, end
                done = end


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Returns a local time as a moment (UTC): the first of two when clocks go back, an hour later when they go
    forward."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
