"""What must agree about what changed hands: tasks that went to another agency, and cases that were merged."""

from __future__ import annotations

from collections.abc import Iterator

from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import TaskStatus
from onestop_cli.ledger.check import LedgerCheck, those
from onestop_cli.ledger.counts import OUTCOME_FOR_FOLLOWERS, Ledger, cases_with, events
from onestop_cli.ledger.records import CaseRecord, LedgerRecords
from onestop_cli.replay.run import Run


def check_transfers(run: Run, records: LedgerRecords, ledger: Ledger) -> Iterator[LedgerCheck]:
    """Every row that was handed on is a task that was, and it ended with the agency that got it."""
    counts = (ledger.transfers_planned, len(run.handed))
    yield LedgerCheck(name="Transfers", left="planned", right="acknowledged", counts=counts)
    yield LedgerCheck(
        name="Transfers", left="acknowledged", right="in the history", counts=(len(run.handed), ledger.transferred)
    )
    handed = [task for case in records.all_cases for task in case.file.tasks if task.been_at]
    counts = (ledger.transferred, len(handed))
    yield LedgerCheck(name="Transfers", left="in the history", right="tasks that have been elsewhere", counts=counts)
    arrived = sum(run.handed.get((task.reference, task.id)) == task.agency and is_over(task) for task in handed)
    odd = tuple(task.reference for task in handed if not is_over(task))
    yield LedgerCheck(
        name="Transfers", left="made", right="ended where they went", counts=(len(handed), arrived), cases=odd
    )


def is_over(task: Task) -> bool:
    """Returns whether a task was done, or its case was merged so that nobody has to do it."""
    return task.status in (TaskStatus.DONE, TaskStatus.CANCELLED)


def check_merges(run: Run, records: LedgerRecords, ledger: Ledger) -> Iterator[LedgerCheck]:
    """Every row that repeats another is a case that was merged into that one, and its resident hears how that ended."""
    tried = len(run.merged) + sum(ledger.unmergeable.values())
    counts = (ledger.merges_planned, tried)
    yield LedgerCheck(name="Merges", left="planned", right="acknowledged or not possible", counts=counts)
    counts = (len(run.merged), ledger.merged)
    yield LedgerCheck(name="Merges", left="acknowledged", right="in the history", counts=counts)
    joined = events(records.cases, "case.joined")
    yield LedgerCheck(
        name="Merges", left="merged into another", right="joined by another", counts=(ledger.merged, joined)
    )
    odd = those(records.cases, lambda case: case.has("case.merged") != has_moved(run, case))
    moved = sum(has_moved(run, case) for case in records.cases)
    yield LedgerCheck(
        name="Merges", left="in the history", right="in the right case", counts=(ledger.merged, moved), cases=odd
    )


def has_moved(run: Run, case: CaseRecord) -> bool:
    """Returns whether a case was merged into the right one."""
    into = case.file.case.merged_into
    return into is not None and into == run.merged.get(case.reference)


def check_followers(records: LedgerRecords, ledger: Ledger) -> Iterator[LedgerCheck]:
    """Checks that residents whose case was merged hear once how the other case ended."""

    def was_told(case: CaseRecord) -> bool:
        return sum(note.letter == OUTCOME_FOR_FOLLOWERS for note in case.notifications) == case.has("case.merged")

    owed = cases_with(records.cases, "case.merged")
    odd = those(records.cases, lambda case: not was_told(case))
    yield LedgerCheck(
        name="Followers", left="merged", right="told of the outcome", counts=(owed, ledger.followers_told), cases=odd
    )
