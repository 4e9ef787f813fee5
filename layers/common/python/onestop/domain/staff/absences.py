"""Who is away, from when until when, and which deputy looks after their tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A member of staff is away from one day to another, both included, in the jurisdiction's time."""

    staff: str
    agency: str
    first: date
    last: date
    deputy: str


def is_away(absence: Absence, at: datetime, zone: str) -> bool:
    """Whether somebody is away at a moment."""
    return absence.first <= at.astimezone(ZoneInfo(zone)).date() <= absence.last


def away_now(absences: Iterable[Absence], at: datetime, zone: str) -> tuple[Absence, ...]:
    """Returns the absences of a moment."""
    return tuple(absence for absence in absences if is_away(absence, at, zone))


def not_over(absences: Iterable[Absence], at: datetime, zone: str) -> tuple[Absence, ...]:
    """Returns present and coming absences, the next first."""
    today = at.astimezone(ZoneInfo(zone)).date()
    return tuple(sorted((each for each in absences if today <= each.last), key=lambda each: (each.first, each.staff)))
