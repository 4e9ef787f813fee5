"""When to look at a person for whom letters are held: in the hour of a hint. An extra hint costs one needless check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pynamodb.exceptions import PutError

from onestop.storage.letters.held_rows import DONE, FORGOTTEN, OPEN, HeldRow, row_of
from onestop.storage.letters.sent_counts import hour_of
from onestop.storage.transactions import refused

LOOKED_BACK = timedelta(days=1)  # how far to look back if no place is known yet
OVERLAP = timedelta(hours=1)  # a hint may be written shortly after its hour has begun


@dataclass(frozen=True, slots=True)
class Hint:
    """A person to look at: `mark` tells the last hint of an hour from earlier ones."""

    hour: str
    identity: str
    mark: str


def hints(at: datetime) -> Iterator[Hint]:
    """Yields the people to look at until a moment: one Query an hour, from the place before which nobody is left."""
    hour = kept_place(at)
    while hour <= at:
        for row in HeldRow.query(f"DUE#{hour_name(hour)}", consistent_read=True):
            if row.status == OPEN:
                yield Hint(hour_name(hour), row.sk, row.body or "")
        hour += timedelta(hours=1)


def give_hint(identity: str, due: datetime) -> None:
    """Schedules a later look at somebody: in the first hour that begins when more may be sent, never in the current
    one, whose hint is removed after the look."""
    hour = hour_of(due.astimezone(UTC))
    later = hour if hour == due else hour + timedelta(hours=1)
    hint_row(Hint(hour_name(later), identity, "later"), OPEN).save()


def take_hint(hint: Hint, at: datetime) -> None:
    """Removes the hint of somebody for this hour, unless a letter was held for them meanwhile."""
    try:
        hint_row(hint, DONE, at + FORGOTTEN).save(condition=HeldRow.body == hint.mark)
    except PutError as error:
        if not refused(error):
            raise


def kept_place(at: datetime) -> datetime:
    """Returns the hour to begin with."""
    rows = list(HeldRow.query("DUE", HeldRow.sk == "PLACE", consistent_read=True))
    return datetime.fromisoformat(rows[0].body or "") if rows else hour_of(at - LOOKED_BACK)


def keep_empty_until(at: datetime) -> None:
    """Notes that nobody is left to look at before an hour."""
    HeldRow("DUE", "PLACE", body=hour_of(at - OVERLAP).isoformat()).save()


def hour_name(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H}"


def hint_row(hint: Hint, status: str, expires: datetime | None = None) -> HeldRow:
    return row_of(f"DUE#{hint.hour}", hint.identity, status, hint.mark, expires)
