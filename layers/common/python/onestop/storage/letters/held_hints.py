"""When somebody for whom letters are held is looked at: in the hour of a hint. One too many costs a look, no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pynamodb.exceptions import PutError

from onestop.storage.letters.held_rows import DONE, FORGOTTEN, OPEN, HeldRow, row_of
from onestop.storage.letters.sent_counts import hour_of
from onestop.storage.transactions import refused

LOOKED_BACK = timedelta(days=1)  # where no place is known yet
OVERLAP = timedelta(hours=1)  # a hint may be written a little after its hour has begun


@dataclass(frozen=True, slots=True)
class Hint:
    """Somebody to be looked at: `mark` tells the last hint of an hour from those before."""

    hour: str
    identity: str
    mark: str


def hints(at: datetime) -> Iterator[Hint]:
    """Who is to be looked at until a moment: one Query an hour, from the place where nobody was left."""
    hour = kept_place(at)
    while hour <= at:
        for row in HeldRow.query(f"DUE#{hour_name(hour)}", consistent_read=True):
            if row.status == OPEN:
                yield Hint(hour_name(hour), row.sk, row.body or "")
        hour += timedelta(hours=1)


def give_hint(identity: str, due: datetime) -> None:
    """Has somebody looked at later: in the first hour that begins when more may be sent, never in the one at hand,
    whose hint is taken away after the look."""
    hour = hour_of(due.astimezone(UTC))
    later = hour if hour == due else hour + timedelta(hours=1)
    hint_row(Hint(hour_name(later), identity, "later"), OPEN).save()


def take_hint(hint: Hint, at: datetime) -> None:
    """Looks at somebody no more in this hour, unless a letter was held for them meanwhile."""
    try:
        hint_row(hint, DONE, at + FORGOTTEN).save(condition=HeldRow.body == hint.mark)
    except PutError as error:
        if not refused(error):
            raise


def kept_place(at: datetime) -> datetime:
    """The hour to begin with."""
    rows = list(HeldRow.query("DUE", HeldRow.sk == "PLACE", consistent_read=True))
    return datetime.fromisoformat(rows[0].body or "") if rows else hour_of(at - LOOKED_BACK)


def keep_empty_until(at: datetime) -> None:
    """Notes that nobody is left to be looked at before an hour."""
    HeldRow("DUE", "PLACE", body=hour_of(at - OVERLAP).isoformat()).save()


def hour_name(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H}"


def hint_row(hint: Hint, status: str, expires: datetime | None = None) -> HeldRow:
    return row_of(f"DUE#{hint.hour}", hint.identity, status, hint.mark, expires)
