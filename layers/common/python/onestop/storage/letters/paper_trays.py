"""Letters on paper that wait for the print house, in trays: each letter is in one tray, and a tray that is closed is
handed over as one batch.

Rows of the Messages table. `PAPER#<name>` is kept (as long as receipts may come) and says in which tray a letter was
laid; `TRAY#<number>` holds what is in a tray; `TRAYS` says which one is open and which were handed over. A letter is
laid in by a transaction that succeeds only while its tray is open, so a closed one never grows; and because the same
letter is laid in once, it is in one batch wherever a process dies. Nothing is deleted: rows expire by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.storage.tables import MessageRow, connection
from onestop.storage.transactions import met_another, refused, refused_at, try_again

ATTEMPTS = 8
FORGOTTEN = timedelta(days=90)  # the post returns no letter after that
HEAD = ("TRAYS", "HEAD")
LAID = "LAID"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A letter in a tray: nothing of whom it is for."""

    name: str
    at: datetime
    pages: int
    digest: str  # SHA-256 of the file, by which the print house checks that it is complete


@dataclass(frozen=True, slots=True, kw_only=True)
class Trays:
    """Which tray is open, up to which they were handed over, and when the previous one was closed."""

    open: int = 1
    done: int = 0
    closed_at: datetime | None = None


def load_trays() -> Trays:
    """Reads the trays: one Query."""
    body = next((row.body for row in MessageRow.query(HEAD[0], consistent_read=True)), None)
    return msgspec.json.decode(body, type=Trays) if body else Trays()


def is_laid(name: str) -> bool:
    """Whether a letter was laid into any tray: one Query."""
    return any(MessageRow.query(f"PAPER#{name}", consistent_read=True))


def lay(letter: Laid) -> bool:
    """Lays a letter into the open tray; returns whether it did: False if the letter is in a tray already."""

    def write() -> None:
        trays = load_trays()
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(row_of(f"PAPER#{letter.name}", LAID, letter), condition=MessageRow.pk.does_not_exist())
            transaction.save(row_of(tray_key(trays.open), letter.name, letter))
            check_open(trays, transaction)

    def lost(error: Exception) -> bool:
        if not isinstance(error, TransactWriteError) or refused_at(0, error.cancellation_reasons):
            return False
        return met_another(error) or refused_at(2, error.cancellation_reasons)

    try:
        try_again(write, lost, ATTEMPTS)
    except TransactWriteError as error:
        if not refused_at(0, error.cancellation_reasons):
            raise
        return False
    return True


def check_open(trays: Trays, transaction: TransactWrite) -> None:
    """Adds the condition that the tray is still open to a transaction."""
    row = MessageRow(*HEAD)
    unchanged = MessageRow.body == encoded(trays)
    condition = unchanged if trays != Trays() else (MessageRow.pk.does_not_exist() | unchanged)
    transaction.condition_check(MessageRow, row.pk, row.sk, condition=condition)


def letters_in(tray: int) -> list[Laid]:
    """Returns the letters in a tray, always in the same order: one Query, and one more for each five thousand
    letters."""
    rows = MessageRow.query(tray_key(tray), consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Laid) for row in rows]


def close_tray(trays: Trays, at: datetime) -> Trays | None:
    """Closes the open tray; None if somebody else has just changed the trays."""
    return change_trays(trays, replace(trays, open=trays.open + 1, closed_at=at))


def note_handed_over(trays: Trays) -> Trays | None:
    """Notes that the closed tray was handed over."""
    return change_trays(trays, replace(trays, done=trays.open - 1))


def change_trays(before: Trays, after: Trays) -> Trays | None:
    unchanged = MessageRow.body == encoded(before)
    condition = unchanged if before != Trays() else (MessageRow.pk.does_not_exist() | unchanged)
    try:
        MessageRow(*HEAD, body=encoded(after)).save(condition=condition)
    except PutError as error:
        if refused(error):
            return None
        raise
    return after


def row_of(pk: str, sk: str, letter: Laid) -> MessageRow:
    row = MessageRow(pk, sk, body=encoded(letter))
    row.expires_at = int((letter.at + FORGOTTEN).timestamp())
    return row


def tray_key(tray: int) -> str:
    return f"TRAY#{tray:06}"


def encoded(thing: Laid | Trays) -> str:
    return msgspec.json.encode(thing).decode()
