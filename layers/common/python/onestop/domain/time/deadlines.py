"""When work is due: in the hours that an agency works or in calendar days, and after the clock was stopped.

All moments returned are in UTC. Nothing here knows of cases or tasks.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from onestop.domain.time.calendars import Calendar, local_day, moment_of, periods_of, working_periods

__all__ = [
    *("Calendar", "due_after_days", "due_at", "resumed_due", "shifted_due"),
    *("working_hours", "working_time"),
]

HOUR = timedelta(hours=1)
HORIZON = timedelta(days=3 * 366)  # a limit for calendars that never open


def due_at(start: datetime, working_hours: float, calendar: Calendar) -> datetime:
    """Returns the moment at which `working_hours` of the calendar have passed since `start`.

    Zero hours are due at once, or as soon as somebody works.
    """
    return _moved_on(start, working_hours * HOUR, calendar)


def due_after_days(start: datetime, days: int, calendar: Calendar, *, extend: bool = True) -> datetime:
    """Returns the same local time, this many calendar days after `start`.

    If nobody works on that day, the period ends with the last working hour of the next working day, as in Regulation
    (EEC, Euratom) No 1182/71, article 3(4), and the Dutch Algemene termijnenwet, article 1(1). With `extend=False` it
    ends on its day all the same: for periods that no such law covers.
    """
    local = start.astimezone(ZoneInfo(calendar.zone))
    return _end_on(local.replace(tzinfo=None) + timedelta(days=days), calendar, extend=extend)


def resumed_due(due: datetime, paused_at: datetime, resumed_at: datetime, calendar: Calendar) -> datetime:
    """Returns the deadline in working hours of work whose clock stood still: what was left at the pause is given again.

    That is the deadline moved by the working time of the pause. One that had passed before the pause stays.
    """
    due, paused_at = due.astimezone(UTC), paused_at.astimezone(UTC)
    lost = working_time(paused_at, resumed_at, calendar)
    return _moved_on(due, lost, calendar) if lost and paused_at < due else due


def shifted_due(
    due: datetime, paused_at: datetime, resumed_at: datetime, calendar: Calendar, *, extend: bool = True
) -> datetime:
    """Returns the deadline in calendar days of work whose clock stood still: moved by the pause, as `resumed_due` does.

    The pause is counted by the calendar and the local clock, so that a change of the clock takes no hour away; if
    the new end falls on a day without work, the rule of `due_after_days` is applied again.
    """
    due, zone = due.astimezone(UTC), ZoneInfo(calendar.zone)
    if paused_at >= due or resumed_at <= paused_at:
        return due
    began, ended, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (paused_at, resumed_at, due))
    return max(_end_on(end + max(ended - began, timedelta()), calendar, extend=extend), due)


def working_hours(start: datetime, end: datetime, calendar: Calendar) -> float:
    """Returns how many hours of the calendar lie between two moments; 0 if the end is not after the start."""
    return working_time(start, end, calendar) / HOUR


def working_time(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Returns how much time of the calendar lies between two moments, to the microsecond."""
    start, end = (
        start.astimezone(UTC),
        end.astimezone(UTC),
    )  # or Python would subtract local clock times
    worked = timedelta()
    for opens, closes in working_periods(local_day(start, calendar), local_day(end, calendar), calendar):
        worked += max(min(closes, end) - max(opens, start), timedelta())
    return worked


def _end_on(end: datetime, calendar: Calendar, *, extend: bool) -> datetime:
    """Returns the end of a period in days that would end at this local time: later, if nobody works on that day."""
    if periods_of(end.date(), calendar) or not extend:
        return moment_of(end.date(), end.time(), ZoneInfo(calendar.zone))
    opens, _ = next(working_periods(end.date(), end.date() + HORIZON, calendar), (None, None))
    if opens is None:
        raise ValueError(f"no working day within {HORIZON.days} days: does the calendar ever open?")
    working_day = local_day(opens, calendar)
    *_, (_, closes) = working_periods(working_day, working_day, calendar)
    return closes


def _moved_on(start: datetime, left: timedelta, calendar: Calendar) -> datetime:
    asked = left
    start = start.astimezone(UTC)
    first = local_day(start, calendar)
    for opens, closes in working_periods(first, first + HORIZON, calendar):
        available = closes - max(opens, start)
        if available >= left and closes > start:
            return max(opens, start) + left
        left -= max(available, timedelta())
    raise ValueError(f"no {asked / HOUR:g} working hours within {HORIZON.days} days: does the calendar ever open?")
