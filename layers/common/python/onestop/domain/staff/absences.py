"""Who is away, from when until when, and who stands in: whose tasks somebody else looks after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A member of staff is away from one day until another, both included, in the jurisdiction's time."""

    staff: str
    agency: str
    first: date
    last: date
    deputy: str


def is_away(absence: Absence, at: datetime, zone: str) -> bool:
    """Whether somebody is away at a moment."""
    return absence.first <= at.astimezone(ZoneInfo(zone)).date() <= absence.last


def away_now(absences: Iterable[Absence], at: datetime, zone: str) -> tuple[Absence, ...]:
    """The absences of a moment."""
    return tuple(absence for absence in absences if is_away(absence, at, zone))


def not_over(absences: Iterable[Absence], at: datetime, zone: str) -> tuple[Absence, ...]:
    """The absences of now and of what comes, the next first."""
    today = at.astimezone(ZoneInfo(zone)).date()
    return tuple(sorted((each for each in absences if today <= each.last), key=lambda each: (each.first, each.staff)))
