"""What a person decides about a case as a whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onestop.domain.cases.conversation import ask_resident, take_in_words
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.priority_and_triage import extend, hand_to_triage, reprioritise
from onestop.domain.cases.progress import triage
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.errors import NotPossible, NotValid
from onestop.domain.time.timers import time_passes
from tests.builders import NOW, a_file, a_plan, a_planned_task, a_routed_file, an_act, once_kept

STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1))
TWO = a_plan([a_planned_task(), a_planned_task(code="sign", agency="parks")])


def test_a_priority_is_that_of_the_case_and_of_its_open_tasks() -> None:
    file = a_routed_file(TWO)
    file = once_kept(file, end_task(file, STAFF, "01", TaskStatus.DONE))
    change = reprioritise(file, STAFF, "urgent", "A school is near.")
    assert change is not None
    assert (change.case.priority, [(task.id, task.priority) for task in change.tasks]) == ("urgent", [("02", "urgent")])
    assert [(event.before, event.after) for event in change.events] == [("normal", "urgent")]  # type: ignore[union-attr]
    assert change.note.text == "A school is near."  # type: ignore[union-attr]


def test_the_same_priority_changes_nothing() -> None:
    assert reprioritise(a_routed_file(), STAFF, "normal", "x") is None


def test_the_triage_desk_decides_anew_and_what_was_under_way_is_cancelled() -> None:
    file = a_routed_file(TWO)
    file = once_kept(file, ask_resident(file, STAFF, "02", "Which sign?"))
    change = hand_to_triage(file, STAFF, "Not ours.")
    assert [event.type for event in change.events] == [
        "task.cancelled", "task.cancelled", "case.triaged", "task.opened",
    ]  # fmt: skip
    file = once_kept(file, change)
    assert (file.case.status, file.case.reasons, file.case.waiting_since) == (Status.TRIAGE, (Reason("handed"),), None)
    assert [task.status for task in file.tasks] == ["cancelled", "cancelled", "open"]
    assert file.case.wake_at == min(task.timer_at for task in file.open_tasks() if task.timer_at)
    assert what_next(file) is Next.TASKS


def test_what_the_triage_desk_has_is_not_handed_to_it_again() -> None:
    file = once_kept(a_file(), triage(a_file(), Reason("no_match"), an_act()))
    with pytest.raises(NotPossible, match="has this case already"):
        hand_to_triage(file, STAFF, "x")


def test_more_time_for_a_case_is_more_time_for_its_tasks_and_they_are_watched_anew() -> None:
    file = a_routed_file()
    file = once_kept(file, time_passes(file, an_act(at=NOW + timedelta(hours=50))))
    assert (file.case.missed, file.tasks[0].level) == (("resolve",), 1)
    act = an_act(by="staff:7", at=NOW + timedelta(hours=51))
    change = extend(file, act, NOW + timedelta(hours=96), "Parts are late.")
    [task] = change.tasks
    assert (task.due_at, task.level, task.timer) == (NOW + timedelta(hours=56), 0, "warn")
    assert (change.case.due_at, change.case.missed) == (NOW + timedelta(hours=96), ())
    assert change.case.targets["resolve"] == NOW + timedelta(hours=96)


def test_more_time_that_is_given_while_the_resident_has_to_answer_counts_from_their_answer() -> None:
    file = a_routed_file()
    file = once_kept(file, ask_resident(file, STAFF, "01", "Where?"))
    file = once_kept(
        file, extend(file, an_act(by="staff:7", at=NOW + timedelta(hours=2)), NOW + timedelta(hours=60), "x")
    )
    assert (file.tasks[0].status, file.case.wake_at) == (TaskStatus.WAITING, STAFF.at + timedelta(days=7))
    heard = take_in_words(file, an_act(by="resident", at=NOW + timedelta(hours=25)), "Here.", "web").case
    assert (heard.due_at, heard.targets["resolve"]) == (NOW + timedelta(hours=84), NOW + timedelta(hours=84))


def test_another_deadline_is_another_one_after_the_opening() -> None:
    for due_at in (NOW, NOW + timedelta(hours=48)):
        with pytest.raises(NotValid, match="due_at"):
            extend(a_routed_file(), STAFF, due_at, "x")
