"""How far the departments of a case are, and whether a day that was promised is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onestop.domain.cases.lifecycle import Status, TaskStatus, WaitsFor
from onestop.domain.cases.tasks.department_progress import PartStanding, standings
from onestop.domain.time.promise_kept import days_late
from tests.builders import a_case, a_file, a_plan, a_planned_task, a_task

PLAN = a_plan(
    [a_planned_task(code="look", agency="streets"), a_planned_task(code="check", agency="water")],
    [a_planned_task(code="mend", agency="streets"), a_planned_task(code="sweep", agency="waste")],
)


def test_a_department_with_more_to_come_has_not_finished() -> None:
    tasks = (
        a_task(id="1", code="look", agency="streets", status=TaskStatus.DONE),
        a_task(id="2", code="check", agency="water", status=TaskStatus.WAITING, waits_for=WaitsFor.RESIDENT),
        a_task(id="3", code="other", agency="parks", status=TaskStatus.DECLINED),
    )
    file = a_file(case=a_case(status=Status.IN_PROGRESS, position=0), tasks=tasks, plan=PLAN)
    assert standings(file) == {
        "streets": PartStanding.TO_COME,
        "water": PartStanding.WAITS,
        "waste": PartStanding.TO_COME,
    }
    done = replace(file, case=a_case(status=Status.RESOLVED, position=0))
    assert standings(done) == {"streets": PartStanding.FINISHED, "water": PartStanding.FINISHED}


@pytest.mark.parametrize(
    ("done", "late"),
    [
        (datetime(2026, 3, 6, 12, tzinfo=UTC), 0),
        (datetime(2026, 3, 7, 3, 59, tzinfo=UTC), 0),  # still the sixth in Port Ellery
        (datetime(2026, 3, 7, 4, tzinfo=UTC), 1),
        (datetime(2026, 3, 9, 12, tzinfo=UTC), 3),  # the clocks went forward on the eighth
    ],
)
def test_the_whole_of_the_promised_day_is_in_time(done: datetime, late: int) -> None:
    assert days_late(datetime(2026, 3, 6, 12, tzinfo=UTC), done, "America/Halifax") == late
