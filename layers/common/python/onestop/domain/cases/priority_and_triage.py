"""What a person may decide about a case as a whole: its priority, more time, or that the triage desk looks at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import TRIAGE_TASK, URGENT, CaseFile
from onestop.domain.cases.change import Change, after
from onestop.domain.cases.events import CaseExtended, CaseReprioritised, Reason
from onestop.domain.cases.lifecycle import CancelReason, Status, Target, TaskStatus
from onestop.domain.cases.progress import triage
from onestop.domain.cases.tasks.task_end import cancellation, end_task_as, note_about
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.time.promises import with_next_timer
from onestop.domain.time.targets import change_by, clock_fields

LONGEST = timedelta(days=2 * 365)


def reprioritise(file: CaseFile, act: Act, priority: str, reason: str) -> Change | None:
    """Gives a case and its open tasks another priority; None if it has that already."""
    case = file.case
    if case.status in (Status.RESOLVED, Status.CLOSED):
        raise NotPossible(f"This case is {case.status} already.", "status")
    if case.priority == priority:
        return None
    tasks = tuple(
        replace(task, priority=priority, hazard=task.hazard if priority == URGENT else None)
        for task in file.open_tasks()
    )
    return change_by(
        act,
        file,
        CaseReprioritised(before=case.priority, after=priority),
        tasks=tasks,
        note=note_about(file, act, "reprioritised", reason),
        priority=priority,
    )


def extend(file: CaseFile, act: Act, due_at: datetime, reason: str) -> Change:
    """Gives a case another deadline, which the resident is told with the reason: the deadlines of its open tasks move
    by the same time. Administrative law allows this for many services, often once and for a fixed time."""
    case = file.case
    if case.status is not Status.IN_PROGRESS or case.due_at is None:
        raise NotPossible("Only a case that is worked on has a deadline to move.", "status")
    if due_at == case.due_at or not case.opened_at < due_at <= act.at + LONGEST:
        right = f"another moment after the case was opened, within {LONGEST.days} days"
        raise NotValid(Fault("due_at", "the deadline cannot be moved there", right))
    more = due_at - case.due_at
    tasks = tuple(
        moved
        if moved.status is TaskStatus.WAITING
        else with_next_timer(replace(moved, warned=False, level=0), file.planned(moved), act)
        for moved in (replace(task, due_at=task.due_at + more) for task in file.open_tasks())
    )
    fields = clock_fields(file, act, tasks)
    fields["targets"] |= {Target.RESOLVE: due_at}
    return change_by(
        act,
        file,
        CaseExtended(was_due_at=case.due_at, due_at=due_at),
        tasks=tasks,
        note=note_about(file, act, "extended", reason),
        due_at=due_at,
        missed=tuple(name for name in case.missed if name is not Target.RESOLVE),
        **fields,
    )


def hand_to_triage(file: CaseFile, act: Act, reason: str) -> Change:
    """Stops the present work and has the triage desk decide again."""
    if any(task.code == TRIAGE_TASK for task in file.open_tasks()):
        raise NotPossible("The triage desk has this case already.", "status")
    if file.case.status not in (Status.IN_PROGRESS, Status.TRIAGE):
        raise NotPossible(f"A case that is {file.case.status} cannot be handed to the triage desk.", "status")
    cancelled = tuple(end_task_as(task, TaskStatus.CANCELLED, act) for task in file.open_tasks())
    stopped = replace(file, case=replace(file.case, **clock_fields(file, act, cancelled)), tasks=after(file, cancelled))
    change = triage(stopped, Reason("handed"), act, *(cancellation(task, CancelReason.TRIAGE) for task in cancelled))
    return replace(change, tasks=(*cancelled, *change.tasks), note=note_about(file, act, "triage", reason))
