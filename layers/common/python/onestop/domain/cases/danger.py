"""A resident names danger about a case that is open already: it becomes urgent, and the triage desk looks at once.
Where the desk finds none, the case is as urgent as its service is."""

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
    """What changes about a case: events, tasks with their new values, and fields."""

    events: tuple[Event, ...]
    tasks: tuple[Task, ...]
    fields: dict[str, Any]


def endanger(file: CaseFile, act: Act, hazard: str, kept: tuple[Task, ...]) -> Endangered:
    """Makes a case urgent, on top of the triage desk. What agencies have in hand they keep: the desk gets a task beside
    theirs, of its own. `kept` are tasks that changed already."""
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
    """Says that there is no danger after all: the case and what is open of it are as urgent as its service is. `kept`
    are tasks that changed already."""
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
    """A task of the triage desk as it lies on top of its inbox; any other as it is."""
    if task.code not in DESK_TASKS:
        return task
    at_once = replace(task, hazard=hazard, due_at=min(task.due_at, act.at))
    return at_once if task.status is TaskStatus.WAITING else with_next_timer(at_once, file.planned(task), act)
