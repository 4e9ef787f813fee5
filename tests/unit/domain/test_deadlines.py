"""Deadlines count the hours an agency works. Times are local, in America/Halifax; weekdays end a line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue import Catalogue
from onestop.domain.deadlines import WEEKDAYS, Calendar, due_at

HALIFAX = ZoneInfo("America/Halifax")
WORKDAYS, WEEKEND = WEEKDAYS[:5], WEEKDAYS[5:]
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})

OFFICE = Calendar("America/Halifax", dict.fromkeys(WORKDAYS, ("08:30-12:30", "13:00-17:00")), CHRISTMAS)
CREWS = Calendar("America/Halifax", dict.fromkeys(WORKDAYS, ("07:00-19:00",)) | {"sat": ("08:00-14:00",)}, CHRISTMAS)
ALWAYS = Calendar("America/Halifax", dict.fromkeys(WEEKDAYS, ("00:00-24:00",)))
NIGHTS = Calendar("America/Halifax", dict.fromkeys(WEEKDAYS, ("00:00-06:00", "22:00-24:00")))

# fmt: off
CASES = [
    # calendar  start               hours  due                 what happens in between
    (OFFICE, "2026-11-23 09:00",  2,    "2026-11-23 11:00"),  # Monday to Monday
    (OFFICE, "2026-11-23 11:30",  2,    "2026-11-23 14:00"),  # Monday to Monday, over lunch
    (OFFICE, "2026-11-23 12:30",  1,    "2026-11-23 14:00"),  # Monday to Monday, as lunch begins
    (OFFICE, "2026-11-23 12:45",  1,    "2026-11-23 14:00"),  # Monday to Monday, within lunch
    (OFFICE, "2026-11-23 08:30",  4,    "2026-11-23 12:30"),  # Monday to Monday, exactly a morning
    (OFFICE, "2026-11-23 08:30",  8,    "2026-11-23 17:00"),  # Monday to Monday, exactly a day
    (OFFICE, "2026-11-23 08:30",  8.5,  "2026-11-24 09:00"),  # Monday to Tuesday
    (OFFICE, "2026-11-23 16:59",  1,    "2026-11-24 09:29"),  # Monday to Tuesday, a minute before closing
    (OFFICE, "2026-11-23 17:00",  1,    "2026-11-24 09:30"),  # Monday to Tuesday, as they close
    (OFFICE, "2026-11-23 03:00",  1,    "2026-11-23 09:30"),  # Monday to Monday, before they open
    (OFFICE, "2026-11-23 22:00",  1,    "2026-11-24 09:30"),  # Monday to Tuesday, after they closed
    (OFFICE, "2026-11-27 16:00",  2,    "2026-11-30 09:30"),  # Friday to Monday, over a weekend
    (OFFICE, "2026-11-28 12:00",  1,    "2026-11-30 09:30"),  # Saturday to Monday, begun on a weekend
    (OFFICE, "2026-11-29 23:59",  1,    "2026-11-30 09:30"),  # Sunday to Monday, begun on a weekend
    (OFFICE, "2026-11-23 08:30",  40,   "2026-11-27 17:00"),  # Monday to Friday, a whole week
    (OFFICE, "2026-11-23 08:30",  80,   "2026-12-04 17:00"),  # Monday to Friday, two whole weeks
    (OFFICE, "2026-12-24 16:00",  2,    "2026-12-28 09:30"),  # Thursday to Monday, over Christmas and a weekend
    (OFFICE, "2026-12-25 10:00",  1,    "2026-12-28 09:30"),  # Friday to Monday, begun on a holiday
    (CREWS,  "2026-11-27 18:00",  2,    "2026-11-28 09:00"),  # Friday to Saturday, a working Saturday
    (CREWS,  "2026-11-28 13:00",  2,    "2026-11-30 08:00"),  # Saturday to Monday
    (CREWS,  "2026-12-24 18:00",  2,    "2026-12-28 08:00"),  # Thursday to Monday, the Saturday is a holiday
    (ALWAYS, "2026-11-27 18:00",  24,   "2026-11-28 18:00"),  # Friday to Saturday, day and night
    (ALWAYS, "2026-11-27 18:00",  6,    "2026-11-28 00:00"),  # Friday to Saturday, exactly midnight
    (NIGHTS, "2026-11-23 23:00",  3,    "2026-11-24 02:00"),  # Monday to Tuesday, over midnight
    (NIGHTS, "2026-11-24 05:00",  2,    "2026-11-24 23:00"),  # Tuesday to Tuesday, over the day
    # 0 hours: due at once, or as soon as somebody is there
    (OFFICE, "2026-11-23 09:00",  0,    "2026-11-23 09:00"),  # Monday to Monday
    (OFFICE, "2026-11-23 12:45",  0,    "2026-11-23 13:00"),  # Monday to Monday, within lunch
    (OFFICE, "2026-11-28 12:00",  0,    "2026-11-30 08:30"),  # Saturday to Monday
    # 8 March 2026: clocks go from 02:00 to 03:00; 1 November 2026: from 02:00 back to 01:00
    (ALWAYS, "2026-03-07 12:00",  24,   "2026-03-08 13:00"),  # Saturday to Sunday, a day of 23 hours
    (ALWAYS, "2026-03-08 01:30",  1,    "2026-03-08 03:30"),  # Sunday to Sunday, over the hour that is not there
    (ALWAYS, "2026-10-31 12:00",  24,   "2026-11-01 11:00"),  # Saturday to Sunday, a day of 25 hours
    (NIGHTS, "2026-03-07 23:00",  6,    "2026-03-08 06:00"),  # Saturday to Sunday, a night of 7 hours
    (NIGHTS, "2026-10-31 23:00",  6,    "2026-11-01 04:00"),  # Saturday to Sunday, a night of 9 hours
    (OFFICE, "2026-03-06 16:00",  2,    "2026-03-09 09:30"),  # Friday to Monday, clocks change in between
    (OFFICE, "2026-10-30 16:00",  2,    "2026-11-02 09:30"),  # Friday to Monday, clocks change in between
]
# fmt: on


MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HALIFAX)


@pytest.mark.parametrize(("calendar", "start", "hours", "due"), CASES)
def test_work_is_due_when_its_working_hours_have_passed(calendar: Calendar, start: str, hours: float, due: str) -> None:
    found = due_at(local(start), hours, calendar)
    assert found.astimezone(HALIFAX).strftime("%Y-%m-%d %H:%M") == due


def test_a_deadline_is_in_utc() -> None:
    assert due_at(local("2026-11-23 09:00"), 1, OFFICE).tzinfo is UTC


def test_it_makes_no_difference_in_which_zone_the_start_is_written() -> None:
    start = local("2026-11-23 11:30")
    tokyo = start.astimezone(ZoneInfo("Asia/Tokyo"))
    assert due_at(start, 2, OFFICE) == due_at(start.astimezone(UTC), 2, OFFICE) == due_at(tokyo, 2, OFFICE)


def test_a_calendar_that_never_opens_is_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(ValueError, match="does the calendar ever open"):
        due_at(local("2026-11-23 09:00"), 1, Calendar("America/Halifax", {}))


@given(MOMENTS, st.integers(0, 200), st.integers(1, 40))
def test_more_work_is_never_due_earlier(start: datetime, hours: int, more: int) -> None:
    assert start <= due_at(start, hours, OFFICE) <= due_at(start, hours + more, OFFICE)


@given(MOMENTS, st.integers(0, 500))
def test_whoever_works_day_and_night_needs_just_the_hours(start: datetime, hours: int) -> None:
    assert due_at(start, hours, ALWAYS) == start + timedelta(hours=hours)


def test_each_agency_of_the_sample_has_a_calendar_that_opens(catalogue: Catalogue) -> None:
    start = local("2026-11-23 09:00")
    for agency in catalogue.agencies:
        assert due_at(start, 100, catalogue.calendar_of(agency)) > start
