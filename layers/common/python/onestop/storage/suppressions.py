"""E-mail addresses that no longer take our letters: known by a bounce that proved to answer one of them.

Kept by the keyed hash that people are found by; an address that writes to us again is taken off.
"""

from __future__ import annotations

from datetime import datetime

from onestop.storage.guards import Guard
from onestop.storage.tables import MessageRow

SINCE, TAKEN_OFF = "SINCE", ""


def suppress(identity: str, at: datetime) -> None:
    """Writes to an address no more."""
    MessageRow(suppression_key(identity), SINCE, body=at.isoformat()).save()


def take_off(identity: str) -> None:
    """Writes to an address again: somebody there has written to us."""
    MessageRow(suppression_key(identity), SINCE, body=TAKEN_OFF).save()


def taken_off(identity: str) -> Guard:
    """The same, with the case that they open and in its one call; it is written unread, for reading is a call too."""
    row = MessageRow(suppression_key(identity), SINCE, body=TAKEN_OFF)
    return Guard("taken_off", "put", lambda transaction: transaction.save(row))


def is_suppressed(identity: str) -> bool:
    """Whether letters to an address come back: one Query."""
    rows = MessageRow.query(suppression_key(identity), MessageRow.sk == SINCE, consistent_read=True)
    return any(row.body for row in rows)


def suppression_key(identity: str) -> str:
    return f"SUPPRESSED#{identity}"
