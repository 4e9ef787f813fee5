"""Lists of cases and tasks, a page at a time: one Query a page, whatever the number of cases."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import msgspec

from onestop.domain.cases import Case, Task
from onestop.domain.errors import Fault, NotValid
from onestop.domain.lifecycle import Status
from onestop.storage.rows import (
    OPEN_SHARDS,
    case_key,
    ended_key,
    inbox_key,
    open_key,
    staff_key,
    timer_key,
    unassigned_key,
)
from onestop.storage.tables import CaseRow

SEARCHED = 300  # rows that one page of a search looks at

Item = TypeVar("Item")
Fits = Callable[[Task], bool]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and the cursor that the next page is asked for with; None at the end."""

    items: list[Item]
    cursor: str | None


def tasks_of(agency: str, limit: int, cursor: str | None = None, fits: Fits | None = None) -> Page[Task]:
    """The open tasks of an agency, the one due first on top."""
    return page_of_tasks(CaseRow.work, "work", inbox_key(agency), limit, cursor, fits)


def own_tasks(staff: str, limit: int, cursor: str | None = None, fits: Fits | None = None) -> Page[Task]:
    """The open tasks of one member of staff, in whatever agency."""
    return page_of_tasks(CaseRow.own, "own", staff_key(staff), limit, cursor, fits)


def unassigned_tasks(agency: str, limit: int, cursor: str | None = None, fits: Fits | None = None) -> Page[Task]:
    """The open tasks of an agency that nobody has taken."""
    return page_of_tasks(CaseRow.own, "own", unassigned_key(agency), limit, cursor, fits)


def overdue_tasks(
    agency: str, at: datetime, limit: int, cursor: str | None = None, fits: Fits | None = None
) -> Page[Task]:
    """The open tasks of an agency whose deadline has passed, the one longest late on top."""
    late = CaseRow.work_order < at.isoformat()
    return page_of_tasks(CaseRow.work, "work", inbox_key(agency), limit, cursor, fits, late)


def ended_tasks(agency: str, month: str, limit: int, cursor: str | None = None) -> Page[Task]:
    """The tasks that an agency ended in a month (UTC, such as 2026-11), oldest first."""
    return page_of_tasks(CaseRow.work, "work", ended_key(agency, month), limit, cursor)


def page_of_tasks(
    index: Any, name: str, key: str, limit: int, cursor: str | None, fits: Fits | None = None, range_: Any = None
) -> Page[Task]:
    """One page of an index of tasks: one Query. What is searched for is looked for in so many rows at most, so a page
    may be shorter than asked for, or empty, with more to come."""
    start = None
    if cursor:
        order = read_cursor(cursor)
        _, reference, task = order
        start = index_key(name, key, order, case_key(reference), f"CASE#TASK#{task}")
    looked_at = SEARCHED if fits else limit
    found = index.query(key, range_, limit=looked_at, page_size=looked_at, last_evaluated_key=start)
    items: list[Task] = []
    for row in found:
        task_found = msgspec.json.decode(row.body or "", type=Task)
        if fits is None or fits(task_found):
            items.append(task_found)
        if fits and len(items) == limit:
            return Page(items, write_cursor(getattr(row, f"{name}_order")))
    following = found.last_evaluated_key
    return Page(items, write_cursor(following[f"{name}_order"]["S"]) if following else None)


def due_cases(at: datetime, most: int) -> Iterator[tuple[str, datetime]]:
    """The cases that time alone changes by `at`, with when: one Query for each shard."""
    for shard in range(OPEN_SHARDS):
        for row in CaseRow.timer.query(timer_key(shard), CaseRow.timer_order < f"{at.isoformat()}#~", limit=most):
            moment, _, reference = row.timer_order.partition("#")
            yield reference, datetime.fromisoformat(moment)


def cases_of(day: date, limit: int, cursor: str | None = None) -> Page[Case]:
    """The cases opened on a day (UTC), oldest first."""
    key, start = f"DAY#{day.isoformat()}", None
    if cursor:
        order = read_cursor(cursor)
        start = index_key("day", key, order, case_key(order[1]), "CASE")
    found = CaseRow.day.query(key, limit=limit, page_size=limit, last_evaluated_key=start)
    items = [msgspec.json.decode(row.body or "", type=Case) for row in found]
    following = found.last_evaluated_key
    return Page(items, write_cursor(following["day_order"]["S"]) if following else None)


def unfinished_cases() -> Iterator[Case]:
    """Every case that is not closed yet, the one longest untouched first in each shard."""
    for shard in range(OPEN_SHARDS):
        for row in CaseRow.work.query(open_key(shard)):
            case = msgspec.json.decode(row.body or "", type=Case)
            if case.status is not Status.CLOSED:  # a closed one is listed until its end has been told
                yield case


def index_key(index: str, key: str, order: list[str], pk: str, sk: str) -> dict[str, dict[str, str]]:
    values = {f"{index}_key": key, f"{index}_order": "#".join(order), "pk": pk, "sk": sk}
    return {name: {"S": value} for name, value in values.items()}


def write_cursor(order: str) -> str:
    return base64.urlsafe_b64encode(order.encode()).decode()


def read_cursor(cursor: str) -> list[str]:
    """Splits a cursor into the parts of the last item's place: time, reference, and for a task its id."""
    try:
        parts = base64.urlsafe_b64decode(cursor.encode()).decode().split("#")
    except (binascii.Error, UnicodeError):
        parts = []
    if len(parts) not in (2, 3):
        raise NotValid(Fault("cursor", "this is not a cursor of this list", "the `cursor` of the page before"))
    return parts
