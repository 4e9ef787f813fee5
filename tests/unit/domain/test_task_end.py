"""How a task ends: with its results checked, with those that nobody needs any more, and by whom it may be ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import advance, triage
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.cases.tasks.task_end import cancel_task, end_task
from onestop.domain.catalogue.plans import DoneBy, PlannedTask, ResultField, Stage
from onestop.domain.errors import NotFound, NotPossible, NotValid
from tests.builders import NOW, a_file, a_plan, a_planned_task, a_routed_file, an_act, once_kept

DONE, DECLINED = TaskStatus.DONE, TaskStatus.DECLINED
STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1))
RESIDENT = an_act(by="resident", at=NOW + timedelta(hours=1))
DEPTH = ResultField(code="depth", kind="number", required=True)
SAFE = ResultField(code="safe", kind="yesno")


def parallel(*codes: str, needs: int | None = None) -> CaseFile:
    """A case with one stage of these tasks."""
    return a_routed_file(a_plan([a_planned_task(code=code) for code in codes], needs=needs))


def ended(file: CaseFile, *ends: tuple[str, TaskStatus]) -> CaseFile:
    for task, outcome in ends:
        file = once_kept(file, end_task(file, STAFF, task, outcome))
    return file


def test_the_results_of_a_task_are_kept_with_it_and_in_no_event() -> None:
    file = a_routed_file(a_plan([a_planned_task(results=(DEPTH, SAFE))]))
    change = end_task(file, STAFF, "01", DONE, results={"depth": 12, "safe": True})
    assert change.tasks[0].results == {"depth": 12, "safe": True}
    assert "12" not in repr(change.events)


@pytest.mark.parametrize(
    ("results", "field"),
    [(None, "results.depth"), ({"depth": "deep"}, "results.depth"), ({"depth": 1, "width": 2}, "results.width")],
)
def test_a_task_is_not_done_without_the_results_that_the_plan_asks_for(results: Any, field: str) -> None:
    file = a_routed_file(a_plan([a_planned_task(results=(DEPTH,))]))
    with pytest.raises(NotValid) as refused:
        end_task(file, STAFF, "01", DONE, results=results)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_who_declines_a_task_need_not_fill_in_its_results() -> None:
    file = a_routed_file(a_plan([a_planned_task(results=(DEPTH,))]))
    assert end_task(file, STAFF, "01", DECLINED).tasks[0].status is DECLINED


def test_where_any_is_enough_the_first_one_done_cancels_the_rest_and_says_so() -> None:
    change = end_task(parallel("a", "b", "c", needs=1), STAFF, "02", DONE)
    assert [(task.id, task.status) for task in change.tasks] == [
        ("02", "done"),
        ("01", "cancelled"),
        ("03", "cancelled"),
    ]
    assert [event.type for event in change.events] == ["task.completed", "task.cancelled", "task.cancelled"]
    assert {event.because for event in change.events[1:]} == {"enough"}  # type: ignore[union-attr]
    assert change.case.wake_at == change.case.due_at  # no timer of a cancelled task is left


def test_a_refusal_is_not_enough() -> None:
    assert len(end_task(parallel("a", "b", needs=1), STAFF, "01", DECLINED).tasks) == 1


def test_what_is_asked_of_the_resident_is_cancelled_too_and_the_clock_runs_again() -> None:
    plan = a_plan([a_planned_task(code="visit"), a_planned_task(code="photo", done_by=DoneBy.RESIDENT)], needs=1)
    change = end_task(a_routed_file(plan), STAFF, "01", DONE)
    assert (change.tasks[1].status, change.case.waiting_since) == (TaskStatus.CANCELLED, None)


@given(size=st.integers(1, 5), needs=st.integers(1, 6), outcomes=st.lists(st.booleans(), min_size=5, max_size=5))
def test_k_of_n_goes_on_when_k_are_done_and_is_for_a_person_when_they_cannot_be(
    size: int, needs: int, outcomes: list[bool]
) -> None:
    file = parallel(*"abcde"[:size], needs=needs)
    for number, good in enumerate(outcomes[:size], start=1):
        if not file.tasks[number - 1].ended:
            file = ended(file, (f"{number:02d}", DONE if good else DECLINED))
    assert what_next(file) is Next.ADVANCE
    enough = sum(outcomes[:size]) >= min(needs, size)
    assert advance(file, STAFF).case.status == ("resolved" if enough else "triage")
    assert sum(task.status is DONE for task in file.tasks) <= min(needs, size)


@given(st.lists(st.sampled_from(["done", "declined", "cancelled"]), min_size=1, max_size=4), st.integers(1, 4))
def test_however_the_tasks_of_a_stage_end_the_case_goes_on(ends: list[str], needs: int) -> None:
    for wanted in (None, needs):
        file = parallel(*"abcd"[: len(ends)], needs=wanted)
        for number, how in enumerate(ends, start=1):
            task = f"{number:02d}"
            if file.tasks[number - 1].ended:
                continue
            change = (
                cancel_task(file, STAFF, task, "No.")
                if how == "cancelled"
                else end_task(file, STAFF, task, TaskStatus(how))
            )
            file = once_kept(file, change)
        assert advance(file, STAFF).case.status in (Status.RESOLVED, Status.TRIAGE)


def test_a_cancelled_task_is_not_missed() -> None:
    file = parallel("a", "b")
    change = cancel_task(file, STAFF, "02", "The tree is gone.")
    assert (change.tasks[0].status, change.events[0].because) == ("cancelled", "not_needed")  # type: ignore[union-attr]
    assert change.note.about == "cancelled"  # type: ignore[union-attr]
    assert advance(ended(once_kept(file, change), ("01", DONE)), STAFF).case.status is Status.RESOLVED


def test_a_stage_whose_tasks_were_all_cancelled_is_over() -> None:
    for needs in (None, 1, 2):
        file = parallel("a", "b", needs=needs)
        for task in ("01", "02"):
            file = once_kept(file, cancel_task(file, STAFF, task, "Not needed."))
        assert advance(file, STAFF).case.status is Status.RESOLVED


def test_the_triage_desks_task_is_not_cancelled() -> None:
    file = once_kept(a_file(), triage(a_file(), Reason("no_match"), STAFF))
    with pytest.raises(NotPossible, match="last stop"):
        cancel_task(file, STAFF, "01", "No.")


def test_the_resident_does_their_part_and_no_other() -> None:
    plan = a_plan([a_planned_task(code="photo", done_by=DoneBy.RESIDENT, results=(SAFE,)), a_planned_task()])
    file = a_routed_file(plan)
    change = end_task(file, RESIDENT, "01", DONE, results={"safe": False})
    assert (change.tasks[0].ended_by, change.tasks[0].results) == ("resident", {"safe": False})
    with pytest.raises(NotFound, match="for you to do"):
        end_task(file, RESIDENT, "02", DONE)


def test_staff_may_do_the_residents_part_for_them() -> None:
    file = a_routed_file(a_plan([a_planned_task(done_by=DoneBy.RESIDENT)]))
    assert end_task(file, STAFF, "01", DONE).tasks[0].status is DONE


def test_a_task_that_another_case_does_ends_with_that_case_and_not_by_hand() -> None:
    planned = a_planned_task(done_by=DoneBy.SERVICE, service="dangerous-building", results=(DEPTH,))
    file = a_routed_file(a_plan([planned]))
    with pytest.raises(NotPossible, match=f"done by case {file.tasks[0].child}"):
        end_task(file, STAFF, "01", DONE)
    assert end_task(file, an_act(), "01", DONE).tasks[0].status is DONE


def test_a_task_whose_plan_is_another_by_now_asks_for_no_results() -> None:
    file = a_routed_file(a_plan([PlannedTask(code="repair", agency="streets", due_hours=8, results=(DEPTH,))]))
    file = CaseFile(case=file.case, request=file.request, tasks=file.tasks, plan=(Stage(code="x", tasks=()),))
    assert end_task(file, STAFF, "01", DONE).tasks[0].status is DONE
