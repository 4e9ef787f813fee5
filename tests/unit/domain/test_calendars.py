"""The hours in which an agency works on a given day, and how the catalogue says them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.calendars import WEEKDAYS, Calendar, periods_of, read_calendar, working_periods

WEEK = {weekday: ["08:30-12:30", "13:00-17:00"] for weekday in WEEKDAYS[:5]} | {"sat": [], "sun": []}
CHINA = Calendar(
    zone="Asia/Shanghai",
    hours=WEEK,
    days_off=frozenset(date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)),
    exceptions={date(2026, 2, 14): ("08:30-17:00",), date(2026, 2, 18): ("10:00-12:00",), date(2026, 3, 2): ()},
)

DAYS = [
    ("2026-02-13", ["08:30-12:30", "13:00-17:00"], "an ordinary Friday"),
    ("2026-02-14", ["08:30-17:00"], "a Saturday that is worked in exchange"),
    ("2026-02-15", [], "an ordinary Sunday"),
    ("2026-02-17", [], "a holiday"),
    ("2026-02-18", ["10:00-12:00"], "a holiday on which somebody is there nevertheless"),
    ("2026-03-02", [], "a Monday on which nobody works, though it is no holiday"),
]


@pytest.mark.parametrize(("day", "expected", "_what"), DAYS)
def test_exceptions_win_over_holidays_and_holidays_over_the_day_of_the_week(
    day: str, expected: list[str], _what: str
) -> None:
    periods = periods_of(date.fromisoformat(day), CHINA)
    assert [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in periods] == expected


def test_periods_are_moments_in_the_zone_of_the_calendar() -> None:
    (opens, closes), _ = working_periods(date(2026, 2, 13), date(2026, 2, 13), CHINA)
    assert (opens, closes) == (datetime(2026, 2, 13, 0, 30, tzinfo=UTC), datetime(2026, 2, 13, 4, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/Halifax", date(2026, 3, 8), 23),
        ("America/Halifax", date(2026, 11, 1), 25),
        ("Europe/Amsterdam", date(2026, 3, 29), 23),
        ("Europe/Amsterdam", date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Africa/Cairo", date(2026, 4, 24), 23),  # its clocks skip midnight itself
        ("Pacific/Apia", date(2011, 12, 30), 0),  # a day that Samoa left out
    ],
)
def test_who_works_day_and_night_works_as_long_as_the_day_is(zone: str, day: date, hours: float) -> None:
    always = Calendar(zone, dict.fromkeys(WEEKDAYS, ("00:00-24:00",)))
    worked = sum((closes - opens for opens, closes in working_periods(day, day, always)), timedelta())
    assert worked == timedelta(hours=hours)


CLOCK = st.integers(0, 96).map(lambda quarters: f"{quarters // 4:02}:{quarters % 4 * 15:02}")
CUTS = st.lists(CLOCK, unique=True, max_size=6).map(sorted)
PERIODS = CUTS.map(lambda cuts: [f"{opens}-{closes}" for opens, closes in zip(cuts[::2], cuts[1::2], strict=False)])


@given(
    st.sampled_from(["America/Halifax", "Europe/Amsterdam", "Asia/Shanghai", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.dictionaries(st.sampled_from(WEEKDAYS), PERIODS),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_working_periods_come_in_order_and_share_no_moment(zone: str, hours: dict[str, list[str]], day: date) -> None:
    moments = [
        moment for period in working_periods(day, day + timedelta(days=8), Calendar(zone, hours)) for moment in period
    ]
    assert moments == sorted(moments)
    assert all(opens < closes for opens, closes in zip(moments[::2], moments[1::2], strict=True))


FIRST_RELEASES: dict[str, Any] = {"hours": WEEK, "holidays": ["2026-12-25"]}


def test_a_calendar_of_the_first_releases_is_read_though_it_has_neither_exceptions_nor_a_time_zone() -> None:
    calendar = read_calendar(FIRST_RELEASES, "America/Halifax")
    assert calendar == Calendar("America/Halifax", WEEK, frozenset({date(2026, 12, 25)}))


def test_a_calendar_has_its_exceptions_and_its_own_time_zone() -> None:
    given = FIRST_RELEASES | {"exceptions": {"2026-12-24": ["08:30-12:00"]}, "time_zone": "Asia/Shanghai"}
    calendar = read_calendar(given, "America/Halifax")
    assert (calendar.zone, calendar.exceptions) == ("Asia/Shanghai", {date(2026, 12, 24): ("08:30-12:00",)})


def test_the_desks_of_the_sample_close_at_noon_on_christmas_eve(catalogue: Catalogue) -> None:
    (period,) = periods_of(date(2026, 12, 24), catalogue.calendar_of("buildings"))
    assert [f"{moment:%H:%M}" for moment in period] == ["08:30", "12:00"]
