"""One replay while it runs: what was asked of the suite and what it answered, for the bars and the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onestop_cli.replay.families import Families
from onestop_cli.replay.rows import RowNeed


@dataclass
class Run:
    """What this run has done so far. ``id`` distinguishes its cases and keys from those of other runs of the same file.

    ``accepted`` are the needs by the reference that each was given, ``opened`` the references by row; ``refused``
    counts by reason. A row given up after many tries is ``unanswered``. ``done``, ``declined`` and ``answered``: what
    staff and residents were told is kept.
    ``agencies`` are ours by the export's name for a department; if it names none, some tasks are declined.
    ``handed`` says to which agency each transferred task went; ``evaded`` are those that went to the next agency,
    because the right one had them already. ``linked`` are the cases that do a task of one of ours, by their reference:
    the case of whose row they are. ``merged`` says into which case each went; ``settled`` are the rows with a
    parent that were merged or, by the reason in ``unmergeable``, never will be. ``busy`` are the cases that somebody
    is transferring or merging at this moment.
    ``statuses`` are those of the cases not closed yet, among the ``looked_at`` first accepted. ``troubles`` are answers
    that the players should not have got, by what they say; ``traffic`` counts "calls" and "repeats".
    """

    id: str
    source: str
    began_at: datetime
    read: int = 0
    submitted: int = 0
    accepted: dict[str, RowNeed] = field(default_factory=dict)
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
    agencies: Mapping[str, str] = field(default_factory=dict)
    declines: bool = True
    families: Families = field(default_factory=Families)
    opened: dict[int, str] = field(default_factory=dict)
    handed: dict[tuple[str, str], str] = field(default_factory=dict)
    evaded: set[tuple[str, str]] = field(default_factory=set)
    linked: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    unmergeable: Counter[str] = field(default_factory=Counter)
    settled: set[int] = field(default_factory=set)
    busy: set[str] = field(default_factory=set)

    def accept(self, need: RowNeed, reference: str) -> None:
        """Note the reference that a row was given."""
        self.acknowledged += 1
        self.accepted[reference] = need
        self.opened[need.row] = reference

    def case_of_row(self, reference: str) -> str | None:
        """The case that a row was given, of a case that is it or does one of its tasks; None for cases of others."""
        found = self.linked.get(reference, reference)
        return found if found in self.accepted else None

    def give_up(self, row: int, why: str) -> None:
        """Note that a row is no case; if it had a parent, there is nothing to merge."""
        given_up = dict.fromkeys(self.families.children(row), "the parent is no case")
        if row in self.families.parents:
            given_up[row] = why
        for child in given_up.keys() - self.settled:
            self.settled.add(child)
            self.unmergeable[given_up[child]] += 1

    def tag(self, row: int) -> str:
        """Return the mark of this run's cases: it is part of the invented resident's name."""
        return f"{self.id}-{row:06d}"

    def key(self, need: RowNeed) -> str:
        """The Idempotency-Key of a row: however often the row is sent in this run, it is one case."""
        identity = need.id if need.id.isascii() and need.id.isprintable() and len(need.id) < 100 else ""
        return f"replay:{self.id}:{need.row:06d}:{identity}"

    def progress(self) -> tuple[object, ...]:
        """Changes whenever anything moves."""
        ended = (len(self.done), len(self.declined), len(self.answered))
        return (self.submitted, *ended, len(self.handed), len(self.settled), *sorted(self.statuses.items()))
