"""Counts the tasks on each list, and those that came since somebody looked, from one Query.

No counter is kept in a row: what is overdue or at risk depends on the time, and every change of an agency's tasks would
write that row, so that they would wait for one another (docs/decisions/0033).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.views.task_lists import OWN_VIEWS, VIEW_LISTS, Search, since_looked
from casework.views.urgency import is_overdue
from onestop.domain.cases.case import Task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.staff.sight import line_fields
from onestop.runtime.identity import Staff
from onestop.storage.cases.task_lists import own_tasks, tasks_of

COUNTED = 1000  # tasks of an agency or a person, the earliest deadlines: above it the count says "more"


@dataclass(frozen=True, slots=True)
class ListCounts:
    """The number on each list; those in `more` are at least that many. `new` is the number new on the list asked
    about."""

    numbers: dict[str, int]
    more: frozenset[str]
    new: int


def count_lists(
    staff: Staff, agency: str | None, view: str, search: Search, since: datetime, at: datetime, catalogue: Catalogue
) -> ListCounts:
    """Counts the tasks of an agency and of one person: one Query. One more if the person's tasks are not all among
    the agency's, and one for their looks if residents wrote to them."""
    page = tasks_of(agency, COUNTED) if agency else None
    theirs = [task for task in page.items if task.assignee == staff.id] if page else []
    more_of_mine = False
    if page is None or page.cursor or len(staff.agencies) != 1:
        own = own_tasks(staff.id, COUNTED)
        theirs = [task for task in own.items if staff.reads_all or staff.works_for(task.agency)]
        more_of_mine = own.cursor is not None
    tasks = page.items if page else []
    numbers = {name: sum(is_on(name, task, at, catalogue) for task in tasks) for name in VIEW_LISTS}
    answered = since_looked([task for task in theirs if task.heard_at], staff)
    numbers |= {"mine": len(theirs), "answered": len(answered)}
    whole = theirs if view in OWN_VIEWS else tasks
    listed = answered if view == "answered" else whole
    more = {name for name in VIEW_LISTS if (more_of_mine if name in OWN_VIEWS else page is not None and page.cursor)}
    if tasks and not is_overdue(tasks[-1], at):
        more.discard("overdue")  # the earliest deadlines were counted, and with them all overdue ones
    fresh = sum(
        arrived_at(task) > since
        and is_on(view, task, at, catalogue)
        and search.finds(task, line_fields(task, staff.agencies, staff.roles, catalogue))
        for task in listed
    )
    return ListCounts(numbers, frozenset(more), fresh)


def is_on(view: str, task: Task, at: datetime, catalogue: Catalogue) -> bool:
    """Says whether a task of the right agency or person is on a list."""
    if view == "unassigned":
        return task.assignee is None
    fits = VIEW_LISTS[view].fits
    return fits is None or fits(task, at, catalogue)


def arrived_at(task: Task) -> datetime:
    """Returns when a task came to its present owner: opened, handed on, or its resident wrote."""
    return max((task.opened_at, *task.left_at.values(), *filter(None, [task.heard_at])))
