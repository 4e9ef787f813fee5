"""Dates of forms, written as 2026-11-23. Returns None for a string that is not a date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from onestop.domain.forms.amounts import is_number

MOST = 40_000  # days or months that may be added: about a century


def read_day(value: Any) -> date | None:
    if not isinstance(value, str) or len(value) != 10 or not value.isascii():
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None  # Python also accepts 2026-W48-1


def is_day(value: Any) -> bool:
    return read_day(value) is not None


def plus_days(start: Any, count: Any) -> str | None:
    """Returns the date this many days later."""
    day = read_day(start)
    if day is None or not _whole(count):
        return None
    try:
        return (day + timedelta(days=int(count))).isoformat()
    except OverflowError:
        return None


def plus_months(start: Any, count: Any) -> str | None:
    """Returns the same day this many months later; the last of the month if there is no such day."""
    day = read_day(start)
    if day is None or not _whole(count):
        return None
    months = day.year * 12 + day.month - 1 + int(count)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).isoformat()


def days_between(start: Any, end: Any) -> int | None:
    one, other = read_day(start), read_day(end)
    return (other - one).days if one and other else None


def years_between(start: Any, end: Any) -> int | None:
    """Returns whole years, as ages are counted: somebody born on 29 February is a year older on 1 March."""
    one, other = read_day(start), read_day(end)
    if not one or not other:
        return None
    return other.year - one.year - ((other.month, other.day) < (one.month, one.day))


def _whole(count: Any) -> bool:
    return is_number(count) and float(count).is_integer() and abs(count) <= MOST
