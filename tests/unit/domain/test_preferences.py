"""When a letter leaves by somebody's preference: never in their quiet hours, on any day of clocks that change too; and
what the law or their own case needs is neither left out nor put together."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.contracts.preferences import read_preferences
from onestop.domain.letters.preferences import (
    KIND_OF,
    MAY_WAIT,
    LetterKind,
    Preferences,
    does_without,
    kind_of,
    moment_for_both,
    next_at,
    preferred_moment,
    way_for,
)

MOMENTS = st.datetimes(
    datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31"), timezones=st.just(UTC)
)
HOURS = st.times().map(lambda each: f"{each.hour:02}:{each.minute:02}")
ZONES = st.sampled_from(["America/Halifax", "Europe/Madrid", "Asia/Shanghai", "Australia/Lord_Howe"])
LETTERS = ("case-opened", "case-resolved", "resident-asked", "survey-invited")
USUAL = "America/Halifax"


@given(MOMENTS, HOURS, HOURS, ZONES, st.booleans(), st.sampled_from(LETTERS))
def test_no_letter_leaves_in_quiet_hours_and_none_waits_for_more_than_two_days(
    moment: datetime, begins: str, ends: str, zone: str, daily: bool, letter: str
) -> None:
    preferences = (
        Preferences(quiet=(begins, ends), zone=zone, daily=daily)
        if begins != ends
        else Preferences(zone=zone, daily=daily)
    )
    leaves = preferred_moment(preferences, letter, moment, moment, USUAL)
    assert moment <= leaves <= moment + timedelta(hours=50)
    local = leaves.astimezone(ZoneInfo(zone))
    shown = f"{local:%H:%M}"
    if preferences.quiet and local.utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset():
        assert not (begins <= shown < ends if begins < ends else (shown >= begins or shown < ends))


@given(MOMENTS, ZONES)
def test_what_is_told_once_a_day_leaves_at_eight_where_they_are(moment: datetime, zone: str) -> None:
    preferences = Preferences(daily=True, zone=zone)
    leaves = preferred_moment(preferences, "case-resolved", moment, moment, USUAL)
    assert leaves > moment
    assert f"{leaves.astimezone(ZoneInfo(zone)):%H:%M}" == "08:00"
    assert preferred_moment(preferences, "case-resolved", moment, leaves, USUAL) == leaves
    assert preferred_moment(preferences, "resident-asked", moment, moment, USUAL) == moment


def test_in_the_night_with_an_hour_twice_the_quiet_hours_end_after_the_moment() -> None:
    second = datetime.fromisoformat("2026-11-01T05:10:00+00:00")  # 01:10 in Halifax, for the second time
    leaves = preferred_moment(Preferences(quiet=("23:00", "01:30")), "case-resolved", second, second, USUAL)
    assert leaves == second + timedelta(minutes=20)


@given(MOMENTS, st.times(), st.integers(1, 16 * 60), ZONES, st.booleans(), st.sampled_from(LETTERS))
def test_whatever_hours_are_quiet_a_letter_finds_an_hour_to_leave_and_by_day_if_there_is_one(
    moment: datetime, begins: time, minutes: int, zone: str, daily: bool, letter: str
) -> None:
    """As it is asked again and again: when it is held, and when its hour has come."""
    ends = (datetime.combine(moment, begins) + timedelta(minutes=minutes)).time()
    preferences = Preferences(quiet=(f"{begins:%H:%M}", f"{ends:%H:%M}"), zone=zone, daily=daily)

    def by_choice(at: datetime) -> datetime:
        return preferred_moment(preferences, letter, moment, at, USUAL)

    def by_day(at: datetime) -> datetime:
        local = at.astimezone(ZoneInfo(USUAL))
        return at if 8 <= local.hour < 21 else next_at(time(8), local)

    leaves = moment_for_both(moment, by_day, by_choice)
    assert leaves <= moment + timedelta(hours=75)
    assert moment_for_both(leaves, by_day, by_choice) == leaves
    assert by_choice(leaves) == leaves
    days = [leaves.replace(hour=0, minute=0) + timedelta(minutes=5 * each) for each in range(24 * 12)]
    assert by_day(leaves) == leaves or not any(by_choice(each) == by_day(each) == each for each in days)


def test_nobody_does_without_what_the_law_or_their_case_needs() -> None:
    preferences = Preferences(without=tuple(kind.value for kind in LetterKind))
    left_out = {letter for letter in (*KIND_OF, *LETTERS) if does_without(preferences, letter)}
    assert left_out == {letter for letter, kind in KIND_OF.items() if kind in MAY_WAIT}
    assert kind_of("a-letter-of-tomorrow") is LetterKind.LEGAL


def test_each_kind_has_its_own_way() -> None:
    preferences = Preferences(ways=(("needed", "sms"), ("survey", "email")))
    assert [way_for(preferences, letter) for letter in LETTERS] == [None, None, "sms", "email"]


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({}, []),
        ({"quiet_from": "22:00", "quiet_to": "07:00", "zone": "Europe/Madrid"}, []),
        ({"quiet_from": "22:00"}, ["quiet_to"]),
        ({"quiet_to": "07:00"}, ["quiet_from"]),
        ({"quiet_from": "25:00", "quiet_to": "07:00"}, ["quiet_from"]),
        ({"quiet_from": "17:00", "quiet_to": "09:00"}, []),
        ({"quiet_from": "17:00", "quiet_to": "09:01"}, ["quiet_to"]),
        ({"quiet_from": "00:00", "quiet_to": "23:59:59.9"}, ["quiet_to"]),
        ({"quiet_from": "22:00", "quiet_to": "22:00:30"}, ["quiet_to"]),
        ({"quiet_from": "22:00+02:00", "quiet_to": "07:00"}, ["quiet_from"]),
        ({"zone": "Mars/Olympus"}, ["zone"]),
        ({"zone": "../etc/passwd"}, ["zone"]),
        ({"zone": "x" * 100}, ["zone"]),
    ],
)
def test_what_is_wrong_in_the_form_is_said_at_its_field(form: dict[str, str], wrong: list[str]) -> None:
    assert [field for field, _ in read_preferences(form)[1]] == wrong


def test_an_empty_form_leaves_everything_as_it_usually_is() -> None:
    assert read_preferences({})[0] == Preferences()
