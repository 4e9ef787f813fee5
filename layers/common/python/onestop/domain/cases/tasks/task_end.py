"""How a task ends: done with its results, declined, or cancelled because it is no longer needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import DANGER_TASK, DESK_TASKS, TRIAGE_TASK, CaseFile, Note, Task
from onestop.domain.cases.change import Change, after
from onestop.domain.cases.danger import find_harmless
from onestop.domain.cases.events import Event, TaskCancelled, TaskCompleted, TaskDeclined
from onestop.domain.cases.lifecycle import CancelReason, TaskStatus, move_task
from onestop.domain.cases.tasks.stages import is_complete
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.catalogue.results import read_filled
from onestop.domain.errors import Fault, NotFound, NotPossible, NotValid
from onestop.domain.people.actor import Actor
from onestop.domain.time.targets import change_by


def end_task(
    file: CaseFile,
    act: Act,
    task_id: str,
    outcome: TaskStatus,
    *,
    note: str = "",
    service: str | None = None,
    results: Mapping[str, Any] | None = None,
    harmless: bool = False,
    before: tuple[Event, ...] = (),
) -> Change:
    """Records that an agency, or the resident, finished or declined a task; the workflow continues from there.

    If the plan needs only some of the tasks of a stage and enough are done, the others are cancelled. With
    `harmless` the triage desk says that the danger which was named is none. `before` are events just before the end.
    """
    task = find_task(file, task_id)
    check_ending(task, act, outcome, service)
    if harmless and task.code not in DESK_TASKS:
        raise NotValid(Fault("harmless", "only the triage desk says that there is no danger", "leave this field out"))
    whole = outcome is TaskStatus.DONE and task.done_by != DoneBy.SERVICE  # nobody fills in results for a linked case
    filled = read_filled(results or {}, file.planned(task).results, "results", whole=whole)
    kept = end_task_as(task, outcome, act, note=note, decided_service=service, results=filled)
    done = outcome is TaskStatus.DONE
    events: tuple[Event, ...] = (
        TaskCompleted(task=task.id, code=task.code, agency=task.agency, chosen=service)
        if done
        else TaskDeclined(task=task.id, code=task.code, agency=task.agency),
    )
    others = enough(file, kept, act)
    events = (*before, *events, *(cancellation(other, CancelReason.ENOUGH) for other in others))
    if not harmless:
        return change_by(act, file, *events, tasks=(kept, *others))
    found = find_harmless(file, act, (kept, *others))
    return change_by(act, file, *found.events, *events, tasks=found.tasks, **found.fields)


def check_ending(task: Task, act: Act, outcome: TaskStatus, service: str | None) -> None:
    """Refuses an end that the task cannot have. Raises NotPossible or NotValid."""
    if task.code == TRIAGE_TASK and outcome is TaskStatus.DECLINED:
        raise NotPossible(
            "The triage desk is the last stop: choose a service, or answer the resident and finish.", "outcome"
        )
    if service and task.code != TRIAGE_TASK:
        raise NotValid(Fault("service_code", "only the triage desk chooses a service", "leave this field out"))
    if task.done_by == DoneBy.SERVICE and act.by != Actor.SYSTEM:
        raise NotPossible(f"This task is done by case {task.child}: it ends when that case does.", "task")
    if act.by == Actor.RESIDENT and task.done_by != DoneBy.RESIDENT:
        raise NotFound(f"There is no task {task.id} for you to do.", "task")


def end_task_as(task: Task, outcome: TaskStatus, act: Act, **fields: Any) -> Task:
    """Returns a task that has ended, without timers."""
    return replace(
        task,
        status=move_task(task.status, outcome),
        ended_at=act.at,
        ended_by=act.by,
        timer=None,
        timer_at=None,
        waits_for=None,
        waiting_since=None,
        waits_until=None,
        **fields,
    )


def enough(file: CaseFile, kept: Task, act: Act) -> tuple[Task, ...]:
    """Returns the tasks that are no longer needed now that this one is done, already cancelled."""
    stage = file.stage()
    if kept.status is not TaskStatus.DONE or kept.stage != file.case.stages_opened or not stage or not stage.needs:
        return ()
    tasks = tuple(task for task in after(file, (kept,)) if task.stage == file.case.stages_opened)
    if not is_complete(stage, tasks):
        return ()
    return tuple(
        end_task_as(task, TaskStatus.CANCELLED, act) for task in tasks if not task.ended and task.code != DANGER_TASK
    )


def cancellation(task: Task, because: CancelReason) -> TaskCancelled:
    return TaskCancelled(task=task.id, code=task.code, agency=task.agency, because=because)


def cancel_task(file: CaseFile, act: Act, task_id: str, reason: str) -> Change:
    """Records that a task is not needed; the rest of its stage decides what comes next."""
    task = find_task(file, task_id)
    if task.code == TRIAGE_TASK:
        raise NotPossible("The triage desk is the last stop: its task cannot be cancelled.", "task")
    kept = end_task_as(task, TaskStatus.CANCELLED, act)
    note = note_about(file, act, "cancelled", reason, task.id)
    event = cancellation(task, CancelReason.NOT_NEEDED)
    return change_by(act, file, event, tasks=(kept,), note=note)


def note_about(file: CaseFile, act: Act, about: str, text: str, task: str | None = None) -> Note:
    """Returns a note of staff, named by the event that it belongs to."""
    return Note(id=entry_id(file), at=act.at, by=act.by, text=text, about=about, task=task)


def entry_id(file: CaseFile) -> str:
    """Returns the name of a note or contact: the number of the first event of its change."""
    return f"{file.case.version + 1:06d}"


def find_task(file: CaseFile, task_id: str) -> Task:
    """Returns a task of the case by its id. Raises NotFound."""
    for task in file.tasks:
        if task.id == task_id:
            return task
    raise NotFound(f"Case {file.case.reference} has no task {task_id}.", "task")
