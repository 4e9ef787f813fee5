"""Cursors that clients send back: each is read as a place in a list and rebuilt, so that nothing else reaches the
index."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from intake.open311.refusing import Complaint, RequestRefused
from onestop.domain.errors import NotValid
from onestop.storage.paging import read_cursor, write_cursor

SHAPES = (("moment", "nothing"), ("moment", "reference"), ("moment", "reference", "sequence"))
WRONG = Complaint(400, "cursor: this is not a cursor of this list; expected the one of the Link header")


@dataclass(frozen=True, slots=True)
class PagePlace:
    """The place after which a page begins: a moment alone, or the last case or event of the page before."""

    moment: datetime
    reference: str = ""
    sequence: str = ""

    @property
    def cursor(self) -> str | None:
        """The cursor for storage; None for a moment alone."""
        parts = (self.moment.isoformat(), self.reference, self.sequence)
        return write_cursor("#".join(filter(None, parts))) if self.reference else None


def moment_cursor(moment: datetime) -> str:
    """A cursor that is only a moment: if nothing was found, there is no entry to begin after."""
    return write_cursor(f"{moment.isoformat()}#")


def read_place(cursor: str, start: datetime, end: datetime) -> PagePlace:
    """Reads a cursor; raises RequestRefused if it is invalid, or from another range."""
    moment, reference, *sequence = parts_of(cursor)
    at = datetime.fromisoformat(moment)
    if not start <= at <= end:
        raise RequestRefused(WRONG)
    return PagePlace(at.astimezone(UTC), reference, "".join(sequence))


def parts_of(cursor: str) -> list[str]:
    """The parts of a cursor of either list."""
    for shape in SHAPES:
        with suppress(NotValid):
            return read_cursor(cursor, *shape)
    raise RequestRefused(WRONG)
