"""The cases that other governments are asked to take, or have taken and not closed: one list, walked every few
minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from onestop.storage.tables import CaseRow

LIST = "HANDOVERS"
FORGOTTEN = timedelta(days=365)  # for a case that the other government never reports on again
CROSSED_OFF = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A case on the list: who takes it, the task that waits for them, and what the service is called there."""

    reference: str
    to: str
    task: str
    as_service: str


def handover_row(handover: Handover, at: datetime) -> CaseRow:
    """Returns the row of a case on the list."""
    body = msgspec.json.encode(handover).decode()
    until = int((at + FORGOTTEN).timestamp())
    return CaseRow(LIST, handover.reference, kind="handover", body=body, expires_at=until)


def crossed_off(reference: str, at: datetime) -> CaseRow:
    """Returns the row of a case that left the list: the row says so until it is forgotten."""
    return CaseRow(LIST, reference, kind="handover", body="-", expires_at=int((at + CROSSED_OFF).timestamp()))


def all_listed() -> Iterator[Handover]:
    """Yields each case on the list."""
    for row in CaseRow.query(LIST, consistent_read=True):
        if row.body and row.body != "-":
            yield msgspec.json.decode(row.body, type=Handover)
