"""What must agree in a ledger: each check compares two counts that come from different records of the system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onestop.domain.cases.lifecycle import CloseReason, Status, TaskStatus
from onestop.storage.letters.notifications import Notification
from onestop_cli.ledger.check import LedgerCheck, those
from onestop_cli.ledger.counts import TOLD, Ledger, cases_with, events, messages_about
from onestop_cli.ledger.joint import check_followers, check_merges, check_transfers
from onestop_cli.ledger.once import check_once
from onestop_cli.ledger.records import CaseRecord, LedgerRecords
from onestop_cli.replay.run import Run

# what happened -> the letter that every resident gets about it, one of these, as functions/notifications owes it
LETTERS = {
    "case.opened": ("case-opened",),
    "case.resolved": ("case-resolved", "life-ended"),
    "survey.invited": ("survey-invited",),
    "case.merged": ("case-merged",),
}


def check_ledger(run: Run, records: LedgerRecords, ledger: Ledger, *, worked: bool) -> list[LedgerCheck]:
    """Make all comparisons; ``worked`` says that staff and residents were played, so that every case must be closed."""
    checks = [*check_door(run, records, ledger), *check_work(records, ledger), *check_letters(records, ledger)]
    checks += check_once(records)
    if worked:
        checks += check_end(run, records, ledger)
        checks += check_transfers(run, records, ledger)
        checks += check_merges(run, records, ledger)
        checks += check_followers(records, ledger)
    return checks


def check_door(run: Run, records: LedgerRecords, ledger: Ledger) -> Iterator[LedgerCheck]:
    """From the file to the case."""
    yield LedgerCheck(name="Rows", left="read", right="submitted", counts=(run.read, run.submitted))
    heard = ledger.accepted + sum(ledger.refused.values())
    yield LedgerCheck(name="Submissions", left="submitted", right="accepted or refused", counts=(run.submitted, heard))
    yield LedgerCheck(
        name="Doors", left="accepted", right="different references", counts=(ledger.accepted, len(run.accepted))
    )
    odd = (*records.lost, *records.strangers)
    yield LedgerCheck(
        name="Opening", left="accepted", right="opened", counts=(ledger.accepted, ledger.opened), cases=odd
    )
    yield LedgerCheck(
        name="Doubles", left="opened unasked", right="allowed", counts=(len(records.strangers), 0), cases=odd
    )
    decided = ledger.routed + ledger.triaged
    yield LedgerCheck(name="Routing", left="opened", right="routed or given to triage", counts=(ledger.opened, decided))


def check_work(records: LedgerRecords, ledger: Ledger) -> Iterator[LedgerCheck]:
    """From the case to its tasks: what the history says against what the tasks say."""
    statuses = Counter(task.status for case in records.cases for task in case.file.tasks)
    for what, counted, status in (
        ("opened", ledger.tasks_opened, tuple(TaskStatus)),
        ("completed", ledger.tasks_completed, (TaskStatus.DONE,)),
        ("declined", ledger.tasks_declined, (TaskStatus.DECLINED,)),
        ("cancelled", ledger.tasks_cancelled, (TaskStatus.CANCELLED,)),
    ):
        kept = sum(statuses[one] for one in status)
        yield LedgerCheck(name=f"Tasks {what}", left="in the history", right="among the tasks", counts=(counted, kept))
    for what, counted, states in (
        ("Resolved", ledger.resolved, (Status.RESOLVED, Status.CLOSED)),
        ("Closed", ledger.closed, (Status.CLOSED,)),
    ):
        merged = what == "Closed"  # what is merged is closed, but was never resolved
        kept = sum(
            case.file.case.status in states and (merged or case.file.case.because is not CloseReason.MERGED)
            for case in records.cases
        )
        yield LedgerCheck(name=what, left="in the history", right="by the case's status", counts=(counted, kept))


def is_told(note: Notification, letters: tuple[str, ...]) -> bool:
    """Returns whether one of the letters was sent, waits for the morning or for a digest, or was no longer needed."""
    return note.letter in letters and note.status in TOLD


def check_letters(records: LedgerRecords, ledger: Ledger) -> Iterator[LedgerCheck]:
    """From the event to the letter, and from the letter to what really left."""
    for event, letters in LETTERS.items():

        def owed_and_sent(case: CaseRecord, event: str = event, letters: tuple[str, ...] = letters) -> bool:
            return sum(is_told(note, letters) for note in case.notifications) == case.has(event)

        owed = cases_with(records.cases, event)
        sent = sum(is_told(note, letters) for case in records.cases for note in case.notifications)
        odd = those(records.cases, lambda case: not owed_and_sent(case))
        yield LedgerCheck(
            name=f"Letter {letters[0]}", left="owed", right="sent or held", counts=(owed, sent), cases=odd
        )
    about = messages_about(records)
    for channel in ("email", "sms"):
        sent = sum(count for name, count in ledger.notified.items() if name.endswith(f" by {channel}"))
        left = sum(message.kind == channel for message in about)
        yield LedgerCheck(name=f"Outbox, {channel}", left="sent", right="left", counts=(sent, left))
    noted = Counter(note.provider_id for case in records.all_cases for note in case.notifications)
    odd_mail = sum(noted[message.id] != 1 for message in about)
    yield LedgerCheck(
        name="Outbox", left="messages without just one notification", right="allowed", counts=(odd_mail, 0)
    )
    answers = sum(case.response is not None for case in records.cases)
    yield LedgerCheck(name="Answers", left="in the history", right="responses kept", counts=(ledger.answered, answers))


def check_end(run: Run, records: LedgerRecords, ledger: Ledger) -> Iterator[LedgerCheck]:
    """Every case came to its end."""
    counts = (ledger.tasks_opened, ledger.tasks_completed + ledger.tasks_declined + ledger.tasks_cancelled)
    yield LedgerCheck(name="Tasks", left="opened", right="completed, declined or cancelled", counts=counts)
    asked = len(run.done) + len(run.declined)
    by_staff = [task for case in records.all_cases for task in case.file.tasks if not task.child]
    ended = sum(task.status in (TaskStatus.DONE, TaskStatus.DECLINED) for task in by_staff)
    yield LedgerCheck(name="Staff", left="endings acknowledged", right="ended", counts=(asked, ended))
    open_ones = those(records.cases, lambda case: not (case.has("case.resolved") or case.has("case.merged")))
    counts = (ledger.opened, ledger.resolved + ledger.merged)
    yield LedgerCheck(name="Resolution", left="opened", right="resolved or merged", counts=counts, cases=open_ones)
    asking = sum(case.file.case.survey is not None and case.has("case.resolved") for case in records.cases)
    yield LedgerCheck(name="Surveys", left="resolved with a survey", right="surveyed", counts=(asking, ledger.surveyed))
    silent = those(records.cases, lambda case: case.has("survey.invited") and not case.has("survey.answered"))
    counts = (ledger.surveyed, ledger.answered)
    yield LedgerCheck(name="Residents", left="surveyed", right="answered", counts=counts, cases=silent)
    counts = (len(run.answered), events(records.cases, "survey.answered"))
    yield LedgerCheck(name="Residents", left="answers acknowledged", right="answers in the history", counts=counts)
    not_closed = those(records.cases, lambda case: not case.has("case.closed"))
    counts = (ledger.resolved + ledger.merged, ledger.closed)
    yield LedgerCheck(name="Closing", left="resolved or merged", right="closed", counts=counts, cases=not_closed)
    running = sum(runs.get("RUNNING", 0) for runs in (records.runs, records.task_runs))
    yield LedgerCheck(name="Workflows", left="still running", right="allowed", counts=(running, 0))
    given = sum(task.child is not None for case in records.all_cases for task in case.file.tasks)
    counts = (given, cases_with(records.linked, "case.closed"))
    odd = those(records.linked, lambda case: not case.has("case.closed"))
    yield LedgerCheck(
        name="Linked cases", left="tasks done by a case", right="such cases closed", counts=counts, cases=odd
    )
    counts = (cases_with(records.all_cases, "case.closed"), records.runs.get("SUCCEEDED", 0))
    yield LedgerCheck(name="Workflows", left="closed cases", right="workflows that succeeded", counts=counts)
