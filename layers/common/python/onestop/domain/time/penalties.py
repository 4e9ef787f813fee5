"""What contractors owe for late work: under the terms of their contract and in their own working hours.

A line can be checked by hand: its hours are rounded to hundredths before anything is multiplied, its amount to cents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from onestop.domain.time.calendars import Calendar
from onestop.domain.time.deadlines import working_time

if TYPE_CHECKING:
    from onestop.domain.catalogue.agency import GivenPenalty

HUNDREDTH = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract says about lateness: a price for each working hour after the free ones, with a limit for each
    task."""

    per_hour: Decimal
    currency: str
    free_hours: Decimal = ZERO
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ChargeableTask:
    """A task of a contractor that has ended; one still open can be charged as if it ended now."""

    agency: str
    reference: str
    task: str
    due_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class PenaltyLine:
    """The penalty for one late task. Within the free hours it costs nothing, but it was late and is listed."""

    reference: str
    task: str
    due_at: datetime
    ended_at: datetime
    hours_late: Decimal
    hours_charged: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PenaltyStatement:
    """What one contractor owes for all its late tasks."""

    agency: str
    currency: str
    lines: tuple[PenaltyLine, ...]
    total: Decimal


def read_terms(given: GivenPenalty) -> Terms:
    """Reads the `penalty` of a contractor in the catalogue."""
    return Terms(
        per_hour=Decimal(str(given["per_hour"])),  # by its digits: 0.1 in a file is not the float 0.1
        currency=given["currency"],
        free_hours=Decimal(str(given.get("free_hours", 0))),
        at_most=Decimal(str(given["at_most"])) if "at_most" in given else None,
    )


def penalty_statement(
    agency: str, tasks: Iterable[ChargeableTask], terms: Terms, calendar: Calendar
) -> PenaltyStatement:
    """Returns what a contractor owes for those of the tasks that are its own and were late, in the order of their
    deadlines."""
    own = sorted((task for task in tasks if task.agency == agency), key=lambda task: (task.due_at, task.task))
    lines = tuple(line for line in (penalty_line(task, terms, calendar) for task in own) if line.hours_late)
    return PenaltyStatement(agency, terms.currency, lines, sum((line.amount for line in lines), ZERO))


def penalty_line(task: ChargeableTask, terms: Terms, calendar: Calendar) -> PenaltyLine:
    """Returns the penalty for one task under these terms; an hour that has begun counts by its minutes."""
    late = _to_hundredths(_hours(working_time(task.due_at, task.ended_at, calendar)))
    charged = max(late - terms.free_hours, ZERO)
    amount = _to_hundredths(charged * terms.per_hour)
    return PenaltyLine(
        reference=task.reference,
        task=task.task,
        due_at=task.due_at,
        ended_at=task.ended_at,
        hours_late=late,
        hours_charged=charged,
        amount=amount if terms.at_most is None else min(amount, _to_hundredths(terms.at_most)),
    )


def _hours(time: timedelta) -> Decimal:
    return Decimal(time // timedelta(microseconds=1)) / Decimal(3_600_000_000)


def _to_hundredths(value: Decimal) -> Decimal:
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)
