"""Days and moments as a person would say them, in the time of the jurisdiction."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from onestop.domain.languages import formats_of


def say_date(at: datetime, zone: str, language: str, *, now: datetime | None = None) -> str:
    """Says a day as a person would, in the jurisdiction's time; with `now`, without the year if it is the present one.
    Text that is stored, sent or printed is read in other years, so it says the year."""
    local, formats = at.astimezone(ZoneInfo(zone)), formats_of(language)
    month = formats["months"][local.month - 1]
    this_year = now is not None and now.astimezone(ZoneInfo(zone)).year == local.year
    how: str = formats["day" if this_year else "date"]
    return how.format(day=local.day, month=month, number=local.month, year=local.year)


def say_calendar_day(day: date, language: str) -> str:
    """Says a day that is the same wherever one is, such as a date of birth."""
    formats = formats_of(language)
    how: str = formats["date"]
    return how.format(day=day.day, month=formats["months"][day.month - 1], number=day.month, year=day.year)


def say_month(day: date, language: str) -> str:
    """Says the month of a day, with its year."""
    formats = formats_of(language)
    names = formats.get("alone", formats["months"])
    said: str = formats["month"].format(month=names[day.month - 1], number=day.month, year=day.year)
    return said


def say_time(at: datetime, zone: str, language: str) -> str:
    """Says the time of day, in the jurisdiction's time."""
    local, formats = at.astimezone(ZoneInfo(zone)), formats_of(language)
    half = formats["halves"][local.hour >= 12]
    said: str = formats["time"].format(hour=local.hour, hour12=local.hour % 12 or 12, minute=local.minute, half=half)
    return said


def say_moment(at: datetime, zone: str, language: str, *, now: datetime | None = None) -> str:
    """Says a day and the time of day, in the jurisdiction's time."""
    date, time = say_date(at, zone, language, now=now), say_time(at, zone, language)
    said: str = formats_of(language)["moment"].format(date=date, time=time)
    return said
