"""A resident names danger on a case that is already open: it becomes urgent, and the triage desk looks at once.
If the desk finds none, the case gets the priority of its service again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import DANGER_TASK, DESK_TASKS, URGENT, CaseFile, Task
from onestop.domain.cases.change import after
from onestop.domain.cases.events import CaseEndangered, CaseReprioritised, Event
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.tasks.task_opening import open_task
from onestop.domain.catalogue.plans import PlannedTask
from onestop.domain.errors import NotPossible
from onestop.domain.time.promises import with_next_timer


@dataclass(frozen=True, slots=True, kw_only=True)
class Endangered:
    """What changes in a case: events, tasks with their new values, and fields."""

    events: tuple[Event, ...]
    tasks: tuple[Task, ...]
    fields: dict[str, Any]


def endanger(file: CaseFile, act: Act, hazard: str, kept: tuple[Task, ...]) -> Endangered:
    """Makes a case urgent, on top of the triage desk's inbox. Agencies keep the tasks that they have in hand: the desk
    gets an additional task. `kept` are tasks that have changed already."""
    case = replace(file.case, hazard=hazard, priority=URGENT)
    open_now = tuple(task for task in after(file, kept) if task.stage == case.stages_opened and not task.ended)
    tasks = tuple(replace(first_of_all(file, task, hazard, act), priority=URGENT) for task in open_now)
    fields: dict[str, Any] = {"hazard": hazard, "priority": URGENT}
    event = CaseEndangered(hazard=hazard)
    if file.case.status is not Status.IN_PROGRESS or any(task.code in DESK_TASKS for task in tasks):
        return Endangered(events=(event,), tasks=tasks, fields=fields)
    desk = PlannedTask(code=DANGER_TASK, agency=act.catalogue.jurisdiction["triage_agency"])
    opened = open_task(replace(file, case=case), desk, 1, act)
    fields["tasks_opened"] = case.tasks_opened + 1
    return Endangered(events=(event, *opened.events), tasks=(*tasks, opened.task), fields=fields)


def find_harmless(file: CaseFile, act: Act, kept: tuple[Task, ...]) -> Endangered:
    """Records that there is no danger after all: the case and its open tasks get the priority of their service again.
    `kept` are tasks that have changed already. Raises NotPossible."""
    case = file.case
    if not case.endangered:
        raise NotPossible("Nobody named danger about this case, or it was found to be none.", "harmless")
    service = act.catalogue.services.get(case.service or "")
    usual = service["priority"] if service else "normal"
    now = (task for task in after(file, kept) if task.stage == case.stages_opened)
    tasks = tuple(replace(task, priority=usual, hazard=None) for task in now if not task.ended or task in kept)
    event = CaseReprioritised(before=case.priority, after=usual)
    return Endangered(events=(event,), tasks=tasks, fields={"hazard": None, "priority": usual})


def first_of_all(file: CaseFile, task: Task, hazard: str, act: Act) -> Task:
    """Returns a task of the triage desk moved to the top of its inbox; any other unchanged."""
    if task.code not in DESK_TASKS:
        return task
    at_once = replace(task, hazard=hazard, due_at=min(task.due_at, act.at))
    return at_once if task.status is TaskStatus.WAITING else with_next_timer(at_once, file.planned(task), act)
