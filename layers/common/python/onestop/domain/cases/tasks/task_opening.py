"""How a task begins: in an agency's inbox, with the resident, or as a case of its own."""

from __future__ import annotations

from dataclasses import replace

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import DESK_TASKS, Case, CaseFile, Link, LinkKind, Task
from onestop.domain.cases.change import Opening, changed
from onestop.domain.cases.events import CaseLinked, CaseOpened, Event, ResidentAsked, TaskOpened
from onestop.domain.cases.lifecycle import Status, TaskStatus, WaitsFor
from onestop.domain.cases.tasks.service_parts import request_of_part
from onestop.domain.catalogue.plans import USUAL_SIGHT, DoneBy, PlannedTask
from onestop.domain.time.promises import task_due, with_next_timer, with_reminder_timer

SUMMARY_LENGTH = 120


class OpenedTask:
    """A newly opened task, with its events and, for a sub-service, the case that does it."""

    __slots__ = ("child", "events", "link", "task")

    def __init__(self, task: Task, events: tuple[Event, ...], child: Opening | None = None) -> None:
        self.task = task
        self.events = events
        self.child = child
        self.link = Link(reference=child.change.case.reference, kind=LinkKind.CHILD, task=task.id) if child else None


def open_task(file: CaseFile, planned: PlannedTask, number: int, act: Act) -> OpenedTask:
    """Opens one task, the `number`th of this change: in an agency's inbox, with the resident, or as a case of its
    own."""
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
        channel=case.channel,
        district=case.district,
    )
    opened = TaskOpened(task=task.id, code=task.code, agency=task.agency, due_at=task.due_at)
    if planned.done_by is DoneBy.RESIDENT:
        waiting = replace(task, status=TaskStatus.WAITING, waits_for=WaitsFor.RESIDENT, waiting_since=act.at)
        return OpenedTask(with_reminder_timer(waiting, act), (opened, ResidentAsked(task=task.id, contact=None)))
    if planned.done_by is DoneBy.SERVICE:
        child = open_child(file, planned, task, act)
        linked = CaseLinked(other=child.change.case.reference, link=LinkKind.CHILD)
        return OpenedTask(
            replace(with_next_timer(task, planned, act), child=child.change.case.reference), (opened, linked), child
        )
    return OpenedTask(with_next_timer(task, planned, act), (opened,))


def open_child(file: CaseFile, planned: PlannedTask, task: Task, act: Act) -> Opening:
    """Opens the case that does a task: a service of its own, with the request of its parent. Its resident is that of
    the parent, and we write to them about the parent only: to them it is one need.

    If the plan says what it is given, it begins with only that; but its resident is known, so that they can be asked
    something there that only that service needs. They are still told of its progress on the parent."""
    parent, language = file.case, act.catalogue.language(file.case.language)
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
        protected=parent.protected,
        person=parent.person if planned.gives else None,
        links=(Link(reference=parent.reference, kind=LinkKind.PARENT, task=task.id),),
    )
    if planned.gives and planned.service:
        request = request_of_part(file.request, planned.service, planned.gives, act.catalogue, language)
    else:
        request = replace(file.request, service=planned.service)
    change = changed(
        CaseFile(case=case, request=request),
        CaseOpened(service=planned.service),
        CaseLinked(other=parent.reference, link=LinkKind.PARENT),
        at=act.at,
        by=act.by,
    )
    return Opening(change=change, request=request)
