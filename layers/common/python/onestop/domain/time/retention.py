"""How long the records of a case are kept after it was closed: by kind of record, as its service or the jurisdiction
says. Without such a rule they are kept for ever, because nothing is destroyed without a schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue


class RecordKind(StrEnum):
    """A kind of record with its own retention. The case: everything kept of it, with its files and letters."""

    CASE = "case"
    FILES = "files"  # photos and documents
    LETTERS = "letters"  # what we wrote, and whether it arrived


YEARS: Mapping[RecordKind, str] = {
    RecordKind.CASE: "case_years",
    RecordKind.FILES: "files_years",
    RecordKind.LETTERS: "letters_years",
}  # the fields of `retention`, in a service and in the jurisdiction


def years_kept(kind: RecordKind, service: Mapping[str, Any] | None, jurisdiction: Mapping[str, Any]) -> int | None:
    """Returns for how many years after closing a kind of record is kept; None for ever. The service's rule wins."""
    field = YEARS[kind]
    said = [(given or {}).get("retention", {}) for given in (service, jurisdiction)]
    return next((schedule[field] for schedule in said if field in schedule), None)


def kept_until(closed: date, years: int) -> date:
    """Returns the last day of a schedule. A case closed on the 29th of February is kept until the 28th in years without
    one; a day more or less does not matter, but it should be defined."""
    try:
        return closed.replace(year=closed.year + years)
    except ValueError:
        return closed.replace(year=closed.year + years, day=28)


def last_days(service: str | None, closed_at: datetime, catalogue: Catalogue) -> dict[RecordKind, date]:
    """Returns until when each kind of record of a closed case is kept, in the jurisdiction's time; kinds that are kept
    for ever are left out."""
    closed = closed_at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date()
    schedule: Any = catalogue.services.get(service or "")
    years = {kind: years_kept(kind, schedule, catalogue.jurisdiction) for kind in RecordKind}
    return {kind: kept_until(closed, given) for kind, given in years.items() if given is not None}


def kinds_that_are_over(days: Mapping[RecordKind, date], today: date) -> Sequence[RecordKind]:
    """Returns the kinds whose time is over today; only the case if its own is, because that includes all others."""
    past = [kind for kind, last in days.items() if last < today]
    return [RecordKind.CASE] if RecordKind.CASE in past else past
