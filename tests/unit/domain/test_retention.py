"""For how long what is kept of a case is kept after it was closed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onestop.domain.time.retention import RecordKind, kinds_that_are_over, last_days
from tests.builders import a_catalogue, a_service

CASE, FILES, LETTERS = RecordKind.CASE, RecordKind.FILES, RecordKind.LETTERS
CLOSED = datetime(2020, 3, 1, 2, 30, tzinfo=UTC)  # the evening of the 29th of February in Halifax


def test_a_service_speaks_before_the_jurisdiction_and_what_nobody_speaks_of_is_kept() -> None:
    own = a_service(code="permit", retention={"case_years": 7})
    offer = a_catalogue(a_service(), own, time_zone="America/Halifax", retention={"case_years": 10, "files_years": 4})
    assert last_days("pothole", CLOSED, offer) == {CASE: date(2030, 2, 28), FILES: date(2024, 2, 29)}
    assert last_days("permit", CLOSED, offer) == {CASE: date(2027, 2, 28), FILES: date(2024, 2, 29)}
    assert last_days("abolished", CLOSED, offer) == last_days(None, CLOSED, offer)  # the jurisdiction's holds
    assert last_days("pothole", CLOSED, a_catalogue(time_zone="UTC")) == {}


@pytest.mark.parametrize(
    ("today", "kinds"),
    [(date(2024, 2, 29), []), (date(2024, 3, 1), [FILES]), (date(2030, 2, 28), [FILES]), (date(2030, 3, 1), [CASE])],
)
def test_the_last_day_is_kept_whole_and_the_end_of_a_case_takes_everything_along(today: date, kinds: list[str]) -> None:
    assert kinds_that_are_over({CASE: date(2030, 2, 28), FILES: date(2024, 2, 29)}, today) == kinds
