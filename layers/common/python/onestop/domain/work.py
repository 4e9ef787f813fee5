"""How a case moves on: each function takes what is and returns the change, or refuses. No clock, no AWS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from onestop.domain.cases import SYSTEM, TRIAGE_TASK, Case, CaseFile, Change, PlannedTask, Stage, Task, changed
from onestop.domain.errors import Fault, NotFound, NotPossible, NotValid
from onestop.domain.events import (
    CaseResolved,
    CaseRouted,
    CaseTriaged,
    Event,
    Reason,
    TaskCompleted,
    TaskDeclined,
    TaskOpened,
    WorkflowRestarted,
)
from onestop.domain.lifecycle import Status, TaskStatus, move, move_task

SUMMARY_LENGTH = 120

Due = Callable[[PlannedTask], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What routing decided about a case, and why."""

    service: str
    priority: str
    plan: tuple[Stage, ...]
    due_at: datetime
    district: str | None
    survey: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The triage desk of the jurisdiction: whose it is, how many working hours it takes, and which survey follows."""

    agency: str
    due_hours: float
    survey: str | None


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


def route(file: CaseFile, decision: Decision, due: Due, at: datetime) -> Change:
    """Gives the case its service, plan and deadline, and opens the tasks of the first stage."""
    agencies = tuple(dict.fromkeys(task.agency for stage in decision.plan for task in stage.tasks))
    routed = CaseRouted(service=decision.service, agencies=agencies, due_at=decision.due_at, reasons=decision.reasons)
    case = replace(
        file.case,
        status=move(file.case.status, Status.IN_PROGRESS),
        service=decision.service,
        priority=decision.priority,
        plan=decision.plan,
        due_at=decision.due_at,
        district=decision.district,
        survey=decision.survey,
        reasons=decision.reasons,
    )
    return open_stage(replace(file, case=case), 0, due, at, routed)


def triage(file: CaseFile, reason: Reason, desk: Desk, due: Due, at: datetime) -> Change:
    """Asks a person at the triage desk to decide; `reason` says what the rules could not."""
    if file.case.status is not Status.TRIAGE:
        file = replace(file, case=replace(file.case, status=move(file.case.status, Status.TRIAGE)))
    task = PlannedTask(code=TRIAGE_TASK, agency=desk.agency, due_hours=desk.due_hours)
    plan = (Stage(code=TRIAGE_TASK, tasks=(task,)),)
    case = replace(file.case, plan=plan, reasons=(reason,), survey=desk.survey)
    return open_stage(replace(file, case=case), 0, due, at, CaseTriaged(reasons=(reason,)))


def open_stage(file: CaseFile, position: int, due: Due, at: datetime, *before: Event) -> Change:
    """Opens the tasks of one stage of the plan, side by side."""
    case = file.case
    planned = case.plan[position].tasks
    tasks = tuple(
        Task(
            id=f"{case.tasks_opened + number:02d}",
            reference=case.reference,
            stage=case.stages_opened + 1,
            code=task.code,
            agency=task.agency,
            status=TaskStatus.OPEN,
            opened_at=at,
            due_at=due(task),
            service=case.service,
            priority=case.priority,
            summary=file.request.description[:SUMMARY_LENGTH],
        )
        for number, task in enumerate(planned, start=1)
    )
    opened = (TaskOpened(task=task.id, code=task.code, agency=task.agency, due_at=task.due_at) for task in tasks)
    return changed(
        case,
        *before,
        *opened,
        at=at,
        by=SYSTEM,
        tasks=tasks,
        position=position,
        stages_opened=case.stages_opened + 1,
        tasks_opened=case.tasks_opened + len(tasks),
        agency=planned[0].agency,
    )


def end_task(
    file: CaseFile,
    task_id: str,
    outcome: TaskStatus,
    by: str,
    at: datetime,
    *,
    note: str = "",
    service: str | None = None,
) -> Change:
    """Records that an agency finished or declined its part; the workflow takes it from there."""
    task = find_task(file, task_id)
    if task.code == TRIAGE_TASK and outcome is TaskStatus.DECLINED:
        raise NotPossible(
            "The triage desk is the last stop: choose a service, or answer the resident and finish.", "outcome"
        )
    if service and task.code != TRIAGE_TASK:
        raise NotValid(Fault("service_code", "only the triage desk chooses a service", "leave this field out"))
    ended = replace(
        task, status=move_task(task.status, outcome), ended_at=at, ended_by=by, note=note, decided_service=service
    )
    kind = TaskCompleted if outcome is TaskStatus.DONE else TaskDeclined
    return changed(file.case, kind(task=task.id, code=task.code, agency=task.agency), at=at, by=by, tasks=(ended,))


def find_task(file: CaseFile, task_id: str) -> Task:
    """Finds a task of the case by its id."""
    for task in file.tasks:
        if task.id == task_id:
            return task
    raise NotFound(f"Case {file.case.reference} has no task {task_id}.", "task")


def advance(file: CaseFile, desk: Desk, due: Due, at: datetime) -> Change:
    """Takes the next step when every task of a stage has ended: triage, the next stage, or resolution."""
    case = file.case
    declined = next((task for task in file.stage_tasks() if task.status is TaskStatus.DECLINED), None)
    if declined:
        reason = Reason("declined", (declined.agency,))
        return triage(file, reason, desk, due, at)
    if case.position + 1 < len(case.plan):
        return open_stage(file, case.position + 1, due, at)
    resolved = CaseResolved(survey=case.survey)
    return changed(case, resolved, at=at, by=SYSTEM, status=move(case.status, Status.RESOLVED), agency=None)


def restart(case: Case, at: datetime) -> Change:
    """Starts the workflow of the case once more, from where the case stands."""
    run = case.run + 1
    return changed(case, WorkflowRestarted(run=run), at=at, by=SYSTEM, run=run)
