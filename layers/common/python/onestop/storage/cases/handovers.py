"""The cases that other governments are to take, or have and have not closed: one list, walked every few minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from onestop.storage.tables import CaseRow

LIST = "HANDOVERS"
FORGOTTEN = timedelta(days=365)  # a case of which nobody tells us any more
CROSSED_OFF = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A case on the list: to whom, the task that waits for them, and what the service is called there."""

    reference: str
    to: str
    task: str
    as_service: str


def handover_row(handover: Handover, at: datetime) -> CaseRow:
    """A case on the list."""
    body = msgspec.json.encode(handover).decode()
    until = int((at + FORGOTTEN).timestamp())
    return CaseRow(LIST, handover.reference, kind="handover", body=body, expires_at=until)


def crossed_off(reference: str, at: datetime) -> CaseRow:
    """A case that is on the list no more: its row says so until it is forgotten."""
    return CaseRow(LIST, reference, kind="handover", body="-", expires_at=int((at + CROSSED_OFF).timestamp()))


def all_listed() -> Iterator[Handover]:
    """Each case on the list."""
    for row in CaseRow.query(LIST, consistent_read=True):
        if row.body and row.body != "-":
            yield msgspec.json.decode(row.body, type=Handover)
