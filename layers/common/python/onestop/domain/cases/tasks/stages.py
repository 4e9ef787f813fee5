"""From one stage of a plan to the next: which tasks a case needs, and whether a stage is complete."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import DANGER_TASK, TRIAGE_TASK, CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import CaseResolved, Event
from onestop.domain.cases.lifecycle import Status, TaskStatus, move_case
from onestop.domain.cases.tasks.task_opening import open_task
from onestop.domain.catalogue.plans import Facts, PlannedTask, Stage, applies, as_fact
from onestop.domain.people.actor import Actor
from onestop.domain.time.targets import change_by


class Next(StrEnum):
    """What the workflow of a case does next."""

    ROUTE = "route"
    TASKS = "tasks"
    ADVANCE = "advance"
    SURVEY = "survey"
    CLOSE = "close"
    END = "end"


def what_next(file: CaseFile) -> Next:
    """Says what the workflow of a case does next, from the case alone: a restarted workflow finds its place again."""
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
    """Returns the service that a person chose at the triage desk, or its resident when asked, if that was the last
    step."""
    if file.case.status is not Status.TRIAGE or file.open_tasks():
        return None
    return next((task.decided_service for task in file.stage_tasks() if task.code == TRIAGE_TASK), None)


def chosen_by_answer(file: CaseFile) -> bool:
    """Whether the resident chose that service, when asked which one they mean."""
    return any(task.ended_by == Actor.RESIDENT for task in file.stage_tasks() if task.code == TRIAGE_TASK)


def facts_of(file: CaseFile) -> Facts:
    """Returns the facts for the conditions of a plan: the case, the answers of the resident, the results of tasks."""
    case = file.case
    facts = {
        "service": as_fact(case.service),
        "district": as_fact(case.district),
        "priority": as_fact(case.priority),
    }
    if file.request.application:
        facts["applied"] = ("yes",)
    facts |= {f"answer.{question}": as_fact(value) for question, value in file.request.answers.items()}
    for task in file.tasks:
        if task.status is TaskStatus.DONE:
            facts |= {f"result.{task.code}.{name}": as_fact(value) for name, value in task.results.items()}
            if task.decision:
                facts[f"result.{task.code}.fee-due"] = as_fact(float(task.decision.rule.fee) > 0)
    return facts


def needed_tasks(stage: Stage, facts: Facts) -> tuple[PlannedTask, ...]:
    """Returns the tasks of a stage that a case with these facts needs from the start."""
    return tuple(task for task in stage.tasks if not task.optional and applies(task, facts))


def is_complete(stage: Stage | None, tasks: tuple[Task, ...]) -> bool:
    """Whether enough of a stage is done: all tasks that were not cancelled, or as many as the plan needs.

    A task that was split, or opened again, is done when all its parts are. The check of a danger is not in the plan.
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
    """Opens the next stage, from `position` on, that has a task which the case needs; None if there is none left."""
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


def resolve(file: CaseFile, act: Act, *before: Event) -> Change:
    """Records that all the work is done, and which promises were not kept."""
    case = file.case
    late = tuple(name for name, moment in case.targets.items() if moment < act.at)
    return change_by(
        act,
        file,
        *before,
        CaseResolved(survey=case.survey, missed=(*case.missed, *late)),
        status=move_case(case.status, Status.RESOLVED),
        agency=None,
        targets={},
        missed=(*case.missed, *late),
    )
