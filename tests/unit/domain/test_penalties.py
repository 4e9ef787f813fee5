"""What contractors owe for late work, in Halifax. Monday 23 November 2026 and the week after it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from onestop.domain.time.calendars import WEEKDAYS, Calendar
from onestop.domain.time.penalties import ChargeableTask, Terms, penalty_line, penalty_statement, read_terms

HALIFAX = ZoneInfo("America/Halifax")
OFFICE = Calendar("America/Halifax", dict.fromkeys(WEEKDAYS[:5], ("08:30-12:30", "13:00-17:00")))
ALWAYS = Calendar("America/Halifax", dict.fromkeys(WEEKDAYS, ("00:00-24:00",)))

PLAIN = {"per_hour": 25, "currency": "CAD"}
FREE = PLAIN | {"free_hours": 4}
LIMITED = FREE | {"at_most": 1000}
CENTS = {"per_hour": 33.33, "currency": "EUR", "free_hours": 0.5}

# fmt: off
CASES = [
    # terms    calendar  due                 ended               late     charged  amount      what happens
    (PLAIN,    OFFICE,   "2026-11-23 12:00", "2026-11-23 11:00", "0",     "0",     "0"),       # an hour early
    (PLAIN,    OFFICE,   "2026-11-23 12:00", "2026-11-23 12:00", "0",     "0",     "0"),       # just in time
    (PLAIN,    OFFICE,   "2026-11-23 17:00", "2026-11-24 08:30", "0",     "0",     "0"),       # nobody works at night
    (PLAIN,    OFFICE,   "2026-11-23 12:00", "2026-11-23 14:00", "1.50",  "1.50",  "37.50"),   # over lunch
    (PLAIN,    OFFICE,   "2026-11-27 16:00", "2026-11-30 09:30", "2.00",  "2.00",  "50.00"),   # over a weekend
    (PLAIN,    ALWAYS,   "2026-11-27 16:00", "2026-11-30 09:30", "65.50", "65.50", "1637.50"), # by day and night
    (FREE,     OFFICE,   "2026-11-23 08:30", "2026-11-23 12:30", "4.00",  "0",     "0"),       # the free hours, whole
    (FREE,     OFFICE,   "2026-11-23 08:30", "2026-11-23 13:01", "4.02",  "0.02",  "0.50"),    # a minute more
    (FREE,     OFFICE,   "2026-11-23 08:30", "2026-11-24 08:30", "8.00",  "4.00",  "100.00"),  # a working day
    (LIMITED,  ALWAYS,   "2026-11-23 00:00", "2026-11-24 20:00", "44.00", "40.00", "1000.00"), # just what is the most
    (LIMITED,  ALWAYS,   "2026-11-23 00:00", "2026-11-30 00:00", "168.00", "164.00", "1000.00"),  # a week
    (CENTS,    OFFICE,   "2026-11-23 08:30", "2026-11-23 09:20", "0.83",  "0.33",  "11.00"),   # 10.9989 in full
    # 8 March 2026 has 23 hours, 1 November 25
    (PLAIN,    ALWAYS,   "2026-03-08 00:00", "2026-03-09 00:00", "23.00", "23.00", "575.00"),
    (PLAIN,    ALWAYS,   "2026-11-01 00:00", "2026-11-02 00:00", "25.00", "25.00", "625.00"),
]
# fmt: on


def task(due: str = "2026-11-23 12:00", ended: str = "2026-11-23 14:00", agency: str = "paving") -> ChargeableTask:
    due_at, ended_at = (datetime.fromisoformat(text).replace(tzinfo=HALIFAX) for text in (due, ended))
    return ChargeableTask(agency, "7KQ2-M4TX-9BWD-D", f"{agency} {due}", due_at, ended_at)


@pytest.mark.parametrize(("terms", "calendar", "due", "ended", "late", "charged", "amount"), CASES)
def test_a_late_task_costs_its_working_hours_after_the_free_ones(
    terms: dict[str, object], calendar: Calendar, due: str, ended: str, late: str, charged: str, amount: str
) -> None:
    line = penalty_line(task(due, ended), read_terms(terms), calendar)
    assert (line.hours_late, line.hours_charged, line.amount) == (Decimal(late), Decimal(charged), Decimal(amount))


def test_a_contractor_owes_the_sum_of_its_lines_in_the_order_of_the_deadlines() -> None:
    tasks = [task("2026-11-24 12:00", "2026-11-24 14:00"), task("2026-11-23 08:30", "2026-11-24 08:30")]
    statement = penalty_statement("paving", tasks, read_terms(FREE), OFFICE)
    assert [(line.task, line.amount) for line in statement.lines] == [
        ("paving 2026-11-23 08:30", Decimal(100)),
        ("paving 2026-11-24 12:00", Decimal(0)),
    ]
    assert (statement.agency, statement.total, statement.currency) == ("paving", Decimal(100), "CAD")


def test_who_was_in_time_owes_nothing_and_has_no_lines() -> None:
    statement = penalty_statement("paving", [task(ended="2026-11-23 11:00")], read_terms(PLAIN), OFFICE)
    assert (statement.lines, statement.total) == ((), 0)


def test_nobody_pays_for_the_work_of_another() -> None:
    tasks = [task(), task(agency="lighting")]
    assert [line.task for line in penalty_statement("paving", tasks, read_terms(PLAIN), OFFICE).lines] == [
        "paving 2026-11-23 12:00"
    ]


def test_a_hundred_small_lines_add_up_to_the_cent() -> None:
    tasks = [task(ended="2026-11-23 12:06") for _ in range(100)]
    statement = penalty_statement("paving", tasks, Terms(Decimal("0.10"), "CAD"), OFFICE)
    assert statement.total == Decimal("1.00") == sum(line.amount for line in statement.lines)
