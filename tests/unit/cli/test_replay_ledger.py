"""The ledger finds every way in which the system's records may disagree; it never takes a replay's word for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Case, CaseFile, Request, Task
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.letters.delivery import LetterState
from onestop.storage.letters.notifications import Notification
from onestop.storage.surveys.responses import Response
from onestop_cli.front.outbox import SentMessage
from onestop_cli.ledger.checks import check_ledger
from onestop_cli.ledger.counts import count_ledger
from onestop_cli.ledger.records import CaseRecord, LedgerRecords
from onestop_cli.ledger.times import measure_speed
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LIFE = (
    "case.opened",
    "case.routed",
    "task.opened",
    "task.completed",
    "case.resolved",
    "survey.invited",
    "survey.answered",
    "case.closed",
)
LETTERS = {"case-opened": "case.opened", "case-resolved": "case.resolved", "survey-invited": "survey.invited"}
FIRST, SECOND = "AAAA-AAAA-AAAA-A", "BBBB-BBBB-BBBB-B"


def event(reference: str, sequence: int, kind: str) -> Recorded:
    at = AT + timedelta(seconds=sequence)
    data = {"task": "01"} if kind.startswith("task.") else {}
    return Recorded(
        reference=reference,
        sequence=sequence,
        type=kind,
        at=at,
        by="system",
        channel="web",
        priority="normal",
        data=data,
    )


def notification(reference: str, letter: str, channel: str = "email") -> Notification:
    return Notification(
        reference=reference,
        event=f"{reference}.{letter}",
        type=LETTERS[letter],
        letter=letter,
        channel=channel,
        language="en",
        status=LetterState.SENT,
        created_at=AT,
        sent_at=AT,
        provider_id=f"id-{reference}-{letter}",
    )


def case_record(reference: str, channel: str = "email") -> CaseRecord:
    case = Case(
        reference=reference,
        version=len(LIFE),
        status=Status.CLOSED,
        channel="web",
        language="en",
        priority="normal",
        opened_at=AT,
        updated_at=AT,
        catalogue="1",
        survey="standard",
    )
    task = Task(
        id="01", reference=reference, stage=1, code="do", agency="x", status=TaskStatus.DONE, opened_at=AT, due_at=AT
    )
    return CaseRecord(
        file=CaseFile(case=case, request=Request(description="A hole"), tasks=(task,)),
        events=tuple(event(reference, number, kind) for number, kind in enumerate(LIFE, start=1)),
        notifications=tuple(notification(reference, letter, channel) for letter in LETTERS),
        response=Response(reference=reference, survey="standard", language="en", answered_at=AT, scores=()),
    )


def messages(case: CaseRecord) -> list[SentMessage]:
    return [
        SentMessage(
            note.provider_id or "", note.channel, "a@resident.example", "", f"About {case.reference}: thanks.", 0
        )
        for note in case.notifications
    ]


def whole() -> LedgerRecords:
    cases = (case_record(FIRST), case_record(SECOND, "sms"))
    sent = tuple(message for case in cases for message in messages(case))
    return LedgerRecords(cases=cases, sent=sent, runs={"SUCCEEDED": 2}, task_runs={})


def whole_run() -> Run:
    run = Run(id="0123abcd", source="export.csv", began_at=AT, read=3, submitted=3, acknowledged=2)
    for row, reference in enumerate((FIRST, SECOND), start=1):
        run.accepted[reference] = RowNeed(row=row, id=str(row), description="A hole", channel="web")
        run.done.add((reference, "01"))
        run.answered.add(reference)
    run.refused["400 description: there is neither a service nor a description"] += 1
    return run


def disagreements(run: Run, records: LedgerRecords, *, worked: bool = True) -> list[str]:
    checks = check_ledger(run, records, count_ledger(run, records), worked=worked)
    return [check.sentence for check in checks if not check.agrees]


def first_case(records: LedgerRecords, **changes: object) -> LedgerRecords:
    first, *others = records.cases
    return replace(records, cases=(replace(first, **changes), *others))  # type: ignore[arg-type]


def without(records: LedgerRecords, kind: str) -> LedgerRecords:
    return first_case(records, events=tuple(event for event in records.cases[0].events if event.type != kind))


def with_status(records: LedgerRecords, status: Status) -> LedgerRecords:
    file = records.cases[0].file
    return first_case(records, file=replace(file, case=replace(file.case, status=status)))


def with_task(records: LedgerRecords, status: TaskStatus) -> LedgerRecords:
    file = records.cases[0].file
    return first_case(records, file=replace(file, tasks=(replace(file.tasks[0], status=status),)))


def with_part(records: LedgerRecords, missing: str = "") -> LedgerRecords:
    """The same, but a case of its own does the task of the first one."""
    first, part = records.cases[0], case_record("CCCC-CCCC-CCCC-C")
    events = tuple(event for event in part.events if event.type != missing)
    task = replace(first.file.tasks[0], child=part.reference)
    linked = (replace(part, events=events, notifications=(), response=None),)
    return first_case(replace(records, linked=linked), file=replace(first.file, tasks=(task,)))


def with_notes(records: LedgerRecords, *notes: Notification) -> LedgerRecords:
    return first_case(records, notifications=notes)


def test_records_that_agree_are_found_to_agree() -> None:
    assert disagreements(whole_run(), whole()) == []


def test_the_ledger_counts_each_stage_from_the_records() -> None:
    ledger = count_ledger(whole_run(), whole())
    assert (ledger.read, ledger.submitted, ledger.accepted, sum(ledger.refused.values())) == (3, 3, 2, 1)
    assert (ledger.opened, ledger.routed, ledger.triaged, ledger.resolved, ledger.closed) == (2, 2, 0, 2, 2)
    assert (ledger.tasks_opened, ledger.tasks_completed, ledger.tasks_declined) == (2, 2, 0)
    assert ledger.notified == {f"{letter} by {channel}": 1 for letter in LETTERS for channel in ("email", "sms")}
    assert ledger.left == {"email": 3, "sms": 3}
    assert (ledger.surveyed, ledger.answered) == (2, 2)


NOTES = case_record(FIRST).notifications
ODD: dict[str, tuple[Callable[[LedgerRecords], LedgerRecords], str]] = {
    "a reference was given out but there is no case": (
        lambda told: replace(told, cases=told.cases[1:], lost=(FIRST,)),
        "Opening: accepted 2, but opened 1",
    ),
    "a row was opened twice": (lambda told: replace(told, strangers=("CCCC",)), "Doubles: opened unasked 1"),
    "a case was never routed": (lambda told: without(told, "case.routed"), "Routing: opened 2, but routed"),
    "a task was opened but is not kept": (
        lambda told: first_case(told, file=replace(told.cases[0].file, tasks=())),
        "Tasks opened: in the history 2, but among the tasks 1",
    ),
    "a task is done but its history does not say so": (
        lambda told: without(told, "task.completed"),
        "Tasks completed: in the history 1, but among the tasks 2",
    ),
    "a task is declined but its history says it was done": (
        lambda told: with_task(told, TaskStatus.DECLINED),
        "Tasks declined: in the history 0, but among the tasks 1",
    ),
    "a task was never ended": (
        lambda told: with_task(without(told, "task.completed"), TaskStatus.OPEN),
        "Tasks: opened 2, but completed, declined or cancelled 1",
    ),
    "a case was never resolved": (
        lambda told: without(told, "case.resolved"),
        "Resolution: opened 2, but resolved or merged 1",
    ),
    "a case is closed by its history only": (
        lambda told: with_status(told, Status.RESOLVED),
        "Closed: in the history 2, but by the case's status 1",
    ),
    "a case that does a task was never closed": (
        lambda told: with_part(told, "case.closed"),
        "Linked cases: tasks done by a case 1, but such cases closed 0. Look at CCCC-CCCC-CCCC-C.",
    ),
    "a case that does a task is lost": (
        lambda told: replace(with_part(told), linked=()),
        "Linked cases: tasks done by a case 1, but such cases closed 0",
    ),
    "a case was never closed": (
        lambda told: without(told, "case.closed"),
        "Closing: resolved or merged 2, but closed 1",
    ),
    "a letter was not sent": (
        lambda told: with_notes(told, *NOTES[1:]),
        "Letter case-opened: owed 2, but sent or held 1. Look at AAAA-AAAA-AAAA-A.",
    ),
    "a letter was claimed but never left": (
        lambda told: with_notes(told, replace(NOTES[0], status=LetterState.CREATED), *NOTES[1:]),
        "Letter case-opened: owed 2, but sent or held 1",
    ),
    "a letter was noted twice": (
        lambda told: with_notes(told, *NOTES, replace(NOTES[0], provider_id="id-other")),
        "Once: letters noted twice 1",
    ),
    "a letter left twice": (
        lambda told: replace(told, sent=(*told.sent, replace(told.sent[0], id="id-again"))),
        "Outbox: messages without just one notification 1",
    ),
    "a letter is noted as sent but never left": (
        lambda told: replace(told, sent=told.sent[1:]),
        "Outbox, email: sent 3, but left 2",
    ),
    "an SMS is noted as sent but never left": (
        lambda told: replace(told, sent=told.sent[:-1]),
        "Outbox, sms: sent 3, but left 2",
    ),
    "a resident was never asked": (lambda told: without(told, "survey.invited"), "Surveys: resolved with a survey 2"),
    "a resident never answered": (lambda told: without(told, "survey.answered"), "Residents: surveyed 2, but answered"),
    "an answer was lost": (
        lambda told: first_case(told, response=None),
        "Answers: in the history 2, but responses kept",
    ),
    "a case was resolved twice": (
        lambda told: first_case(told, events=(*told.cases[0].events, event(FIRST, 9, "case.resolved"))),
        "Once: events that happened twice 1, but allowed 0",
    ),
    "a task was ended twice": (
        lambda told: first_case(told, events=(*told.cases[0].events, event(FIRST, 9, "task.completed"))),
        "Once: tasks ended twice 1",
    ),
    "a history has a gap": (lambda told: without(told, "task.opened"), "Once: histories with a gap 1"),
    "a snapshot is older than its history": (
        lambda told: first_case(told, events=(*told.cases[0].events, event(FIRST, 9, "workflow.restarted"))),
        "Once: snapshots that are not their history's last 1",
    ),
    "a workflow died": (lambda told: replace(told, runs={"SUCCEEDED": 2, "FAILED": 1}), "Workflows: ended badly 1"),
    "a task's workflow timed out": (lambda told: replace(told, task_runs={"TIMED_OUT": 1}), "Workflows: ended badly 1"),
    "a workflow still runs": (lambda told: replace(told, task_runs={"RUNNING": 1}), "Workflows: still running 1"),
    "a workflow is missing": (
        lambda told: replace(told, runs={"SUCCEEDED": 1}),
        "Workflows: closed cases 2, but workflows that succeeded 1",
    ),
}


@pytest.mark.parametrize("what", ODD)
def test_the_ledger_finds_that(what: str) -> None:
    spoil, sentence = ODD[what]
    found = disagreements(whole_run(), spoil(whole()))
    assert any(sentence in said for said in found), found


def test_whether_a_task_is_done_by_staff_or_by_a_case_of_its_own_the_records_agree() -> None:
    told = with_part(whole())
    run = whole_run()
    run.done = {("CCCC-CCCC-CCCC-C", "01") if name[0] == FIRST else name for name in run.done}
    assert disagreements(run, replace(told, runs={"SUCCEEDED": 3})) == []


def test_a_row_that_got_no_answer_is_missing_from_the_submissions() -> None:
    run = whole_run()
    run.read = run.submitted = 4
    run.unanswered = 1
    assert disagreements(run, whole()) == ["Submissions: submitted 4, but accepted or refused 3."]


def test_a_row_that_was_read_but_not_submitted_is_found() -> None:
    run = whole_run()
    run.read = 4
    assert disagreements(run, whole()) == ["Rows: read 4, but submitted 3."]


def test_one_reference_for_two_rows_is_found() -> None:
    run = whole_run()
    run.acknowledged, run.submitted, run.read = 3, 4, 4
    assert "Doors: accepted 3, but different references 2." in disagreements(run, whole())


def test_an_ending_that_staff_were_told_of_but_that_did_not_happen_is_found() -> None:
    run = whole_run()
    run.done.add((FIRST, "02"))
    assert disagreements(run, whole()) == ["Staff: endings acknowledged 3, but ended 2."]


def test_without_the_players_an_open_case_is_no_disagreement() -> None:
    told = with_task(with_status(whole(), Status.IN_PROGRESS), TaskStatus.OPEN)
    told = first_case(
        told,
        file=replace(told.cases[0].file, case=replace(told.cases[0].file.case, version=3)),
        events=told.cases[0].events[:3],
        notifications=NOTES[:1],
        response=None,
    )
    told = replace(told, sent=(told.sent[0], *told.sent[3:]), task_runs={"RUNNING": 1})
    assert disagreements(whole_run(), told, worked=False) == []
    assert disagreements(whole_run(), told) != []


def test_mail_about_other_cases_is_not_counted() -> None:
    other = SentMessage("id-other", "email", "b@resident.example", "", "About CCCC-CCCC-CCCC-C: thanks.", 0)
    told = whole()
    assert disagreements(whole_run(), replace(told, sent=(*told.sent, other))) == []


def test_times_are_measured_from_the_history() -> None:
    run = whole_run()
    run.traffic["calls"] = 40
    measured = measure_speed(run, whole(), AT + timedelta(seconds=10))
    assert measured["calls_per_second"] == 4.0
    assert measured["seconds_to_routed"] == {"median": 2.0, "p95": 2.0, "most": 2.0}
