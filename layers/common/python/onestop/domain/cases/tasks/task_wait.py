"""A task waits for the resident, a date or another case. Its clock stands still until the wait is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Link, LinkKind, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import (
    CaseLinked,
    Event,
    TaskResumed,
)
from onestop.domain.cases.events import TaskWaiting as Waiting
from onestop.domain.cases.lifecycle import Status, TaskStatus, Timer, WaitsFor, move_task
from onestop.domain.cases.tasks.task_end import find_task, note_about
from onestop.domain.cases.tasks.task_handover import check_in_hand
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.time.promises import resumed, with_next_timer
from onestop.domain.time.targets import change_by

LONGEST_WAIT = timedelta(days=366)


def wait_until(file: CaseFile, act: Act, task_id: str, until: datetime, reason: str) -> Change:
    """Lets a task wait until a moment."""
    task = find_task(file, task_id)
    check_in_hand(task)
    if not act.at < until <= act.at + LONGEST_WAIT:
        raise NotValid(Fault("until", "this moment is past, or more than a year away", "a moment within a year"))
    kept = replace(pause(task, act, WaitsFor.DATE), waits_until=until, timer=Timer.RESUME, timer_at=until)
    event = Waiting(task=task.id, code=task.code, agency=task.agency, waits_for=WaitsFor.DATE, until=until)
    note = note_about(file, act, "waiting", reason, task.id)
    return change_by(act, file, event, tasks=(kept,), note=note)


def wait_for_case(file: CaseFile, act: Act, task_id: str, other: str, reason: str) -> Change:
    """Lets a task wait until another case is resolved or closed; the other case must be linked back in the same
    transaction (`link_back`)."""
    task = find_task(file, task_id)
    check_in_hand(task)
    if other == file.case.reference:
        raise NotValid(Fault("case", "a case cannot wait for itself", "the reference of another case"))
    kept = replace(pause(task, act, WaitsFor.CASE), child=other, timer=None, timer_at=None)
    events: tuple[Event, ...] = (
        Waiting(task=task.id, code=task.code, agency=task.agency, waits_for=WaitsFor.CASE, until=None),
        CaseLinked(other=other, link=LinkKind.AWAITS),
    )
    links = (*file.case.links, Link(reference=other, kind=LinkKind.AWAITS, task=task.id))
    note = note_about(file, act, "waiting", reason, task.id)
    return change_by(act, file, *events, tasks=(kept,), note=note, links=links)


def link_back(file: CaseFile, act: Act, other: str, task_id: str) -> Change:
    """Notes on a case that a task of another one waits for its end."""
    if file.case.status in (Status.RESOLVED, Status.CLOSED):
        raise NotPossible(
            f"Case {file.case.reference} is {file.case.status} already: there is no wait.", "case", "ended"
        )
    if any(task.child == other for task in file.open_tasks()):
        detail = f"Case {file.case.reference} waits for {other} already: neither would ever end."
        raise NotPossible(detail, "case", "circle")
    links = (*file.case.links, Link(reference=other, kind=LinkKind.AWAITED, task=task_id))
    return change_by(act, file, CaseLinked(other=other, link=LinkKind.AWAITED), links=links)


def resume_waiting_task(file: CaseFile, act: Act, task_id: str) -> Change | None:
    """Continues a task that waited; None if it does not wait."""
    task = find_task(file, task_id)
    if task.status is not TaskStatus.WAITING or task.done_by == DoneBy.RESIDENT:
        return None
    kept = resume_task(file, task, act)
    return change_by(act, file, resumption(kept), tasks=(kept,))


def pause(task: Task, act: Act, waits_for: WaitsFor) -> Task:
    return replace(
        task,
        status=move_task(task.status, TaskStatus.WAITING),
        waits_for=waits_for,
        waiting_since=act.at,
        reminded=0,
    )


def resume_task(file: CaseFile, task: Task, act: Act) -> Task:
    """Returns the task with its clock running again."""
    running = replace(
        task,
        status=move_task(task.status, TaskStatus.OPEN),
        due_at=resumed(task, file.planned(task), act),
        waits_for=None,
        waiting_since=None,
        waits_until=None,
        child=None,
    )
    return with_next_timer(running, file.planned(task), act)


def resumption(task: Task) -> TaskResumed:
    return TaskResumed(task=task.id, code=task.code, agency=task.agency, due_at=task.due_at)
