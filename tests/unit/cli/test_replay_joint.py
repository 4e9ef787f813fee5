"""The ledger knows merged cases and handed tasks, and finds where the records of them disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from notifications.owed.which_letters import FOLLOWERS, OF_LIFE
from notifications.owed.which_letters import LETTERS as OWED
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.lifecycle import CloseReason, Status, TaskStatus
from onestop.domain.letters.delivery import LetterState
from onestop.storage.letters.notifications import Notification
from onestop_cli.front.outbox import SentMessage
from onestop_cli.ledger.checks import LETTERS, check_ledger
from onestop_cli.ledger.counts import OUTCOME_FOR_FOLLOWERS, count_ledger
from onestop_cli.ledger.page import list_stages
from onestop_cli.ledger.records import CaseRecord, LedgerRecords
from onestop_cli.replay.families import Families
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run
from tests.unit.cli.test_replay_ledger import AT, FIRST, SECOND, case_record, event, messages

MERGED_LIFE = (
    "case.opened", "case.routed", "task.opened", "case.merged", "task.cancelled", "case.closed",
)  # fmt: skip


def letter(name: str, happened: str) -> Notification:
    return Notification(
        reference=SECOND,
        event=f"e-{name}",
        type=happened,
        letter=name,
        channel="email",
        language="en",
        status=LetterState.SENT,
        created_at=AT,
        sent_at=AT,
        provider_id=f"id-{name}",
    )


def parent() -> CaseRecord:
    """A case that was handed to another agency, and that another was merged into."""
    record = case_record(FIRST)
    task = replace(record.file.tasks[0], been_at=("streets",), agency="water")
    events = [*(each.type for each in record.events[:3]), "task.transferred", "case.joined"]
    events += [each.type for each in record.events[3:]]
    file = replace(record.file, case=replace(record.file.case, version=len(events)), tasks=(task,))
    return replace(record, file=file, events=life(FIRST, events))


def child() -> CaseRecord:
    """A case that was merged."""
    record = case_record(SECOND)
    task = replace(record.file.tasks[0], status=TaskStatus.CANCELLED)
    case = replace(record.file.case, version=len(MERGED_LIFE), because=CloseReason.MERGED, merged_into=FIRST)
    notes = (
        letter("case-opened", "case.opened"),
        letter("case-merged", "case.closed"),
        letter("joined-resolved", "case.resolved"),
    )
    file = replace(record.file, case=case, tasks=(task,))
    return replace(record, file=file, events=life(SECOND, MERGED_LIFE), notifications=notes, response=None)


def life(reference: str, kinds: list[str] | tuple[str, ...]) -> tuple[Recorded, ...]:
    return tuple(event(reference, number, kind) for number, kind in enumerate(kinds, start=1))


def joint(records: tuple[CaseRecord, ...] = ()) -> LedgerRecords:
    cases = records or (parent(), child())
    sent: list[SentMessage] = [message for case in cases for message in messages(case)]
    return LedgerRecords(cases=cases, sent=tuple(sent), runs={"SUCCEEDED": 2}, task_runs={})


def joint_run() -> Run:
    run = Run(id="0123abcd", source="export.csv", began_at=AT, read=2, submitted=2, families=Families({2: 1}))
    run.accept(RowNeed(row=1, id="1", description="A hole", channel="web", handed_to="Water"), FIRST)
    run.accept(RowNeed(row=2, id="2", description="A hole", channel="web", parent="1"), SECOND)
    run.done.add((FIRST, "01"))
    run.answered.add(FIRST)
    run.handed[FIRST, "01"] = "water"
    run.merged[SECOND] = FIRST
    run.settled.add(2)
    return run


def disagreements(run: Run, records: LedgerRecords) -> list[str]:
    return [
        check.sentence
        for check in check_ledger(run, records, count_ledger(run, records), worked=True)
        if not check.agrees
    ]


def test_handed_tasks_and_merged_cases_agree() -> None:
    assert disagreements(joint_run(), joint()) == []


def test_the_ledger_tells_them_apart_from_what_was_resolved() -> None:
    ledger = count_ledger(joint_run(), joint())
    assert (ledger.resolved, ledger.merged, ledger.closed, ledger.tasks_cancelled) == (1, 1, 2, 1)
    lines = dict(list_stages(ledger))
    assert (lines["Transfers planned"], lines["Merges planned"]) == (1, 1)
    assert lines["  residents told how the other case ended"] == 1


def test_a_ledger_without_them_has_no_lines_for_them() -> None:
    run = replace(joint_run(), families=Families())
    run.accepted = {FIRST: RowNeed(row=1, id="1", description="A hole", channel="web")}
    lines = dict(list_stages(count_ledger(run, joint((case_record(FIRST),)))))
    assert not any("Transfer" in name or "Merge" in name for name in lines)


def without(record: CaseRecord, kind: str) -> CaseRecord:
    return replace(record, events=tuple(each for each in record.events if each.type != kind))


ODD: dict[str, tuple[Callable[[CaseRecord, CaseRecord], tuple[CaseRecord, ...]], str]] = {
    "a transfer left no trace in the history": (
        lambda one, two: (without(one, "task.transferred"), two),
        "Transfers: acknowledged 1, but in the history 0",
    ),
    "a task never went anywhere": (
        lambda one, two: (replace(one, file=replace(one.file, tasks=(replace(one.file.tasks[0], been_at=()),))), two),
        "Transfers: in the history 1, but tasks that have been elsewhere 0",
    ),
    "a task ended with another agency than it was handed to": (
        lambda one, two: (replace(one, file=replace(one.file, tasks=(replace(one.file.tasks[0], agency="x"),))), two),
        "Transfers: made 1, but ended where they went 0",
    ),
    "the other case does not know that one joined it": (
        lambda one, two: (without(one, "case.joined"), two),
        "Merges: merged into another 1, but joined by another 0",
    ),
    "a case went into the wrong one": (
        lambda one, two: (
            one,
            replace(two, file=replace(two.file, case=replace(two.file.case, merged_into="CCCC-CCCC-CCCC-C"))),
        ),
        "Merges: in the history 1, but in the right case 0",
    ),
    "a merged case was never closed": (
        lambda one, two: (
            one,
            replace(
                without(two, "case.closed"),
                file=replace(two.file, case=replace(two.file.case, status=Status.IN_PROGRESS)),
            ),
        ),
        "Closing: resolved or merged 2, but closed 1",
    ),
    "nobody told the resident of the merged case how it ended": (
        lambda one, two: (one, replace(two, notifications=two.notifications[:2])),
        "Followers: merged 1, but told of the outcome 0",
    ),
    "nobody told them that it was merged": (
        lambda one, two: (one, replace(two, notifications=two.notifications[::2])),
        "Letter case-merged: owed 1, but sent or held 0",
    ),
}


@pytest.mark.parametrize("what", ODD)
def test_the_ledger_finds_that(what: str) -> None:
    spoil, sentence = ODD[what]
    found = disagreements(joint_run(), joint(spoil(parent(), child())))
    assert any(sentence in said for said in found), found


def test_a_merge_that_was_not_possible_is_no_disagreement_but_one_forgotten_is() -> None:
    run = joint_run()
    run.families = Families({2: 1, 4: 3})
    assert "Merges: planned 2, but acknowledged or not possible 1." in disagreements(run, joint())
    run.unmergeable["the parent is no case"] += 1
    assert disagreements(run, joint()) == []


def test_the_letters_that_the_ledger_expects_are_those_that_are_owed() -> None:
    owed = {letter.code for letter in (*OWED.values(), *OF_LIFE.values())}
    assert {letter for letters in LETTERS.values() for letter in letters} <= owed
    assert FOLLOWERS["case.resolved"].code == OUTCOME_FOR_FOLLOWERS
