"""The queue of the triage desk: one need after the other, danger first, then by deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from casework.pages.desk_request import DeskVisit
from casework.views.task_lists import metres_between
from onestop.domain.again.rule import AgainRule, Merge
from onestop.domain.cases.case import DESK_TASKS, Task
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.storage.cases.task_lists import tasks_of

if TYPE_CHECKING:
    from onestop.domain.again.earlier_needs import Alike, KnownNeed

MOST = 200
NEAR = 150.0  # metres within which two needs may be the same
MOST_NEAR = 5
RULE = AgainRule(metres=NEAR, within=timedelta(days=60), merge=Merge.PROPOSE)


@dataclass(frozen=True, slots=True)
class Queue:
    """The needs that wait for this desk, in their order; `more` says that there are others."""

    tasks: tuple[Task, ...]
    more: bool = False

    def after(self, reference: str) -> Task | None:
        """Returns the need after a given one; the first if that one is the last or no longer there."""
        known = [task.reference for task in self.tasks]
        following = known.index(reference) + 1 if reference in known else 0
        others = [task for task in self.tasks if task.reference != reference]
        return self.tasks[following] if following < len(known) else next(iter(others), None)

    def near(self, task: Task) -> list[tuple[Task, Alike | None]]:
        """Returns needs brought from about the same place, first those that may be the same, each with the reason."""
        if task.lat is None or task.long is None:
            return []
        here = (task.lat, task.long)
        others = (each for each in self.tasks if each.reference != task.reference)
        close = [
            each
            for each in others
            if each.lat is not None and each.long is not None and metres_between(here, (each.lat, each.long)) <= NEAR
        ]
        alike = alike_among(task, close)
        return [(each, alike.get(each.reference)) for each in sorted(close, key=lambda each: order(each, alike))][
            :MOST_NEAR
        ]


def order(task: Task, alike: Mapping[str, Alike]) -> float:
    known = alike.get(task.reference)
    return -known.confidence if known else 0.0


def alike_among(task: Task, close: Sequence[Task]) -> Mapping[str, Alike]:
    """Returns which of the nearby needs may be the same, by reference. Their services are not decided yet, so one
    rule compares them all; words that staff may not read are not compared either."""
    if not close:
        return {}
    from onestop.domain.again.earlier_needs import find_alike  # imported here: few needs have others near

    need, others = need_of_task(task), [one for each in close if (one := need_of_task(each)) is not None]
    return {one.reference: one for one in find_alike(need, others, RULE)} if need else {}


def need_of_task(task: Task) -> KnownNeed | None:
    """Returns a need at the desk as it is compared: by the words that its line shows."""
    if task.lat is None or task.long is None:
        return None
    from onestop.domain.again.earlier_needs import KnownNeed
    from onestop.domain.again.read_likeness import likeness_at

    likeness = likeness_at(task.lat, task.long, task.summary or "", None)
    return KnownNeed(reference=task.reference, likeness=likeness, opened_at=task.opened_at)


def load_queue(visit: DeskVisit, desk: str, without: str = "") -> Queue:
    """Loads the queue of the desk for one member of staff: one Query. Needs that a colleague has taken are left out,
    and so is `without`, a case decided just now that the list may still show."""
    page = tasks_of(desk, MOST, fits=lambda task: task.code in DESK_TASKS and task.status is TaskStatus.OPEN)
    mine = (task for task in page.items if task.assignee in (None, visit.staff.id) and task.reference != without)
    return Queue(in_order(mine), page.cursor is not None)


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Orders needs: danger first, then by deadline; of two with the same deadline, the one that came first."""
    return tuple(sorted(tasks, key=lambda task: (task.hazard is None, task.due_at, task.opened_at)))
