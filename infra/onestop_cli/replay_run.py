"""One replay while it runs: what was asked of the suite and what it answered, for the bars and the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from onestop_cli.replay_rows import Need


@dataclass
class Run:
    """What this run has done so far. ``id`` tells its cases and keys from those of other runs of the same file.

    ``accepted`` are the needs by the reference that each was given; ``refused`` counts by reason. A row given up after
    many tries is ``unanswered``. ``done``, ``declined`` and ``answered``: what staff and residents were told is kept.
    ``statuses`` are those of the cases not closed yet, among the ``looked_at`` first accepted. ``troubles`` are answers
    that the players should not have got, by what they say; ``traffic`` counts "calls" and "repeats".
    """

    id: str
    source: str
    began_at: datetime
    read: int = 0
    submitted: int = 0
    accepted: dict[str, Need] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    acknowledged: int = 0
    done: set[tuple[str, str]] = field(default_factory=set)
    declined: set[tuple[str, str]] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    troubles: Counter[str] = field(default_factory=Counter)
    traffic: Counter[str] = field(default_factory=Counter)
    looked_at: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    all_submitted: bool = False

    def tag(self, row: int) -> str:
        """What marks the case of a row as this run's: it stands in the name of the invented resident."""
        return f"{self.id}-{row:06d}"

    def key(self, need: Need) -> str:
        """The Idempotency-Key of a row: however often the row is sent in this run, it is one case."""
        identity = need.id if need.id.isascii() and need.id.isprintable() and len(need.id) < 100 else ""
        return f"replay:{self.id}:{need.row}:{identity}"

    def progress(self) -> tuple[object, ...]:
        """Changes whenever anything moves."""
        counted = (self.submitted, len(self.done), len(self.declined), len(self.answered))
        return (*counted, *sorted(self.statuses.items()))
