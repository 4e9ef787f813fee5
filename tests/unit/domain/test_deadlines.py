"""Deadlines count the hours an agency works, or days. Times are local to the calendar; weekdays end a line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.calendars import WEEKDAYS, local_day
from onestop.domain.time.deadlines import (
    Calendar,
    due_after_days,
    due_at,
    resumed_due,
    shifted_due,
    working_hours,
)

HALIFAX = ZoneInfo("America/Halifax")
WORKDAYS, WEEKEND = WEEKDAYS[:5], WEEKDAYS[5:]
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})

OFFICE = Calendar("America/Halifax", dict.fromkeys(WORKDAYS, ("08:30-12:30", "13:00-17:00")), CHRISTMAS)
CREWS = Calendar("America/Halifax", dict.fromkeys(WORKDAYS, ("07:00-19:00",)) | {"sat": ("08:00-14:00",)}, CHRISTMAS)
ALWAYS = Calendar("America/Halifax", dict.fromkeys(WEEKDAYS, ("00:00-24:00",)))
NIGHTS = Calendar("America/Halifax", dict.fromkeys(WEEKDAYS, ("00:00-06:00", "22:00-24:00")))
GEMEENTE = Calendar(  # a Dutch town hall, with Christmas, Easter and the King's birthday
    "Europe/Amsterdam",
    dict.fromkeys(WORKDAYS, ("09:00-17:00",)),
    frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 12, 25), date(2026, 12, 26)}),
)
ROUND_THE_CLOCK = Calendar("Europe/Amsterdam", dict.fromkeys(WEEKDAYS, ("00:00-24:00",)))
HALL = Calendar(  # a Chinese service hall at Spring Festival 2026, when two Saturdays were worked in exchange
    "Asia/Shanghai",
    dict.fromkeys(WORKDAYS, ("09:00-12:00", "13:30-17:30")),
    frozenset(date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)),
    {date(2026, 2, day): ("09:00-12:00", "13:30-17:30") for day in (14, 28)},
)
SPECIAL = Calendar(  # open on Boxing Day all the same, closed at noon on a Monday, closed on a Tuesday
    OFFICE.zone,
    OFFICE.hours,
    CHRISTMAS,
    {date(2026, 12, 26): ("10:00-12:00",), date(2026, 11, 23): ("08:30-12:00",), date(2026, 11, 24): ()},
)

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
    (ALWAYS, "2026-11-01 00:30",  3,    "2026-11-01 02:30"),  # Sunday to Sunday, over the hour that is there twice
    # Amsterdam: 29 March 2026 from 02:00 to 03:00; 25 October 2026 from 03:00 back to 02:00
    (GEMEENTE, "2026-03-27 16:00", 2,   "2026-03-30 10:00"),  # Friday to Monday, clocks change in between
    (GEMEENTE, "2026-10-23 16:00", 2,   "2026-10-26 10:00"),  # Friday to Monday, clocks change in between
    (ROUND_THE_CLOCK, "2026-03-28 12:00", 24,   "2026-03-29 13:00"),  # Saturday to Sunday, a day of 23 hours
    (ROUND_THE_CLOCK, "2026-10-24 12:00", 24,   "2026-10-25 11:00"),  # Saturday to Sunday, a day of 25 hours
    (ROUND_THE_CLOCK, "2026-01-01 00:00", 8760, "2027-01-01 00:00"),  # Thursday to Friday, a whole year
    (GEMEENTE, "2026-04-02 16:00", 2,   "2026-04-07 10:00"),  # Thursday to Tuesday, over Easter
    (GEMEENTE, "2026-04-24 16:30", 1,   "2026-04-28 09:30"),  # Friday to Tuesday, over a weekend and a holiday
    # China: 16 to 20 and 23 February 2026 are days off, the Saturdays 14 and 28 are worked
    (HALL, "2026-02-13 17:00",    2,    "2026-02-14 10:30"),  # Friday to Saturday, a working Saturday
    (HALL, "2026-02-14 17:00",    1,    "2026-02-24 09:30"),  # Saturday to Tuesday, over the Spring Festival
    (HALL, "2026-02-18 10:00",    7,    "2026-02-24 17:30"),  # Wednesday to Tuesday, begun in the festival
    (HALL, "2026-02-27 17:00",    1,    "2026-02-28 09:30"),  # Friday to Saturday, a working Saturday
    (HALL, "2026-03-06 17:00",    1,    "2026-03-09 09:30"),  # Friday to Monday, an ordinary weekend
    (HALL, "2026-02-13 11:30",    1,    "2026-02-13 14:00"),  # Friday to Friday, over the noon break
    # exceptions
    (SPECIAL, "2026-12-24 16:30", 1,    "2026-12-26 10:30"),  # Thursday to Saturday, hours on a holiday
    (SPECIAL, "2026-11-23 11:00", 2,    "2026-11-25 09:30"),  # Monday to Wednesday, shorter hours, then none
    (SPECIAL, "2026-11-24 10:00", 0,    "2026-11-25 08:30"),  # Tuesday to Wednesday, begun where there are none
]

# a start, so many days later, and when it is due
DAYS = [
    # calendar  start               days  extended to         as it is            what happens
    (GEMEENTE, "2026-03-04 14:00",  14,   "2026-03-18 14:00", "2026-03-18 14:00"),  # Wednesday to Wednesday
    (GEMEENTE, "2026-03-07 14:00",  14,   "2026-03-23 17:00", "2026-03-21 14:00"),  # Saturday to Saturday: Monday
    (GEMEENTE, "2026-02-20 14:00",  42,   "2026-04-07 17:00", "2026-04-03 14:00"),  # Friday to Good Friday: Tuesday
    (GEMEENTE, "2026-03-23 09:00",  7,    "2026-03-30 09:00", "2026-03-30 09:00"),  # Monday to Monday, clocks change
    (GEMEENTE, "2026-10-19 09:00",  7,    "2026-10-26 09:00", "2026-10-26 09:00"),  # Monday to Monday, clocks change
    (GEMEENTE, "2026-03-04 23:00",  1,    "2026-03-05 23:00", "2026-03-05 23:00"),  # Wednesday to Thursday, at night
    (GEMEENTE, "2026-03-04 14:00",  0,    "2026-03-04 14:00", "2026-03-04 14:00"),  # Wednesday to Wednesday, no days
    (GEMEENTE, "2026-03-08 14:00",  0,    "2026-03-09 17:00", "2026-03-08 14:00"),  # Sunday to Sunday: Monday
    (OFFICE,   "2026-12-11 09:00",  14,   "2026-12-28 17:00", "2026-12-25 09:00"),  # Friday to Christmas: Monday
    (SPECIAL,  "2026-12-11 09:00",  14,   "2026-12-26 12:00", "2026-12-25 09:00"),  # Friday to Christmas: Saturday
    (SPECIAL,  "2026-11-10 09:00",  14,   "2026-11-25 17:00", "2026-11-24 09:00"),  # Tuesday to a day of no hours
    (HALL,     "2026-01-31 10:00",  14,   "2026-02-14 10:00", "2026-02-14 10:00"),  # Saturday to a working Saturday
    (HALL,     "2026-02-03 10:00",  14,   "2026-02-24 17:30", "2026-02-17 10:00"),  # Tuesday to the Spring Festival
    (ALWAYS,   "2026-11-14 10:00",  14,   "2026-11-28 10:00", "2026-11-28 10:00"),  # Saturday to Saturday, always open
    (ROUND_THE_CLOCK, "2026-03-22 02:30", 7, "2026-03-29 03:30", "2026-03-29 03:30"),  # to a time that is not there
    (ROUND_THE_CLOCK, "2026-10-18 02:30", 7, "2026-10-25 02:30", "2026-10-25 02:30"),  # to the first of two such times
]

# what was worked between two moments
WORKED = [
    # calendar  from                until               hours
    (OFFICE, "2026-11-23 09:00",  "2026-11-23 11:00",  2),  # Monday to Monday
    (OFFICE, "2026-11-23 12:00",  "2026-11-23 13:30",  1),  # Monday to Monday, over lunch
    (OFFICE, "2026-11-23 11:00",  "2026-11-23 09:00",  0),  # backwards
    (OFFICE, "2026-11-23 09:00",  "2026-11-23 09:00",  0),  # no time at all
    (OFFICE, "2026-11-27 17:00",  "2026-11-30 08:30",  0),  # Friday to Monday, a weekend
    (OFFICE, "2026-11-23 00:00",  "2026-11-30 00:00",  40),  # Monday to Monday, a week
    (OFFICE, "2026-12-24 16:00",  "2026-12-28 09:30",  2),  # Thursday to Monday, over Christmas
    (ALWAYS, "2026-11-23 22:30",  "2026-11-24 01:15",  2.75),  # Monday to Tuesday, over midnight
    (ALWAYS, "2026-11-01 00:30",  "2026-11-01 02:30",  3),  # Sunday to Sunday, over the hour that is there twice
    (ALWAYS, "2026-03-08 01:30",  "2026-03-08 03:30",  1),  # Sunday to Sunday, over the hour that is not there
    (HALL,   "2026-02-14 00:00",  "2026-03-01 00:00",  42),  # the Spring Festival: six days worked
    (SPECIAL, "2026-12-25 00:00", "2026-12-27 00:00",  2),  # Friday to Sunday, hours on a holiday
]

# a deadline, a pause, and the deadline after it
PAUSES = [
    # calendar  due                 paused              resumed             due then
    (OFFICE, "2026-11-23 16:00",  "2026-11-23 10:00",  "2026-11-23 12:00", "2026-11-24 09:30"),  # Monday to Tuesday
    (OFFICE, "2026-11-23 16:00",  "2026-11-23 14:00",  "2026-11-25 10:00", "2026-11-25 12:00"),  # two hours were left
    (OFFICE, "2026-11-23 16:00",  "2026-11-23 16:00",  "2026-11-25 10:00", "2026-11-23 16:00"),  # none was left
    (OFFICE, "2026-11-23 16:00",  "2026-11-23 16:30",  "2026-11-25 10:00", "2026-11-23 16:00"),  # it had passed
    (OFFICE, "2026-11-30 09:30",  "2026-11-27 18:00",  "2026-11-29 12:00", "2026-11-30 09:30"),  # paused in a weekend
    (OFFICE, "2026-11-27 17:00",  "2026-11-26 18:00",  "2026-11-27 08:00", "2026-11-27 17:00"),  # paused in a night
    (OFFICE, "2026-11-23 17:00",  "2026-11-23 12:30",  "2026-11-23 13:00", "2026-11-23 17:00"),  # paused over lunch
    (OFFICE, "2026-11-23 16:00",  "2026-11-23 10:00",  "2026-11-23 09:00", "2026-11-23 16:00"),  # resumed before
    (ALWAYS, "2026-11-01 12:00",  "2026-10-31 12:00",  "2026-11-01 12:00", "2026-11-02 13:00"),  # a day of 25 hours
]
# fmt: on


CALENDARS = st.sampled_from([OFFICE, CREWS, ALWAYS, NIGHTS, GEMEENTE, ROUND_THE_CLOCK, HALL, SPECIAL])
HOURS = st.integers(0, 60 * 200).map(lambda minutes: minutes / 60)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def local(text: str, calendar: Calendar = OFFICE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(calendar.zone))


def shown(moment: datetime, calendar: Calendar = OFFICE) -> str:
    return moment.astimezone(ZoneInfo(calendar.zone)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("calendar", "start", "hours", "due"), CASES)
def test_work_is_due_when_its_working_hours_have_passed(calendar: Calendar, start: str, hours: float, due: str) -> None:
    assert shown(due_at(local(start, calendar), hours, calendar), calendar) == due


@pytest.mark.parametrize(("calendar", "start", "days", "extended", "as_it_is"), DAYS)
def test_days_end_at_the_same_time_or_with_the_next_working_day(
    calendar: Calendar, start: str, days: int, extended: str, as_it_is: str
) -> None:
    assert shown(due_after_days(local(start, calendar), days, calendar), calendar) == extended
    assert shown(due_after_days(local(start, calendar), days, calendar, extend=False), calendar) == as_it_is


@pytest.mark.parametrize(("calendar", "start", "end", "hours"), WORKED)
def test_only_working_hours_count_between_two_moments(calendar: Calendar, start: str, end: str, hours: float) -> None:
    assert working_hours(local(start, calendar), local(end, calendar), calendar) == hours


@pytest.mark.parametrize(("calendar", "due", "paused", "resumed", "then"), PAUSES)
def test_the_working_time_that_was_left_at_a_pause_is_given_again(
    calendar: Calendar, due: str, paused: str, resumed: str, then: str
) -> None:
    assert shown(resumed_due(local(due), local(paused), local(resumed), calendar)) == then


def test_a_deadline_in_days_moves_by_the_whole_pause_unless_it_had_passed() -> None:
    due, paused, resumed = local("2026-11-23 16:00"), local("2026-11-20 12:00"), local("2026-11-22 13:00")
    assert shown(shifted_due(due, paused, resumed, OFFICE)) == "2026-11-25 17:00"
    assert shown(shifted_due(paused, due, resumed, OFFICE)) == "2026-11-20 12:00"
    assert shown(shifted_due(due, resumed, paused, OFFICE)) == "2026-11-23 16:00"


def test_a_deadline_in_days_that_a_pause_moves_to_a_day_without_work_ends_on_the_next_working_day() -> None:
    due, paused, resumed = local("2026-11-20 10:00"), local("2026-11-17 09:00"), local("2026-11-18 09:00")
    assert shown(shifted_due(due, paused, resumed, OFFICE)) == "2026-11-23 17:00"
    assert shown(shifted_due(due, paused, resumed, OFFICE, extend=False)) == "2026-11-21 10:00"


def test_a_pause_over_a_change_of_the_clock_takes_no_hour_from_a_deadline_in_days() -> None:
    due, paused, resumed = local("2026-11-05 10:00"), local("2026-10-30 09:00"), local("2026-11-02 09:00")
    assert shown(shifted_due(due, paused, resumed, ALWAYS)) == "2026-11-08 10:00"


def test_a_day_that_ends_at_a_minute_to_midnight_is_a_whole_day() -> None:
    almost = Calendar("America/Halifax", dict.fromkeys(WEEKDAYS, ("00:00-23:59",)))
    start = local("2026-11-23 09:00")
    assert due_at(start, 72, almost) == due_at(start, 72, ALWAYS)


def test_lateness_counts_the_hours_that_the_agency_has_worked_since_the_deadline() -> None:
    assert working_hours(local("2026-11-27 16:00"), local("2026-11-30 09:30"), OFFICE) == 2
    assert working_hours(local("2026-11-27 16:00"), local("2026-11-27 15:00"), OFFICE) == 0


def test_deadlines_are_in_utc() -> None:
    start, later = local("2026-11-23 09:00"), local("2026-11-23 10:00")
    assert due_at(start, 1, OFFICE).tzinfo is due_after_days(start, 1, OFFICE).tzinfo is UTC
    assert resumed_due(later, start, start, OFFICE).tzinfo is shifted_due(later, start, start, OFFICE).tzinfo is UTC


def test_it_makes_no_difference_in_which_zone_the_start_is_written() -> None:
    start = local("2026-11-23 11:30")
    tokyo = start.astimezone(ZoneInfo("Asia/Tokyo"))
    assert due_at(start, 2, OFFICE) == due_at(start.astimezone(UTC), 2, OFFICE) == due_at(tokyo, 2, OFFICE)


def test_a_calendar_that_never_opens_is_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(ValueError, match="does the calendar ever open"):
        due_at(local("2026-11-23 09:00"), 1, Calendar("America/Halifax", {}))
    with pytest.raises(ValueError, match="does the calendar ever open"):
        due_after_days(local("2026-11-23 09:00"), 1, Calendar("America/Halifax", {}))


@given(MOMENTS, HOURS, CALENDARS)
def test_just_the_working_hours_lie_between_a_start_and_its_deadline(
    start: datetime, hours: float, calendar: Calendar
) -> None:
    assert working_hours(start, due_at(start, hours, calendar), calendar) == pytest.approx(hours)


@given(MOMENTS, MOMENTS, CALENDARS)
def test_what_was_worked_since_a_start_is_due_when_it_was_last_worked(
    start: datetime, end: datetime, calendar: Calendar
) -> None:
    worked = working_hours(start, end, calendar)
    assume(worked > 0)
    due = due_at(start, worked, calendar)
    assert due <= end + timedelta(microseconds=1)  # hours are not exact in binary
    assert working_hours(due, end, calendar) == pytest.approx(0, abs=1e-6)


@given(MOMENTS, HOURS, HOURS, CALENDARS)
def test_more_work_is_never_due_earlier(start: datetime, hours: float, more: float, calendar: Calendar) -> None:
    assert start <= due_at(start, hours, calendar) <= due_at(start, hours + more, calendar)


@given(MOMENTS, MOMENTS, HOURS, CALENDARS)
def test_what_begins_later_is_never_due_earlier(
    one: datetime, other: datetime, hours: float, calendar: Calendar
) -> None:
    assert due_at(min(one, other), hours, calendar) <= due_at(max(one, other), hours, calendar)


@given(MOMENTS, st.integers(0, 400), st.integers(0, 60), CALENDARS, st.booleans())
def test_more_days_never_end_on_an_earlier_day(
    start: datetime, days: int, more: int, calendar: Calendar, extend: bool
) -> None:
    due = due_after_days(start, days, calendar, extend=extend)
    assert start <= due
    assert local_day(due, calendar) <= local_day(due_after_days(start, days + more, calendar, extend=extend), calendar)


@given(st.lists(MOMENTS, min_size=3, max_size=3).map(sorted), CALENDARS)
def test_what_is_worked_in_two_spans_adds_up(moments: list[datetime], calendar: Calendar) -> None:
    first, middle, last = moments
    both = working_hours(first, middle, calendar) + working_hours(middle, last, calendar)
    assert both == pytest.approx(working_hours(first, last, calendar))


SPANS = st.lists(st.integers(0, 60 * 24 * 40), min_size=4, max_size=4).map(sorted)


@given(MOMENTS, HOURS, SPANS, CALENDARS)
def test_a_pause_never_shortens_and_gives_the_time_that_was_left(
    start: datetime, hours: float, spans: list[int], calendar: Calendar
) -> None:
    due = due_at(start, hours, calendar)
    paused, resumed = (start + timedelta(minutes=minutes) for minutes in spans[:2])
    then = resumed_due(due, paused, resumed, calendar)
    assert then >= due
    assert shifted_due(due, paused, resumed, calendar) >= due
    if paused < due:
        left = working_hours(paused, due, calendar)
        assert working_hours(resumed, then, calendar) == pytest.approx(left)


@given(MOMENTS, HOURS, SPANS, CALENDARS)
def test_the_order_in_which_two_pauses_are_told_makes_no_difference(
    start: datetime, hours: float, spans: list[int], calendar: Calendar
) -> None:
    due = due_at(start, hours, calendar)
    paused, resumed, paused_again, resumed_again = (start + timedelta(minutes=minutes) for minutes in spans)
    assume(paused_again < due)  # one that begins after the deadline stays without effect only if told first
    one_way = resumed_due(resumed_due(due, paused, resumed, calendar), paused_again, resumed_again, calendar)
    the_other = resumed_due(resumed_due(due, paused_again, resumed_again, calendar), paused, resumed, calendar)
    assert one_way == the_other


@given(MOMENTS, st.integers(0, 500))
def test_whoever_works_day_and_night_needs_just_the_hours(start: datetime, hours: int) -> None:
    assert due_at(start, hours, ALWAYS) == start + timedelta(hours=hours)


def test_each_agency_of_the_sample_has_a_calendar_that_opens(catalogue: Catalogue) -> None:
    start = local("2026-11-23 09:00")
    for agency in catalogue.agencies:
        assert due_at(start, 100, catalogue.calendar_of(agency)) > start
