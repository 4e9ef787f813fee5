"""The ledger of a replay: how many came to each stage, counted from the system's own records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onestop.domain.letters.delivery import WITH_PROVIDER, LetterState
from onestop_cli.front.outbox import SentMessage
from onestop_cli.ledger.records import CaseRecord, LedgerRecords
from onestop_cli.replay.run import Run

TOLD = (*sorted(WITH_PROVIDER), LetterState.HELD, LetterState.OVERTAKEN)  # states in which a reader was not forgotten
DECIDED = ("case.routed", "case.triaged")
OUTCOME_FOR_FOLLOWERS = "joined-resolved"  # the letter to those whose case was merged with one that is resolved


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The figures. ``routed`` and ``triaged`` say what came first: a service, or that a person looks at the case."""

    read: int
    submitted: int
    accepted: int
    refused: dict[str, int]
    unanswered: int
    opened: int
    routed: int
    triaged: int
    tasks_opened: int
    tasks_completed: int
    tasks_declined: int
    tasks_cancelled: int
    transfers_planned: int
    transfers_evaded: int
    transferred: int
    merges_planned: int
    unmergeable: dict[str, int]
    merged: int
    followers_told: int
    resolved: int
    linked: int
    notified: dict[str, int]
    left: dict[str, int]
    surveyed: int
    answered: int
    closed: int


def count_ledger(run: Run, records: LedgerRecords) -> Ledger:
    """Count each stage: the first lines from what was asked at the door, all that follow from the system's records."""
    cases = records.cases
    first = Counter(first_decision(case) for case in cases)
    return Ledger(
        read=run.read,
        submitted=run.submitted,
        accepted=run.acknowledged,
        refused=dict(run.refused.most_common()),
        unanswered=run.unanswered,
        opened=cases_with(cases, "case.opened") + len(records.strangers),
        routed=first["case.routed"],
        triaged=first["case.triaged"],
        tasks_opened=events(cases, "task.opened"),
        tasks_completed=events(cases, "task.completed"),
        tasks_declined=events(cases, "task.declined"),
        tasks_cancelled=events(cases, "task.cancelled"),
        transfers_planned=sum(need.handed_to is not None for need in run.accepted.values()),
        transfers_evaded=len(run.evaded),
        transferred=events(records.all_cases, "task.transferred"),
        merges_planned=len(run.families.parents),
        unmergeable=dict(run.unmergeable.most_common()),
        merged=cases_with(cases, "case.merged"),
        followers_told=count_letters(cases, OUTCOME_FOR_FOLLOWERS),
        resolved=cases_with(cases, "case.resolved"),
        linked=len(records.linked),
        notified=count_notified(records.all_cases),
        left=dict(sorted(Counter(message.kind for message in messages_about(records)).items())),
        surveyed=cases_with(cases, "survey.invited"),
        answered=cases_with(cases, "survey.answered"),
        closed=cases_with(cases, "case.closed"),
    )


def first_decision(case: CaseRecord) -> str | None:
    return next((event.type for event in case.events if event.type in DECIDED), None)


def cases_with(cases: Iterable[CaseRecord], event: str) -> int:
    """To how many cases something happened."""
    return sum(case.has(event) for case in cases)


def events(cases: Iterable[CaseRecord], event: str) -> int:
    """Counts how often something happened, over all cases."""
    return sum(case.count(event) for case in cases)


def count_notified(cases: Iterable[CaseRecord]) -> dict[str, int]:
    """How many notifications were sent, by letter and channel."""
    sent = (note for case in cases for note in case.notifications if note.status in WITH_PROVIDER)
    return dict(sorted(Counter(f"{note.letter} by {note.channel}" for note in sent).items()))


def count_letters(cases: Iterable[CaseRecord], letter: str) -> int:
    """Counts how often a letter was sent, waits to be sent, or was overtaken by its answer, on any channel."""
    notes = (note for case in cases for note in case.notifications)
    return sum(note.letter == letter and note.status in TOLD for note in notes)


def messages_about(records: LedgerRecords) -> list[SentMessage]:
    """The messages that left and are about these cases: each of our letters names its case's reference."""
    ours = {note.provider_id for case in records.all_cases for note in case.notifications if note.provider_id}
    references = {case.reference for case in records.all_cases}
    return [message for message in records.sent if message.id in ours or references & set(words_of(message))]


def words_of(message: SentMessage) -> list[str]:
    """The words of a message that may be a reference (13 characters in four groups)."""
    text = f"{message.subject} {message.body}"
    for mark in "()/?：，。、,.:;\n":
        text = text.replace(mark, " ")
    return text.split()
