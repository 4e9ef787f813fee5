"""Cursors as they come back from clients: a place in a list, written anew, so that nothing else reaches the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from intake.open311.refusing import Complaint, Refused
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotValid
from onestop.storage.paging import read_cursor, write_cursor

WRONG = Complaint(400, "cursor: this is not a cursor of this list; expected the one of the Link header")


@dataclass(frozen=True, slots=True)
class Place:
    """Behind what a page begins: a moment alone, or the case, or its event, that stood last on the page before."""

    moment: datetime
    reference: str = ""
    sequence: str = ""

    @property
    def cursor(self) -> str | None:
        """The cursor of storage; None for a moment alone."""
        parts = (self.moment.isoformat(), self.reference, self.sequence)
        return write_cursor("#".join(filter(None, parts))) if self.reference else None


def moment_cursor(moment: datetime) -> str:
    """A cursor that names a moment alone: where nothing was found, there is nothing to begin behind."""
    return write_cursor(f"{moment.isoformat()}#")


def read_place(cursor: str, start: datetime, end: datetime) -> Place:
    """Reads a cursor; raises Refused for what is none, or is of another range."""
    try:
        moment, reference, *sequence = read_cursor(cursor)
        at = datetime.fromisoformat(moment)
    except (NotValid, ValueError):
        raise Refused(WRONG) from None
    known = not reference or read_reference(reference) == reference
    counted = all(len(each) == 6 and each.isascii() and each.isdigit() for each in sequence)
    if at.tzinfo is None or not start <= at <= end or not known or not counted:
        raise Refused(WRONG)
    return Place(at.astimezone(UTC), reference, "".join(sequence))
