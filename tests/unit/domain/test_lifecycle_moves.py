"""Every act from every status: what is allowed is in the tables here, all else is refused; together the acts make every
move of the lifecycle's tables, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from onestop.domain.cases import case_end, conversation, priority_and_triage, progress
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Contact
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import MOVES, TASK_MOVES, Status, TaskStatus
from onestop.domain.cases.links import merge_and_link
from onestop.domain.cases.tasks import task_end, task_handover, task_wait
from onestop.domain.errors import NotPossible
from onestop.domain.people.proof import Proof
from onestop.domain.time import timers
from tests.builders import (
    NOW,
    PERSON,
    a_case,
    a_file,
    a_plan,
    a_planned_task,
    a_reference,
    a_routed_file,
    an_act,
    once_kept,
)
from tests.unit.domain.test_routing_progress import a_decision

CLERK = an_act(by="staff:7", at=NOW + timedelta(hours=1))
LATER = an_act(at=NOW + timedelta(days=29))
OTHER = a_routed_file(case=a_case(reference=a_reference(5)))
DONE, DECLINED = TaskStatus.DONE, TaskStatus.DECLINED
PLAN = a_plan([a_planned_task(), a_planned_task(code="sign", agency="parks")])
MORE = a_planned_task(code="more", agency="parks", optional=True)


def both(outcome: TaskStatus, plan: tuple[object, ...] = PLAN) -> CaseFile:
    """A case both of whose tasks have ended, the second with this outcome."""
    file = a_routed_file(plan)  # type: ignore[arg-type]
    file = once_kept(file, task_end.end_task(file, CLERK, "01", DONE))
    return once_kept(file, task_end.end_task(file, CLERK, "02", outcome))


def at_desk() -> CaseFile:
    file = a_file(case=a_case(person=PERSON))
    return once_kept(file, progress.triage(file, Reason("no_match"), an_act()))


def answered_at_desk() -> CaseFile:
    return once_kept(at_desk(), task_end.end_task(at_desk(), CLERK, "01", DONE))


def asked(file: CaseFile) -> CaseFile:
    return once_kept(file, conversation.ask_resident(file, CLERK, "01", "Which?"))


def kept(file: CaseFile, act: Callable[[CaseFile], Change | None]) -> CaseFile:
    return once_kept(file, act(file))


FILES: dict[str, CaseFile] = {
    "open": a_file(case=a_case(person=PERSON)),
    "at the desk": at_desk(),
    "asked by the desk": asked(at_desk()),
    "answered by the desk": answered_at_desk(),
    "at work": a_routed_file(a_plan([a_planned_task(), MORE])),
    "asked at work": asked(a_routed_file()),
    "stage done": both(DONE, a_plan(PLAN[0].tasks, [a_planned_task(code="clean")])),
    "plan done": both(DONE),
    "declined": both(DECLINED),
    "resolved": kept(both(DONE), lambda file: progress.advance(file, CLERK)),
    "resolved by the desk": kept(answered_at_desk(), lambda file: progress.advance(file, CLERK)),
    "withdrawn": kept(a_routed_file(), lambda file: case_end.withdraw_case(file, CLERK, "Gone.")),
    "withdrawn at the desk": kept(at_desk(), lambda file: case_end.withdraw_case(file, CLERK, "Gone.")),
}
ANY = tuple(FILES)
ENDED = ("resolved", "resolved by the desk", "withdrawn", "withdrawn at the desk")
WORKED_ON = tuple(name for name in ANY if name not in ENDED)
IN_PROGRESS = ("at work", "asked at work", "stage done", "plan done", "declined")

ACTS: dict[str, Callable[[CaseFile, Act], Change | None]] = {
    "route": lambda file, act: progress.give_service(file, a_decision(service="pothole"), act),
    "advance": progress.advance,
    "invite": case_end.invite_to_survey,
    "answer": lambda file, act: case_end.take_survey_answer(file, act, (("satisfaction", 5),)),
    "close": lambda file, act: case_end.close_resolved(file, act, "expired"),
    "withdraw": lambda file, act: case_end.withdraw_case(file, act, "Gone."),
    "reopen": lambda file, act: case_end.reopen(file, act, "Still there."),
    "hand to triage": lambda file, act: priority_and_triage.hand_to_triage(file, act, "Not ours."),
    "reprioritise": lambda file, act: priority_and_triage.reprioritise(file, act, "urgent", "A school."),
    "extend": lambda file, act: priority_and_triage.extend(file, act, NOW + timedelta(days=9), "Parts."),
    "merge": lambda file, act: merge_and_link.merge_case(file, OTHER, act, "The same.")[0],
    "be joined": lambda file, act: merge_and_link.merge_case(OTHER, file, act, "The same.")[1],
    "link": lambda file, act: merge_and_link.link(file, OTHER, act)[0],
    "hear": lambda file, act: conversation.take_in_words(file, act, "It grows.", "web"),
    "confirm": lambda file, act: conversation.confirm_words(file, act, CLAIMED),
    "say": lambda file, act: conversation.tell_resident(file, act, "Tomorrow."),
    "note": lambda file, act: conversation.add_note(file, act, "A dog."),
    "be awaited": lambda file, act: task_wait.link_back(file, act, OTHER.case.reference, "01"),
    "open a task": lambda file, act: task_handover.open_extra(file, act, "more"),
    "a month passes": lambda file, _: timers.time_passes(file, LATER),
    "restart": progress.restart,
}
STAYS = "stays"
CLAIMED = Contact(
    id="000009",
    at=LATER.at,
    by="resident",
    direction="in",
    channel="email",
    text="This.",
    proof=Proof.CLAIMED,
)
RESULTS: dict[str, dict[str, str]] = {
    "route": {"open": "in_progress", "answered by the desk": "in_progress"},
    "advance": {
        "stage done": STAYS,
        "plan done": "resolved",
        "declined": "triage",
        "answered by the desk": "resolved",
    },
    "invite": dict.fromkeys(ENDED[:2], STAYS),
    "answer": dict.fromkeys(ENDED[:2], STAYS),
    "close": dict.fromkeys(ENDED[:2], "closed"),
    "withdraw": dict.fromkeys(WORKED_ON, "closed"),
    "reopen": {
        "resolved": "in_progress",
        "withdrawn": "in_progress",
        "resolved by the desk": "triage",
        "withdrawn at the desk": "triage",
    },
    "hand to triage": dict.fromkeys((*IN_PROGRESS, "answered by the desk"), "triage"),
    "reprioritise": dict.fromkeys(WORKED_ON, STAYS),
    "extend": dict.fromkeys(IN_PROGRESS, STAYS),
    "merge": dict.fromkeys((*WORKED_ON, *ENDED[:2]), "closed"),
    "be joined": dict.fromkeys((*WORKED_ON, *ENDED[:2]), STAYS),
    "link": dict.fromkeys(ANY, STAYS),
    "hear": dict.fromkeys((*WORKED_ON, *ENDED[:2]), STAYS),
    "confirm": dict.fromkeys((*WORKED_ON, *ENDED[:2]), STAYS),
    "say": dict.fromkeys(ANY, STAYS),
    "note": dict.fromkeys(ANY, STAYS),
    "be awaited": dict.fromkeys(WORKED_ON, STAYS),
    "open a task": {"at work": STAYS},
    "a month passes": {
        "at the desk": STAYS,
        "asked by the desk": "closed",
        "at work": STAYS,
        "asked at work": "closed",
        "stage done": STAYS,
        "plan done": STAYS,
        "declined": STAYS,
    },
    "restart": dict.fromkeys(ANY, STAYS),
}


def attempt(act: Callable[[CaseFile, Act], Change | None], file: CaseFile) -> Change | None:
    """What an act does to a case; None if it is refused or has nothing to do."""
    try:
        return act(file, CLERK)
    except NotPossible:
        return None


@pytest.mark.parametrize("act", ACTS)
def test_an_act_does_to_a_case_what_the_table_says(act: str) -> None:
    for name, file in FILES.items():
        change, expected = attempt(ACTS[act], file), RESULTS[act].get(name)
        assert (change is not None) == (expected is not None), name
        if change:
            assert change.case.status == (file.case.status if expected == STAYS else expected), name
            assert change.since() == file.case.version, name
            assert change.events, name


def test_the_acts_together_make_every_move_of_a_case_and_no_other() -> None:
    made = {
        (file.case.status, change.case.status)
        for file in FILES.values()
        for act in ACTS.values()
        if (change := attempt(act, file)) and change.case.status is not file.case.status
    }
    made.add((Status.OPEN, at_desk().case.status))
    assert made == {(before, after) for before, allowed in MOVES.items() for after in allowed}


@pytest.mark.parametrize("name", ENDED)
def test_a_case_that_has_ended_wakes_for_nothing(name: str) -> None:
    assert FILES[name].case.wake_at is None
    assert FILES[name].open_tasks() == ()


def of_a_task(act: Callable[[CaseFile], Change | None]) -> CaseFile:
    return kept(a_routed_file(PLAN), act)


TASK_FILES: dict[str, CaseFile] = {
    "open": a_routed_file(PLAN),
    "asked": asked(a_routed_file(PLAN)),
    "waits for a date": of_a_task(lambda f: task_wait.wait_until(f, CLERK, "01", NOW + timedelta(days=9), "Frost.")),
    "waits for a case": of_a_task(lambda f: task_wait.wait_for_case(f, CLERK, "01", OTHER.case.reference, "Digging.")),
    "done": of_a_task(lambda file: task_end.end_task(file, CLERK, "01", DONE)),
    "declined": of_a_task(lambda file: task_end.end_task(file, CLERK, "01", DECLINED)),
    "split": of_a_task(lambda file: task_handover.split(file, CLERK, "01", ["parks", "water"], "Both.")),
    "cancelled": of_a_task(lambda file: task_end.cancel_task(file, CLERK, "01", "Not needed.")),
}
WAITS = ("asked", "waits for a date", "waits for a case")
UNFINISHED = ("open", *WAITS)
TASK_ACTS: dict[str, Callable[[CaseFile, Act], Change | None]] = {
    "finish": lambda file, act: task_end.end_task(file, act, "01", DONE),
    "decline": lambda file, act: task_end.end_task(file, act, "01", DECLINED),
    "cancel": lambda file, act: task_end.cancel_task(file, act, "01", "Not needed."),
    "assign": lambda file, act: task_handover.assign(file, act, "01", "7"),
    "transfer": lambda file, act: task_handover.transfer(file, act, "01", "water", "Theirs."),
    "split": lambda file, act: task_handover.split(file, act, "01", ["parks", "water"], "Both."),
    "ask": lambda file, act: conversation.ask_resident(file, act, "01", "Which?"),
    "hear": lambda file, act: conversation.take_in_words(file, act, "This.", "web"),
    "hear a claim": lambda file, act: conversation.take_in_words(file, act, "This.", "email", proof=Proof.CLAIMED),
    "hear a stranger": lambda file, act: conversation.take_in_words(file, act, "This.", "email", proof=Proof.STRANGER),
    "confirm": lambda file, act: conversation.confirm_words(file, act, CLAIMED),
    "wait until": lambda file, act: task_wait.wait_until(file, act, "01", NOW + timedelta(days=9), "Frost."),
    "wait for": lambda file, act: task_wait.wait_for_case(file, act, "01", OTHER.case.reference, "Digging."),
    "resume": lambda file, act: task_wait.resume_waiting_task(file, act, "01"),
    "withdraw": lambda file, act: case_end.withdraw_case(file, act, "Gone."),
    "nine days pass": lambda file, _: timers.time_passes(file, an_act(at=NOW + timedelta(days=9))),
}
TASK_RESULTS: dict[str, dict[str, str]] = {
    "finish": dict.fromkeys(UNFINISHED, "done"),
    "decline": dict.fromkeys(UNFINISHED, "declined"),
    "cancel": dict.fromkeys(UNFINISHED, "cancelled"),
    "assign": dict.fromkeys(UNFINISHED, STAYS),
    "transfer": {"open": STAYS},
    "split": {"open": "split"},
    "ask": {"open": "waiting"},
    "hear": dict.fromkeys(UNFINISHED, STAYS) | {"asked": "open"},
    "hear a claim": dict.fromkeys(UNFINISHED, STAYS),
    "hear a stranger": {},
    "confirm": {"asked": "open"},
    "wait until": {"open": "waiting"},
    "wait for": {"open": "waiting"},
    "resume": dict.fromkeys(WAITS, "open"),
    "withdraw": dict.fromkeys(UNFINISHED, "cancelled"),
    "nine days pass": {"open": STAYS, "asked": STAYS, "waits for a date": "open"},
}


def status_after(change: Change | None) -> TaskStatus | None:
    """The status of the task that the act was about; None if nothing happened to it."""
    touched = {task.id: task for task in change.tasks} if change else {}
    return touched["01"].status if "01" in touched else None


@pytest.mark.parametrize("act", TASK_ACTS)
def test_an_act_does_to_a_task_what_the_table_says(act: str) -> None:
    for name, file in TASK_FILES.items():
        expected = TASK_RESULTS[act].get(name)
        wanted = file.tasks[0].status if expected == STAYS else expected
        assert status_after(attempt(TASK_ACTS[act], file)) == wanted, name


def test_the_acts_together_make_every_move_of_a_task_and_no_other() -> None:
    made = {
        (file.tasks[0].status, after)
        for file in TASK_FILES.values()
        for act in TASK_ACTS.values()
        if (after := status_after(attempt(act, file))) and after is not file.tasks[0].status
    }
    assert made == {(before, after) for before, allowed in TASK_MOVES.items() for after in allowed}


@pytest.mark.parametrize("name", ["done", "declined", "split", "cancelled"])
def test_a_task_that_has_ended_says_when_and_by_whom_and_has_no_timer(name: str) -> None:
    task = TASK_FILES[name].tasks[0]
    assert (task.ended_at, task.ended_by, task.timer, task.timer_at) == (CLERK.at, "staff:7", None, None)
