"""Reads all events of the Cases table from beginning to end: for the lake, never for a page.

A scan reads every row, so it is for a nightly run; a large installation reads several segments in parallel.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.storage.tables import CaseRow

EVENT, CASE = "event", "case"


class Snapshot(msgspec.Struct, frozen=True):
    """What the lake knows of a case besides its events: how many there must be, and the language of its resident."""

    reference: str
    version: int
    language: str | None = None


def read_everything(segment: int = 0, of: int = 1) -> Iterator[Recorded | Snapshot]:
    """Yields events and snapshots in no order; those of one case are in one segment."""
    asked = CaseRow.kind.is_in(EVENT, CASE)
    for row in CaseRow.scan(filter_condition=asked, segment=segment, total_segments=of, consistent_read=True):
        body = row.body or "{}"
        yield (
            msgspec.json.decode(body, type=Recorded) if row.kind == EVENT else msgspec.json.decode(body, type=Snapshot)
        )
