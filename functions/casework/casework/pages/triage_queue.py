"""What the triage desk has before it: one need after the other, danger first, then by what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.inbox import metres_between
from casework.pages.visiting import DeskVisit
from onestop.domain.cases.case import DESK_TASKS, Task
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.storage.lists import tasks_of

MOST = 200
NEAR = 150.0  # metres within which two needs may be the same
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Queue:
    """The needs that wait for whoever looks, in the order in which they come; `more` is that there are others yet."""

    tasks: tuple[Task, ...]
    more: bool = False

    def after(self, reference: str) -> Task | None:
        """The need that comes after one; the first, where that one is the last or is not there any more."""
        known = [task.reference for task in self.tasks]
        following = known.index(reference) + 1 if reference in known else 0
        others = [task for task in self.tasks if task.reference != reference]
        return self.tasks[following] if following < len(known) else next(iter(others), None)

    def near(self, task: Task) -> list[Task]:
        """Needs that were brought from about the same place: they may be the same."""
        if task.lat is None or task.long is None:
            return []
        here = (task.lat, task.long)
        others = (each for each in self.tasks if each.reference != task.reference)
        close = (
            each
            for each in others
            if each.lat is not None and each.long is not None and metres_between(here, (each.lat, each.long)) <= NEAR
        )
        return list(close)[:MOST_NEAR]


def load_queue(visit: DeskVisit, desk: str, without: str = "") -> Queue:
    """The queue of the desk as somebody works it off: one Query. What a colleague has taken is left to them; `without`
    is a case that was decided just now, which the list may still show."""
    page = tasks_of(desk, MOST, fits=lambda task: task.code in DESK_TASKS and task.status is TaskStatus.OPEN)
    mine = (task for task in page.items if task.assignee in (None, visit.staff.id) and task.reference != without)
    return Queue(in_order(mine), page.cursor is not None)


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Danger first, then what is due first; of two that are due at once, the one that came first."""
    return tuple(sorted(tasks, key=lambda task: (task.hazard is None, task.due_at, task.opened_at)))
