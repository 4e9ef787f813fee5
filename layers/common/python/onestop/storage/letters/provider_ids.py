"""Which letters a provider's id stands for, so that its receipt finds them: one letter, or all letters of a digest.

Rows of the Messages table, PROVIDER#<id>, forgotten when no receipt can come any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from onestop.storage.tables import MessageRow

FORGOTTEN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAs:
    """A letter that left under a provider's id, by its case and its name there, with the keyed hash of the address that
    it went to."""

    reference: str
    letter: str
    identity: str


def sent_as_row(provider_id: str, reference: str, letter: str, identity: str, at: datetime) -> MessageRow:
    sent = SentAs(reference=reference, letter=letter, identity=identity)
    row = MessageRow(f"PROVIDER#{provider_id}", f"{reference}#{letter}", body=msgspec.json.encode(sent).decode())
    row.expires_at = int((at + FORGOTTEN).timestamp())
    return row


def letters_sent_as(provider_id: str) -> list[SentAs]:
    """Returns the letters that a provider's id stands for: one Query."""
    rows = MessageRow.query(f"PROVIDER#{provider_id}", consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=SentAs) for row in rows]
