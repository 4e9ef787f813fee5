"""Lists of tasks, and of what a member of staff did, a page at a time: one Query a page, whatever the number of
cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Task
from onestop.storage.cases.case_keys import (
    ON_TOP,
    case_key,
    done_key,
    ended_key,
    event_key,
    inbox_key,
    staff_key,
    unassigned_key,
)
from onestop.storage.paging import ListPage, index_key, read_cursor, write_cursor
from onestop.storage.tables import CaseRow

SEARCHED = 300  # rows that one page of a search examines

Fits = Callable[[Task], bool]


def tasks_of(agency: str, limit: int, cursor: str | None = None, fits: Fits | None = None) -> ListPage[Task]:
    """Returns the open tasks of an agency, the one due first on top."""
    return page_of_tasks(CaseRow.work, "work", inbox_key(agency), limit, cursor, fits)


def own_tasks(staff: str, limit: int, cursor: str | None = None, fits: Fits | None = None) -> ListPage[Task]:
    """Returns the open tasks of one member of staff, in any agency."""
    return page_of_tasks(CaseRow.own, "own", staff_key(staff), limit, cursor, fits)


def unassigned_tasks(agency: str, limit: int, cursor: str | None = None, fits: Fits | None = None) -> ListPage[Task]:
    """Returns the open tasks of an agency that nobody has taken."""
    return page_of_tasks(CaseRow.own, "own", unassigned_key(agency), limit, cursor, fits)


def overdue_tasks(
    agency: str, at: datetime, limit: int, cursor: str | None = None, fits: Fits | None = None
) -> ListPage[Task]:
    """Returns the open tasks of an agency whose deadline has passed, the longest overdue on top."""
    return page_of_tasks(CaseRow.work, "work", inbox_key(agency), limit, cursor, fits, before=at.isoformat())


def tasks_in_time(
    agency: str, at: datetime, limit: int, cursor: str | None = None, fits: Fits | None = None
) -> ListPage[Task]:
    """Returns the open tasks of an agency that are not due yet, the one due first on top, and before them those whose
    case names danger. One Query; a second one if it meets overdue tasks only, which it then leaves behind."""

    def is_asked(task: Task) -> bool:
        return task.due_at >= at and (fits is None or fits(task))

    page, now = page_of_tasks(CaseRow.work, "work", inbox_key(agency), limit, cursor, is_asked), at.isoformat()
    if page.cursor is None or len(page.items) == limit or not is_before(page.cursor, now):
        return page
    rest = page_of_tasks(CaseRow.work, "work", inbox_key(agency), limit - len(page.items), None, is_asked, since=now)
    return ListPage(page.items + rest.items, rest.cursor)


def is_before(cursor: str, moment: str) -> bool:
    """Whether a list goes on among tasks that were due before a moment, behind those whose case names danger."""
    due, *_ = read_cursor(cursor, "due", "reference", "task")
    return not due.startswith(ON_TOP) and due < moment


def own_acts(by: str, limit: int, cursor: str | None = None) -> ListPage[Recorded]:
    """Returns what a member of staff did, newest first: one Query."""
    key, start = done_key(by), None
    if cursor:
        order = read_cursor(cursor, "moment", "reference", "sequence")
        start = index_key("own", key, "#".join(order), case_key(order[1]), event_key(int(order[2])))
    rows = CaseRow.own.query(key, limit=limit, page_size=limit, last_evaluated_key=start, scan_index_forward=False)
    items = [msgspec.json.decode(row.body or "", type=Recorded) for row in rows]
    following = rows.last_evaluated_key
    return ListPage(items, write_cursor(following["own_order"]["S"]) if following else None)


def ended_tasks(agency: str, month: str, limit: int, cursor: str | None = None) -> ListPage[Task]:
    """Returns the tasks that an agency ended in a month (UTC, such as 2026-11), oldest first."""
    return page_of_tasks(CaseRow.work, "work", ended_key(agency, month), limit, cursor)


def page_of_tasks(
    index: Any,
    name: str,
    key: str,
    limit: int,
    cursor: str | None,
    fits: Fits | None = None,
    *,
    before: str = "",
    since: str = "",
) -> ListPage[Task]:
    """Returns one page of an index of tasks: all, or those `before` or `since` a moment; one Query. A search examines
    at most SEARCHED rows, so a page may be shorter than asked for, or empty, with more to come."""
    start, range_ = None, None
    if before or since:
        range_ = CaseRow.work_order < before if before else CaseRow.work_order >= since
    if cursor:
        bounds = {"before": before} if before else {"after": since}
        order = read_cursor(cursor, "due", "reference", "task", **({} if range_ is None else bounds))
        _, reference, task = order
        start = index_key(name, key, "#".join(order), case_key(reference), f"CASE#TASK#{task}")
    looked_at = SEARCHED if fits else limit
    found = index.query(key, range_, limit=looked_at, page_size=looked_at, last_evaluated_key=start)
    items: list[Task] = []
    for row in found:
        task_found = msgspec.json.decode(row.body or "", type=Task)
        if fits is None or fits(task_found):
            items.append(task_found)
        if fits and len(items) == limit:
            return ListPage(items, write_cursor(getattr(row, f"{name}_order")))
    following = found.last_evaluated_key
    return ListPage(items, write_cursor(following[f"{name}_order"]["S"]) if following else None)
