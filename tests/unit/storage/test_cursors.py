"""A cursor opens the list that it is of, and no other: what DynamoDB would refuse is refused before, with the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from onestop.domain.errors import NotValid
from onestop.storage.cases.case_lists import cases_of, updates_of
from onestop.storage.cases.task_lists import (
    ended_tasks,
    overdue_tasks,
    own_acts,
    own_tasks,
    tasks_in_time,
    tasks_of,
    unassigned_tasks,
)
from onestop.storage.incoming.arrivals import arrivals_of
from onestop.storage.paging import read_cursor, write_cursor
from tests.builders import NOW, a_reference

DAY, NEXT = date(2026, 11, 23), datetime(2026, 11, 24, tzinfo=UTC)
LISTS: Mapping[str, Callable[[str], Any]] = {
    "inbox": lambda cursor: tasks_of("streets", 5, cursor),
    "own": lambda cursor: own_tasks("clerk", 5, cursor),
    "unassigned": lambda cursor: unassigned_tasks("streets", 5, cursor),
    "overdue": lambda cursor: overdue_tasks("streets", NOW, 5, cursor),
    "in time": lambda cursor: tasks_in_time("streets", NOW, 5, cursor),
    "acts": lambda cursor: own_acts("staff:clerk", 5, cursor),
    "ended": lambda cursor: ended_tasks("streets", "2026-11", 5, cursor),
    "day": lambda cursor: cases_of(DAY, 5, cursor),
    "updates": lambda cursor: updates_of(DAY, 5, cursor),
    "arrivals": lambda cursor: arrivals_of("bounce", "2026-11", 5, cursor),
}
TASKS = ("inbox", "own", "unassigned", "overdue", "in time", "ended")
CURSORS = {  # a place, and the lists that may have it
    f"{NOW.isoformat()}#{a_reference(1)}": ("day",),
    f"{NEXT.isoformat()}#{a_reference(1)}": (),
    f"{NOW.isoformat()}#{a_reference(1)}#01": TASKS,
    f"{(NOW + timedelta(hours=1)).isoformat()}#{a_reference(1)}#01": tuple(set(TASKS) - {"overdue"}),
    f"{(NOW - timedelta(hours=1)).isoformat()}#{a_reference(1)}#01": TASKS,  # was in time when the page before was read
    f"!{NOW.isoformat()}#{a_reference(1)}#01": TASKS,  # where danger was named
    f"!NOW#{a_reference(1)}#01": (),
    f"{NOW.isoformat()}#{a_reference(1)}#000007": ("updates", "acts"),
    f"{NEXT.isoformat()}#{a_reference(1)}#000007": ("acts",),
    f"{NOW.isoformat()}#{'0a' * 10}": ("arrivals",),
    f"2026-12-01T00:00:00+00:00#{'0a' * 10}": (),
    f"{NOW.isoformat()}#NOBODY": (),
    f"2026-11-23#{a_reference(1)}": (),
    f"2026-11-23T15:00:00#{a_reference(1)}#01": (),
    f"{NOW.isoformat()}#": (),
    f"{NOW.isoformat()}#{a_reference(1)}#01#x": (),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_goes_on_behind_its_own_cursors_only(name: str) -> None:
    for place, owners in CURSORS.items():
        if name not in owners:
            with pytest.raises(NotValid) as refused:
                LISTS[name](write_cursor(place))
            assert [fault.field for fault in refused.value.faults] == ["cursor"]


def test_a_cursor_comes_back_as_the_place_that_it_was_made_of() -> None:
    place = [NOW.isoformat(), a_reference(1), "01"]
    assert read_cursor(write_cursor("#".join(place)), "moment", "reference", "task") == place
