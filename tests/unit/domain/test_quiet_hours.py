"""Nobody is reminded by night or on a public holiday; what can wait comes in the morning of the next day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.quiet_hours import not_before_morning, waking_hours
from tests.builders import a_catalogue

SUMMER = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        ("2026-12-25T02:10:00-04:00", "2026-12-26T08:00:00-04:00"),  # Christmas Day; Boxing Day is none in Nova Scotia
        ("2026-11-24T02:10:00-04:00", "2026-11-24T08:00:00-04:00"),
        ("2026-11-24T08:00:00-04:00", "2026-11-24T08:00:00-04:00"),
        ("2026-11-24T20:59:59-04:00", "2026-11-24T20:59:59-04:00"),
        ("2026-11-24T21:00:00-04:00", "2026-11-25T08:00:00-04:00"),
        ("2026-03-08T02:30:00-04:00", "2026-03-08T08:00:00-03:00"),  # the clocks go forward
    ],
)
def test_what_can_wait_leaves_in_the_morning(catalogue: Catalogue, moment: str, morning: str) -> None:
    assert not_before_morning(datetime.fromisoformat(moment), catalogue) == datetime.fromisoformat(morning)


@settings(deadline=None)  # a machine may be busy
@given(st.integers(0, 60 * 24 * 400), st.sampled_from(["08:00-21:00", "10:00-12:00", "00:00-24:00", "18:00-02:00"]))
def test_the_hour_is_always_one_of_the_jurisdictions_and_never_earlier(minutes: int, hours: str) -> None:
    quiet = a_catalogue(reminder_hours=hours, time_zone="America/Halifax")
    moment = SUMMER + timedelta(minutes=minutes)
    then = not_before_morning(moment, quiet)
    assert moment <= then <= moment + timedelta(days=1, hours=1)
    assert not_before_morning(then, quiet) == then
    assert waking_hours(quiet).zone == "America/Halifax"
