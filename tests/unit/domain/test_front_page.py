"""The first page shows what is needed at this time of the year, and notices from their first day to their last."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.front_page import MOST, notices_on, wanted_now


def codes_in(catalogue: Catalogue, month: int) -> list[str]:
    return [service["code"] for service in wanted_now(catalogue.services.values(), month)]


def test_the_season_comes_first_then_what_is_always_looked_for(catalogue: Catalogue) -> None:
    assert codes_in(catalogue, 1)[0] == "snow-clearing"
    assert "snow-clearing" not in codes_in(catalogue, 7)
    assert codes_in(catalogue, 7)[0] == "park-care"
    for month in range(1, 13):
        codes = codes_in(catalogue, month)
        assert "pothole" in codes
        assert len(codes) == len(set(codes)) <= MOST


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-11-14", 0), ("2026-11-15", 1), ("2027-01-01", 2), ("2027-03-31", 1), ("2027-04-01", 0)],
)
def test_a_notice_is_shown_from_its_first_day_to_its_last_the_newest_first(day: str, shown: int) -> None:
    given = [
        {"from": "2026-11-15", "until": "2027-03-31", "text": {"en": "Winter"}},
        {"from": "2026-12-31", "until": "2027-01-01", "text": {"en": "Fireworks"}},
    ]
    found = notices_on(cast("Any", {"notices": given}), date.fromisoformat(day))
    assert len(found) == shown
    assert [each["from"] for each in found] == sorted((each["from"] for each in found), reverse=True)


def test_who_has_no_notices_shows_none() -> None:
    assert notices_on(cast("Any", {}), date(2026, 11, 28)) == ()
