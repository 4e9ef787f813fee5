"""From one stage of a plan to the next: which tasks a case needs, and whether a stage is complete."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import DANGER_TASK, DESK_TASKS, TRIAGE_TASK, Case, CaseFile, Link, LinkKind, Task
from onestop.domain.cases.change import Change, Opening, changed
from onestop.domain.cases.events import CaseLinked, CaseOpened, CaseResolved, Event, ResidentAsked, TaskOpened
from onestop.domain.cases.lifecycle import Status, TaskStatus, WaitsFor, move
from onestop.domain.catalogue.plans import USUAL_SIGHT, DoneBy, Facts, PlannedTask, Stage, applies, as_fact
from onestop.domain.time.promises import asked, task_due, with_next_timer
from onestop.domain.time.targets import change_by

SUMMARY_LENGTH = 120


class Next(StrEnum):
    """What the workflow of a case does next."""

    ROUTE = "route"
    TASKS = "tasks"
    ADVANCE = "advance"
    SURVEY = "survey"
    CLOSE = "close"
    END = "end"


def what_next(file: CaseFile) -> Next:
    """Says where the workflow of a case stands, from the case alone: a restarted workflow finds its place again."""
    case = file.case
    if case.status is Status.CLOSED:
        return Next.END
    if case.status is Status.RESOLVED:
        return Next.SURVEY if case.survey else Next.CLOSE
    if file.open_tasks():
        return Next.TASKS
    if case.status is Status.OPEN or decided_service(file):
        return Next.ROUTE
    return Next.ADVANCE


def decided_service(file: CaseFile) -> str | None:
    """The service that a person chose at the triage desk, if that is the last thing that happened."""
    if file.case.status is not Status.TRIAGE or file.open_tasks():
        return None
    return next((task.decided_service for task in file.stage_tasks() if task.code == TRIAGE_TASK), None)


def facts_of(file: CaseFile) -> Facts:
    """What the conditions of a plan may look at: the case, the answers of the resident, the results of tasks."""
    case = file.case
    facts = {
        "service": as_fact(case.service),
        "district": as_fact(case.district),
        "priority": as_fact(case.priority),
    }
    facts |= {f"answer.{question}": as_fact(value) for question, value in file.request.answers.items()}
    for task in file.tasks:
        if task.status is TaskStatus.DONE:
            facts |= {f"result.{task.code}.{name}": as_fact(value) for name, value in task.results.items()}
    return facts


def needed_tasks(stage: Stage, facts: Facts) -> tuple[PlannedTask, ...]:
    """The tasks of a stage that a case with these facts needs from the start."""
    return tuple(task for task in stage.tasks if not task.optional and applies(task, facts))


def is_complete(stage: Stage | None, tasks: tuple[Task, ...]) -> bool:
    """Whether enough of a stage is done: all that was not cancelled, or as many as the plan needs.

    What was split, or opened again, is done when all its parts are. The look at a danger is no part of the plan.
    """
    standing: dict[str, list[bool]] = {}
    for task in tasks:
        if task.status not in (TaskStatus.SPLIT, TaskStatus.CANCELLED) and task.code != DANGER_TASK:
            standing.setdefault(task.code, []).append(task.status is TaskStatus.DONE)
    optional = {task.code for task in stage.tasks if task.optional} if stage else set()
    required = [parts for code, parts in standing.items() if code not in optional]
    needs = stage.needs if stage and stage.needs is not None else len(required)
    return sum(map(all, required)) >= min(needs, len(required))


def open_next(file: CaseFile, position: int, act: Act, *before: Event) -> Change | None:
    """Opens the next stage, from `position` on, of which the case needs a task; None when there is none left."""
    facts = facts_of(file)
    for number in range(position, len(file.plan)):
        needed = needed_tasks(file.plan[number], facts)
        if needed:
            return open_stage(file, number, needed, act, *before)
    return None


def open_stage(file: CaseFile, position: int, needed: tuple[PlannedTask, ...], act: Act, *before: Event) -> Change:
    """Opens tasks of one stage of the plan, side by side."""
    case = replace(file.case, position=position, stages_opened=file.case.stages_opened + 1)
    at_stage = replace(file, case=case)
    openings = [open_task(at_stage, planned, number, act) for number, planned in enumerate(needed, start=1)]
    tasks = tuple(opening.task for opening in openings)
    return change_by(
        act,
        at_stage,
        *before,
        *(event for opening in openings for event in opening.events),
        tasks=tasks,
        opens=tuple(opening.child for opening in openings if opening.child),
        links=case.links + tuple(opening.link for opening in openings if opening.link),
        tasks_opened=case.tasks_opened + len(openings),
        agency=openings[0].task.agency,
        plan=file.plan,
    )


class OpenedTask:
    """A task as it is opened, with what is said of it and, for a sub-service, the case that does it."""

    __slots__ = ("child", "events", "link", "task")

    def __init__(self, task: Task, events: tuple[Event, ...], child: Opening | None = None) -> None:
        self.task = task
        self.events = events
        self.child = child
        self.link = Link(reference=child.change.case.reference, kind=LinkKind.CHILD, task=task.id) if child else None


def open_task(file: CaseFile, planned: PlannedTask, number: int, act: Act) -> OpenedTask:
    """Opens one task, the `number`th from now on: in an agency's inbox, with the resident, or as a case of its own."""
    case = file.case
    at_once = planned.code in DESK_TASKS and case.endangered
    task = Task(
        id=f"{case.tasks_opened + number:02d}",
        reference=case.reference,
        stage=case.stages_opened,
        code=planned.code,
        agency=planned.agency,
        status=TaskStatus.OPEN,
        opened_at=act.at,
        due_at=act.at if at_once else task_due(planned, planned.agency, act.at, act.catalogue),
        done_by=planned.done_by,
        service=case.service,
        priority=case.priority,
        summary=file.request.description[:SUMMARY_LENGTH],
        sees=(USUAL_SIGHT,) if planned.sees is None else planned.sees,
        lat=file.request.place.lat if file.request.place else None,
        long=file.request.place.long if file.request.place else None,
        hazard=case.hazard if at_once else None,
    )
    opened = TaskOpened(task=task.id, code=task.code, agency=task.agency, due_at=task.due_at)
    if planned.done_by is DoneBy.RESIDENT:
        waiting = replace(task, status=TaskStatus.WAITING, waits_for=WaitsFor.RESIDENT, waiting_since=act.at)
        return OpenedTask(asked(waiting, act), (opened, ResidentAsked(task=task.id, contact=None)))
    if planned.done_by is DoneBy.SERVICE:
        child = open_child(file, planned, task, act)
        linked = CaseLinked(other=child.change.case.reference, link=LinkKind.CHILD)
        return OpenedTask(
            replace(with_next_timer(task, planned, act), child=child.change.case.reference), (opened, linked), child
        )
    return OpenedTask(with_next_timer(task, planned, act), (opened,))


