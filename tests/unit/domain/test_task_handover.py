"""Who has a task: taken, handed on with the time that is left, split, or opened by staff."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.conversation import ask_resident
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import advance
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.cases.tasks.task_end import cancel_task, end_task
from onestop.domain.cases.tasks.task_handover import assign, extras, open_extra, split, transfer
from onestop.domain.cases.tasks.task_wait import resume_waiting_task, wait_until
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.domain.time.timers import time_passes
from tests.builders import (
    NOW,
    a_catalogue,
    a_plan,
    a_planned_task,
    a_routed_file,
    an_act,
    once_kept,
)

DONE, DECLINED = TaskStatus.DONE, TaskStatus.DECLINED
OFFICE = {"hours": {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}, "holidays": []}


def after_hours(hours: float, **fields: Any) -> Act:
    return an_act(by="staff:7", at=NOW + timedelta(hours=hours), **fields)


def test_a_task_is_taken_and_given_back_and_each_is_told() -> None:
    file = a_routed_file()
    taken = assign(file, after_hours(1), "01", "7")
    assert taken is not None
    assert (taken.tasks[0].assignee, [event.type for event in taken.events]) == ("7", ["task.assigned"])
    back = assign(once_kept(file, taken), after_hours(2), "01", None)
    assert back is not None
    assert back.tasks[0].assignee is None


def test_taking_what_one_has_already_changes_nothing() -> None:
    file = a_routed_file()
    assert assign(once_kept(file, assign(file, after_hours(1), "01", "7")), after_hours(2), "01", "7") is None


def test_who_takes_a_task_leaves_its_deadline_and_its_timer_alone() -> None:
    file = a_routed_file()
    before = file.tasks[0]
    taken = assign(file, after_hours(1), "01", "7")
    assert taken is not None
    assert (taken.tasks[0].due_at, taken.tasks[0].timer_at) == (before.due_at, before.timer_at)


def test_a_transfer_hands_on_the_time_that_is_left_and_does_not_begin_anew() -> None:
    file = a_routed_file()
    moved = transfer(file, after_hours(5), "01", "parks", "A tree, not the street.")
    [task] = moved.tasks
    assert (task.agency, task.assignee, task.been_at) == ("parks", None, ("streets",))
    assert task.due_at == file.tasks[0].due_at
    assert (moved.note.about, moved.note.text) == ("transferred", "A tree, not the street.")  # type: ignore[union-attr]


def test_the_time_that_is_left_is_counted_in_the_hours_of_the_new_agency() -> None:
    catalogue = a_catalogue(
        agencies=({"code": "office", "name": {"en": "Office"}, "kind": "department", "calendar": "office"},)
    )
    catalogue.release["calendars"]["office"] = OFFICE
    file = a_routed_file(act=an_act(catalogue=catalogue))
    [task] = transfer(file, after_hours(3, catalogue=catalogue), "01", "office", "Theirs.").tasks
    # five hours were left on Monday at 18:00: the office opens on Tuesday at nine
    assert task.due_at == (NOW + timedelta(days=1)).replace(hour=14)


def test_a_late_task_is_as_late_in_other_hands() -> None:
    file = a_routed_file()
    [task] = transfer(file, after_hours(9), "01", "parks", "Theirs.").tasks
    assert task.due_at == file.tasks[0].due_at


def test_a_deadline_in_calendar_days_is_the_same_whoever_has_the_task() -> None:
    file = a_routed_file(a_plan([a_planned_task(due_days=10)]))
    [task] = transfer(file, after_hours(30), "01", "parks", "Theirs.").tasks
    assert task.due_at == NOW + timedelta(days=10)


@given(hops=st.lists(st.tuples(st.sampled_from(["parks", "water", "buildings"]), st.floats(0, 3)), max_size=4))
def test_however_often_a_task_is_handed_on_it_has_no_more_time(hops: list[tuple[str, float]]) -> None:
    file = a_routed_file()
    due_at, hours = file.tasks[0].due_at, 0.0
    for agency, later in hops:
        hours += later
        if agency != file.tasks[0].agency:
            file = once_kept(file, transfer(file, after_hours(hours), "01", agency, "Theirs.", overrule=True))
    assert abs(file.tasks[0].due_at - due_at) < timedelta(seconds=1)


def test_a_warning_that_was_given_is_not_given_again_in_other_hands() -> None:
    file = a_routed_file()
    file = once_kept(file, time_passes(file, an_act(at=NOW + timedelta(hours=7))))
    [task] = transfer(file, after_hours(7), "01", "parks", "Theirs.").tasks
    assert (task.timer, task.timer_at) == ("escalate", NOW + timedelta(hours=8))


def test_a_warning_comes_when_its_share_of_the_whole_time_has_passed_whoever_has_the_task() -> None:
    file = a_routed_file()
    [task] = transfer(file, after_hours(4), "01", "parks", "Theirs.").tasks
    assert (task.timer, task.timer_at) == ("warn", file.tasks[0].timer_at)


def test_a_task_that_goes_round_in_a_circle_ends_at_the_triage_desk() -> None:
    file = a_routed_file()
    file = once_kept(file, transfer(file, after_hours(1), "01", "parks", "Theirs."))
    back = transfer(file, after_hours(2), "01", "streets", "No, theirs.")
    [task] = back.tasks
    assert (task.agency, task.code, task.status) == ("contact-centre", "repair", TaskStatus.OPEN)
    assert back.events[0].looped is True  # type: ignore[union-attr]
    assert back.events[0].from_agency == "parks"  # type: ignore[union-attr]


def test_who_may_overrule_sends_a_task_back_all_the_same() -> None:
    file = a_routed_file()
    file = once_kept(file, transfer(file, after_hours(1), "01", "parks", "Theirs."))
    back = transfer(file, after_hours(2), "01", "streets", "It is yours.", overrule=True)
    assert (back.tasks[0].agency, back.events[0].looped) == ("streets", False)  # type: ignore[union-attr]


def test_the_desk_that_has_a_task_because_of_a_circle_does_not_get_it_once_more() -> None:
    file = a_routed_file()
    for hours, agency in ((1, "parks"), (2, "streets")):
        file = once_kept(file, transfer(file, after_hours(hours), "01", agency, "Theirs."))
    with pytest.raises(NotPossible, match="circle"):
        transfer(file, after_hours(3), "01", "parks", "Theirs.")


@pytest.mark.parametrize(("agency", "wrong"), [("streets", "with this agency already"), ("nowhere", "no agency")])
def test_a_task_goes_to_another_agency_that_there_is(agency: str, wrong: str) -> None:
    with pytest.raises(NotValid, match=wrong):
        transfer(a_routed_file(), after_hours(1), "01", agency, "Theirs.")


def resting() -> CaseFile:
    """A case one of whose tasks waits for a date."""
    file = a_routed_file()
    return once_kept(file, wait_until(file, after_hours(1), "01", NOW + timedelta(days=1), "Frost."))


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (resting(), "waits"),
        (a_routed_file(a_plan([a_planned_task(done_by=DoneBy.RESIDENT)])), "waits"),
        (a_routed_file(a_plan([a_planned_task(done_by=DoneBy.SERVICE, service="pothole")])), "done by the service"),
        (once_kept(a_routed_file(), end_task(a_routed_file(), after_hours(1), "01", DONE)), "already done"),
    ],
    ids=["waits for a date", "is the resident's", "is another case's", "is done"],
)
def test_only_what_an_agency_has_in_hand_is_handed_on(file: CaseFile, why: str) -> None:
    with pytest.raises(NotPossible, match=why):
        transfer(file, after_hours(2), "01", "parks", "Theirs.")
    with pytest.raises(NotPossible, match=why):
        split(file, after_hours(2), "01", ["parks", "water"], "Both.")


def test_a_split_makes_a_task_of_each_agency_with_the_time_that_is_left() -> None:
    file = a_routed_file()
    change = split(file, after_hours(3), "01", ["parks", "water"], "Both.")
    before, *parts = change.tasks
    assert (before.status, before.ended_by) == (TaskStatus.SPLIT, "staff:7")
    assert [(part.id, part.agency, part.code, part.due_at, part.status) for part in parts] == [
        ("02", "parks", "repair", file.tasks[0].due_at, TaskStatus.OPEN),
        ("03", "water", "repair", file.tasks[0].due_at, TaskStatus.OPEN),
    ]
    assert [event.type for event in change.events] == ["task.split", "task.opened", "task.opened"]
    assert change.events[0].parts == ("02", "03")  # type: ignore[union-attr]
    assert change.case.tasks_opened == 3


def test_the_parts_of_a_split_count_as_one_task() -> None:
    file = a_routed_file(a_plan([a_planned_task(), a_planned_task(code="sign", agency="parks")], [a_planned_task()]))
    file = once_kept(file, split(file, after_hours(1), "01", ["streets", "water"], "Both."))
    for task in ("02", "03"):
        file = once_kept(file, end_task(file, after_hours(2), task, DONE))
    assert what_next(file) is Next.TASKS
    file = once_kept(file, end_task(file, after_hours(3), "04", DONE))
    assert advance(file, after_hours(4)).case.position == 1


def test_where_one_of_two_is_enough_half_of_a_split_task_is_not() -> None:
    file = a_routed_file(a_plan([a_planned_task(), a_planned_task(code="sign", agency="parks")], needs=1))
    file = once_kept(file, split(file, after_hours(1), "01", ["streets", "water"], "Both."))
    file = once_kept(file, end_task(file, after_hours(2), "03", DONE))
    assert Counter(task.status for task in file.tasks) == {"split": 1, "done": 1, "open": 2}
    file = once_kept(file, end_task(file, after_hours(2), "04", DONE))
    assert Counter(task.status for task in file.tasks) == {"split": 1, "done": 2, "cancelled": 1}


@pytest.mark.parametrize("agencies", [[], ["parks"], ["parks", "nowhere"]])
def test_a_split_needs_two_agencies_that_there_are(agencies: list[str]) -> None:
    with pytest.raises(NotValid):
        split(a_routed_file(), after_hours(1), "01", agencies, "Both.")


WITH_EXTRAS = a_plan(
    [
        a_planned_task(repeatable=True),
        a_planned_task(code="photo", agency="parks", optional=True),
        a_planned_task(code="trees", agency="parks", optional=True, when={"answer.tree": ("yes",)}),
    ],
    [a_planned_task(code="clean")],
)


def test_an_optional_task_is_offered_but_not_opened_by_itself() -> None:
    file = a_routed_file(WITH_EXTRAS)
    assert [task.code for task in file.tasks] == ["repair"]
    assert extras(file) == ("photo",)


def test_an_optional_task_is_offered_only_where_its_conditions_hold() -> None:
    assert extras(a_routed_file(WITH_EXTRAS, answers={"tree": True})) == ("photo", "trees")


def test_staff_open_an_optional_task_once() -> None:
    file = a_routed_file(WITH_EXTRAS)
    change = open_extra(file, after_hours(1), "photo")
    assert [(task.id, task.code, task.agency, task.stage) for task in change.tasks] == [("02", "photo", "parks", 1)]
    file = once_kept(file, change)
    assert extras(file) == ()
    with pytest.raises(NotPossible, match="cannot be opened now"):
        open_extra(file, after_hours(2), "photo")


def test_what_staff_asked_for_is_waited_for_but_its_refusal_does_not_hold_the_stage_up() -> None:
    file = a_routed_file(WITH_EXTRAS)
    file = once_kept(file, open_extra(file, after_hours(1), "photo"))
    file = once_kept(file, end_task(file, after_hours(2), "01", DONE))
    assert what_next(file) is Next.TASKS
    file = once_kept(file, end_task(file, after_hours(3), "02", DECLINED))
    assert advance(file, after_hours(4)).case.position == 1


def test_a_task_that_may_be_repeated_is_opened_again_once_it_has_ended() -> None:
    file = a_routed_file(WITH_EXTRAS)
    assert "repair" not in extras(file)
    file = once_kept(file, open_extra(file, after_hours(1), "photo"))
    file = once_kept(file, end_task(file, after_hours(2), "01", DONE))
    assert extras(file) == ("repair",)
    file = once_kept(file, open_extra(file, after_hours(3), "repair"))
    assert [(task.id, task.code, task.status) for task in file.tasks][-1] == ("03", "repair", TaskStatus.OPEN)


def test_a_task_is_not_repeated_while_a_part_of_it_is_still_open() -> None:
    file = a_routed_file(WITH_EXTRAS)
    file = once_kept(file, split(file, after_hours(1), "01", ["streets", "water"], "Both."))
    file = once_kept(file, end_task(file, after_hours(2), "03", DONE))
    assert "repair" not in extras(file)


def test_nothing_is_opened_once_the_stage_has_ended() -> None:
    file = a_routed_file(WITH_EXTRAS)
    file = once_kept(file, end_task(file, after_hours(1), "01", DONE))
    assert extras(file) == ()
    with pytest.raises(NotPossible, match="offers: nothing"):
        open_extra(file, after_hours(2), "repair")


def test_a_task_of_another_stage_is_not_opened_by_hand() -> None:
    with pytest.raises(NotPossible, match="offers: photo"):
        open_extra(a_routed_file(WITH_EXTRAS), after_hours(1), "clean")


def test_a_task_that_the_case_does_not_have_is_not_handed_to_anybody() -> None:
    for act in (
        lambda file: assign(file, after_hours(1), "09", "7"),
        lambda file: transfer(file, after_hours(1), "09", "parks", "x"),
        lambda file: split(file, after_hours(1), "09", ["parks", "water"], "x"),
        lambda file: ask_resident(file, after_hours(1), "09", "x"),
        lambda file: resume_waiting_task(file, after_hours(1), "09"),
        lambda file: cancel_task(file, after_hours(1), "09", "x"),
    ):
        with pytest.raises(NotFound, match="has no task 09"):
            act(a_routed_file())


def test_the_hundredth_task_comes_after_the_ninety_ninth() -> None:
    file = a_routed_file(WITH_EXTRAS)
    file = once_kept(file, open_extra(file, after_hours(1), "photo"))
    for _ in range(99):
        last = [task.id for task in file.tasks if task.code == "repair"][-1]
        file = once_kept(file, end_task(file, after_hours(2), last, DONE))
        file = once_kept(file, open_extra(file, after_hours(2), "repair"))
    assert [task.id for task in file.tasks][-3:] == ["99", "100", "101"]
    assert file.case.status is Status.IN_PROGRESS
