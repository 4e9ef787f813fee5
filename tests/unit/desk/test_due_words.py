"""Deadlines as a clerk says them, and working time measured once for a whole list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.time.calendars import Calendar
from onestop.domain.time.deadlines import working_time
from onestop.domain.time.due_words import WorkingClock, say_due, say_late, say_left
from tests.builders import NOW, a_catalogue

WEEK = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Calendar("America/Halifax", dict.fromkeys(WEEK, ("08:30-12:30", "13:00-16:30")))
NIGHT = Calendar("America/Halifax", dict.fromkeys((*WEEK, "sat", "sun"), ("22:00-24:00", "00:00-06:00")))
MINUTE = timedelta(minutes=1)
CITY = a_catalogue()


@given(
    start=st.integers(0, 365 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE),
    after=st.lists(st.timedeltas(timedelta(0), timedelta(days=200)), min_size=1, max_size=8),
    calendar=st.sampled_from([OFFICE, NIGHT]),
)
def test_a_list_is_measured_as_each_task_alone_in_any_order(
    start: datetime, after: list[timedelta], calendar: Calendar
) -> None:
    clock = WorkingClock(start, calendar)
    assert [clock.until(start + each) for each in after] == [
        working_time(start, start + each, calendar) for each in after
    ]


def test_a_calendar_that_never_opens_has_no_working_time() -> None:
    assert WorkingClock(NOW, Calendar("UTC", {})).until(NOW + timedelta(days=9)) == timedelta()


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (2, "due today 5:00 pm"),
        (24, "due tomorrow 3:00 pm"),
        (49, "due 25 November, 4:00 pm"),
        (24 * 60, "due 22 January 2027, 3:00 pm"),
        (0, "was due today 3:00 pm"),
        (-24, "was due yesterday 3:00 pm"),
        (-72, "was due 20 November, 3:00 pm"),
    ],
)
def test_a_deadline_is_said_by_the_day_that_it_is(hours: int, said: str) -> None:
    assert say_due(NOW + timedelta(hours=hours), NOW, CITY, "en") == said


def test_what_is_left_and_what_is_late_is_said_in_working_hours() -> None:
    assert say_left(timedelta(minutes=59), CITY, "en") == "less than a working hour left"
    assert say_left(timedelta(hours=1, minutes=30), CITY, "en") == "1 working hour left"
    assert say_left(timedelta(hours=3), CITY, "en") == "3 working hours left"
    assert say_left(timedelta(hours=40), CITY, "en") == ""
    assert say_late(timedelta(hours=2), CITY, "en") == "2 working hours late"
    assert say_late(timedelta(), CITY, "en") == ""
