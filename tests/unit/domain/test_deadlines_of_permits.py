"""Our deadlines against those of a Dutch municipality: 726 applications for permits, October 2010 to January 2012.

The law gave eight weeks from receipt, which could be extended once by six (Wabo, article 3.9); 26 weeks where a draft
was laid open for inspection (article 3.10; Awb, article 3:18). While an applicant was asked to complete an application
the clock stood still (Awb, article 4:15). The file has neither extensions nor pauses, only the deadlines they led to.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from onestop.domain.time.calendars import WEEKDAYS, Calendar
from onestop.domain.time.deadlines import due_after_days

LOG = Path(__file__).parents[4] / "shared" / "data" / "process_logs" / "coselog_permit_receipt.csv"
pytestmark = pytest.mark.skipif(not LOG.is_file(), reason=f"{LOG.name} is not here: it is no part of this project")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FEASTS = frozenset(holidays.country_holidays("NL", years=range(2010, 2014)))
OFFICE = Calendar("Europe/Amsterdam", dict.fromkeys(WEEKDAYS[:5], ("09:00-17:00",)), FEASTS)
EXACTLY = timedelta(seconds=1)  # the export added a hundredth or two to most of its times


@dataclass(frozen=True)
class Permit:
    start: datetime
    deadline: datetime
    planned: datetime
    end: datetime | None

    @property
    def days(self) -> int:
        return (self.deadline.date() - self.start.date()).days

    def due(self, days: int = 56, *, extend: bool = False) -> datetime:
        return due_after_days(self.start, days, OFFICE, extend=extend)


@pytest.fixture(scope="module")
def permits() -> list[Permit]:
    with LOG.open(encoding="utf-8", newline="") as file:
        cases = {row["case"]: row for row in csv.DictReader(file)}
    return [
        Permit(
            start=read(row["case_startdate"]),
            deadline=read(row["case_deadline"]),
            planned=read(row["case_enddate_planned"]),
            end=read(row["case_enddate"]) if row["case_enddate"] else None,
        )
        for row in cases.values()
    ]


def read(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(AMSTERDAM)


def agree(one: datetime, other: datetime) -> bool:
    return abs(one - other) < EXACTLY


def explain(permit: Permit) -> str:
    """Why a deadline is what it is, as far as its distance from the start tells."""
    if agree(permit.deadline, permit.due()):
        return "eight weeks, to the second"
    if permit.days == 56:
        return "eight weeks, the day kept with another time"
    if permit.days < 56:
        return "shorter than the law's eight weeks"
    if permit.days == 56 + 42:
        return "extended by six weeks"
    if permit.days == 26 * 7:
        return "26 weeks"
    return "moved on by some days"


def explain_time(permit: Permit) -> str:
    """How the time of day of a deadline follows from that of the start, once its number of days is given."""
    if agree(permit.deadline, permit.due(permit.days)):
        return "the time of the start"
    if permit.deadline.time() == time():
        return "midnight"
    if (permit.deadline.timestamp() - permit.start.timestamp() + 0.5) % 86400 < 1:
        return "whole days of 24 hours, in spite of a clock change"
    return "another time"


def test_two_of_three_deadlines_are_ours_to_the_second_and_each_of_the_others_is_explained(
    permits: list[Permit],
) -> None:
    assert Counter(map(explain, permits)) == {
        "eight weeks, to the second": 486,
        "eight weeks, the day kept with another time": 47,
        "moved on by some days": 149,
        "extended by six weeks": 27,
        "26 weeks": 2,
        "shorter than the law's eight weeks": 15,
    }


def test_with_its_number_of_days_known_every_deadline_has_the_time_of_its_start_or_none(permits: list[Permit]) -> None:
    assert Counter(map(explain_time, permits)) == {
        "the time of the start": 652,
        "midnight": 70,
        "whole days of 24 hours, in spite of a clock change": 3,
        "another time": 1,
    }


def test_where_a_deadline_was_moved_the_planned_end_sometimes_still_says_eight_weeks(permits: list[Permit]) -> None:
    still = Counter(explain(permit) for permit in permits if agree(permit.planned, permit.due()))
    assert still == {
        "eight weeks, to the second": 482,
        "moved on by some days": 6,
        "extended by six weeks": 2,
        "shorter than the law's eight weeks": 1,  # 3 April for 30 April
    }


def test_the_municipality_moved_no_deadline_from_a_weekend_or_holiday_so_neither_must_we(permits: list[Permit]) -> None:
    eight_weeks = [permit for permit in permits if permit.days == 56]
    assert sum(permit.due(extend=True) != permit.due() for permit in eight_weeks) == 38
    assert sum(agree(permit.deadline, permit.due(extend=True)) for permit in permits) == 486 - 37


def test_as_many_are_overdue_as_the_log_says_once_its_extensions_and_pauses_are_known(permits: list[Permit]) -> None:
    ended = [(permit, permit.end) for permit in permits if permit.end]
    assert len(ended) == 726 - 57
    by_the_log = {permit for permit, end in ended if end > permit.deadline}
    by_its_days = {permit for permit, end in ended if end > permit.due(permit.days)}
    by_eight_weeks = {permit for permit, end in ended if end > permit.due()}
    assert (len(by_the_log), len(by_its_days), len(by_eight_weeks)) == (182, 181, 267)

    # one ended in the second of its deadline, late only by the hundredths that the export added
    (barely,) = by_the_log ^ by_its_days
    assert barely.end
    assert agree(barely.end, barely.deadline)
    assert Counter(map(explain, by_eight_weeks - by_the_log)) == {
        "moved on by some days": 73,
        "extended by six weeks": 14,
        "26 weeks": 1,
    }
    assert Counter(map(explain, by_the_log - by_eight_weeks)) == {
        "shorter than the law's eight weeks": 2,
        "eight weeks, to the second": 1,  # that one
    }
