"""Exactly once: nothing happened twice to a case, nothing is missing from its history, and no workflow died."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from onestop_cli.ledger.check import LedgerCheck, those
from onestop_cli.ledger.records import ENDED_BADLY, CaseRecord, LedgerRecords

ONCE = ("case.opened", "case.resolved", "survey.invited", "survey.answered", "case.closed")


def check_once(records: LedgerRecords) -> Iterator[LedgerCheck]:
    """Nothing happened twice, nothing is missing from a history, and no workflow died."""
    nothing_odd: tuple[tuple[str, Callable[[CaseRecord], bool]], ...] = (
        ("events that happened twice", lambda case: any(case.count(event) > 1 for event in ONCE)),
        ("histories with a gap", has_gap),
        ("snapshots that are not their history's last", lambda case: case.file.case.version != len(case.events)),
        ("letters noted twice", lambda case: has_double(note.letter for note in case.notifications)),
        ("tasks ended twice", lambda case: has_double(ended_tasks(case))),
    )
    for what, is_odd in nothing_odd:
        odd = those(records.cases, is_odd)
        yield LedgerCheck(name="Once", left=what, right="allowed", counts=(len(odd), 0), cases=odd)
    dead = sum(runs.get(status, 0) for runs in (records.runs, records.task_runs) for status in ENDED_BADLY)
    yield LedgerCheck(name="Workflows", left="ended badly", right="allowed", counts=(dead, 0))


def has_gap(case: CaseRecord) -> bool:
    """Returns whether the sequence of its events is not 1, 2, 3..."""
    return [event.sequence for event in case.events] != list(range(1, len(case.events) + 1))


def has_double(names: Iterable[str]) -> bool:
    return any(count > 1 for count in Counter(names).values())


def ended_tasks(case: CaseRecord) -> list[str]:
    return [event.data["task"] for event in case.events if event.type in ("task.completed", "task.declined")]