def open_child(file: CaseFile, planned: PlannedTask, task: Task, act: Act) -> Opening:
    """Opens the case that does a task: a service of its own, with the request of its parent. Its resident is the
    parent's, who hears from us about the parent only: to them it is one need."""
    parent = file.case
    case = Case(
        reference=act.new_reference(),
        version=0,
        status=Status.OPEN,
        channel=parent.channel,
        language=parent.language,
        priority=parent.priority,
        opened_at=act.at,
        updated_at=act.at,
        catalogue=act.catalogue.version,
        service=planned.service,
        links=(Link(reference=parent.reference, kind=LinkKind.PARENT, task=task.id),),
    )
    request = replace(file.request, service=planned.service)
    change = changed(
        CaseFile(case=case, request=request),
        CaseOpened(service=planned.service),
        CaseLinked(other=parent.reference, link=LinkKind.PARENT),
        at=act.at,
        by=act.by,
    )
    return Opening(change=change, request=request)


def resolve(file: CaseFile, act: Act, *before: Event) -> Change:
    """Says that all the work is done, and which promises were not kept."""
    case = file.case
    late = tuple(name for name, moment in case.targets.items() if moment < act.at)
    return change_by(
        act,
        file,
        *before,
        CaseResolved(survey=case.survey, missed=(*case.missed, *late)),
        status=move(case.status, Status.RESOLVED),
        agency=None,
        targets={},
        missed=(*case.missed, *late),
    )
