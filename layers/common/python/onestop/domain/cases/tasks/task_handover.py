"""Who has a task: taken by one person, handed to another agency, split among several, or opened by staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import TRIAGE_TASK, CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import TaskAssigned, TaskOpened, TaskSplit, TaskTransferred
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.tasks.stages import facts_of
from onestop.domain.cases.tasks.task_end import end_task_as, find_task, note_about
from onestop.domain.cases.tasks.task_opening import open_task
from onestop.domain.catalogue.plans import DoneBy, PlannedTask, applies
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.time.promises import moved_on, with_next_timer
from onestop.domain.time.targets import change_by


def assign(file: CaseFile, act: Act, task_id: str, assignee: str | None) -> Change | None:
    """Gives a task to one member of staff (by id), or back to the agency; None if nothing changes."""
    task = find_task(file, task_id)
    check_unfinished(task)
    if task.assignee == assignee:
        return None
    kept = replace(task, assignee=assignee)
    event = TaskAssigned(task=task.id, code=task.code, agency=task.agency, assignee=assignee)
    return change_by(act, file, event, tasks=(kept,))


def transfer(file: CaseFile, act: Act, task_id: str, to: str, reason: str, *, overrule: bool = False) -> Change:
    """Hands a task to another agency, with the time that is left. If it comes back to an agency that has had it, it
    goes in a circle, and the triage desk decides; staff who may overrule send it there all the same."""
    task = find_task(file, task_id)
    check_in_hand(task)
    check_agency(to, act, "agency")
    if to == task.agency:
        raise NotValid(Fault("agency", "the task is with this agency already", "another agency"))
    looped = to in task.been_at and not overrule
    target = act.catalogue.jurisdiction["triage_agency"] if looped else to
    if target == task.agency:
        raise NotPossible("The triage desk has this task because it went round in a circle: finish it here.", "agency")
    moved = replace(
        task,
        agency=target,
        assignee=None,
        been_at=tuple(dict.fromkeys((*task.been_at, task.agency))),
        left_at={**task.left_at, task.agency: act.at},
        due_at=moved_on(task, file.planned(task), target, act),
    )
    kept = with_next_timer(moved, file.planned(task), act)
    event = TaskTransferred(
        task=task.id, code=task.code, agency=target, from_agency=task.agency, due_at=kept.due_at, looped=looped
    )
    note = note_about(file, act, "transferred", reason, task.id)
    return change_by(act, file, event, tasks=(kept,), note=note)


def split(file: CaseFile, act: Act, task_id: str, agencies: Sequence[str], reason: str) -> Change:
    """Replaces a task by several, side by side, each with the time that is left: one for each agency, which may be the
    one that splits it."""
    task = find_task(file, task_id)
    check_in_hand(task)
    if len(agencies) < 2:
        raise NotValid(Fault("agencies", "one agency is no split", "two agencies or more, or a transfer"))
    for number, agency in enumerate(agencies):
        check_agency(agency, act, f"agencies[{number}]")
        if agency in agencies[:number]:
            raise NotValid(Fault(f"agencies[{number}]", f"{agency} is named twice", "each agency once"))
    parts = tuple(
        with_next_timer(
            replace(
                task,
                id=f"{file.case.tasks_opened + number:02d}",
                agency=agency,
                assignee=None,
                opened_at=act.at,
                due_at=moved_on(task, file.planned(task), agency, act),
                been_at=(),
                left_at={},
                part_of=task.id,
            ),
            file.planned(task),
            act,
        )
        for number, agency in enumerate(agencies, start=1)
    )
    tasks = (end_task_as(task, TaskStatus.SPLIT, act), *parts)
    ids = tuple(part.id for part in parts)
    return change_by(
        act,
        file,
        TaskSplit(task=task.id, code=task.code, agency=task.agency, parts=ids),
        *(TaskOpened(task=part.id, code=part.code, agency=part.agency, due_at=part.due_at) for part in parts),
        tasks=tasks,
        note=note_about(file, act, "split", reason, task.id),
        tasks_opened=file.case.tasks_opened + len(parts),
    )


def open_extra(file: CaseFile, act: Act, code: str) -> Change:
    """Opens a task that the plan leaves to staff: an optional one, or again one that may be repeated."""
    offers = {task.code: task for task in offered(file)}
    if code not in offers:
        raise NotPossible(
            f"Task {code} cannot be opened now. The stage under way offers: {', '.join(offers) or 'nothing'}.", "code"
        )
    opened = open_task(file, offers[code], 1, act)
    return change_by(
        act,
        file,
        *opened.events,
        tasks=(opened.task,),
        opens=(opened.child,) if opened.child else (),
        links=file.case.links + ((opened.link,) if opened.link else ()),
        tasks_opened=file.case.tasks_opened + 1,
    )


def extras(file: CaseFile) -> tuple[str, ...]:
    """Returns the codes of the tasks that staff may open now."""
    return tuple(task.code for task in offered(file))


def offered(file: CaseFile) -> tuple[PlannedTask, ...]:
    """Returns the tasks that staff may open in the present stage: optional ones that apply and were not opened yet, and
    ended ones that may be repeated."""
    stage = file.stage()
    if not stage or file.case.status is not Status.IN_PROGRESS or not file.open_tasks():
        return ()
    opened = {task.code for task in file.stage_tasks()}
    unfinished = {task.code for task in file.open_tasks()}
    facts = facts_of(file)
    return tuple(
        task
        for task in stage.tasks
        if (task.optional and task.code not in opened and applies(task, facts))
        or (task.repeatable and task.code in opened - unfinished)
    )


def check_unfinished(task: Task) -> None:
    if task.ended:
        raise NotPossible(f"This task is already {task.status}.", "task")


def check_in_hand(task: Task) -> None:
    """Refuses to hand on a task that no agency has in hand. Raises NotPossible."""
    check_unfinished(task)
    if task.code == TRIAGE_TASK:
        raise NotPossible("The triage desk is the last stop: choose a service, which decides the agencies.", "task")
    if task.status is TaskStatus.WAITING:
        raise NotPossible("This task waits: resume it first.", "task")
    if task.done_by not in (DoneBy.AGENCY, DoneBy.MACHINE):
        raise NotPossible(f"This task is done by the {task.done_by}: no agency has it in hand.", "task")


def check_agency(agency: str, act: Act, field: str) -> None:
    if agency not in act.catalogue.agencies:
        raise NotValid(Fault(field, f"there is no agency {agency!r}", "a code of the catalogue"))
