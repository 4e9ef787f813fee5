"""Playing one application after the other on the running suite: each at its own times, many of them side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.lifecycle import Status
from onestop_cli.replay.api_client import SuiteSilent
from tests.permits.course import Course, Ending, Fit, Step
from tests.permits.log import Application
from tests.permits.staff import Office, Stranded, act_at, open_at, pass_time, wait_for

SERVICE = "permit"
CHANNELS = {"internet": "web", "desk": "counter", "post": "letter", "e-mail": "email"}
SAME = timedelta(seconds=1)  # the log's times are a hundredth or two apart where they mean the same


@dataclass(frozen=True, slots=True)
class Part:
    """One application with its course through the plan."""

    application: Application
    course: Course


@dataclass
class Played:
    """What has become of the log so far: by case its reference, the deadline that the suite computed, and why it
    stranded if it did; and how many steps were taken and cases ended."""

    references: dict[str, str] = field(default_factory=dict)
    promised: dict[str, datetime] = field(default_factory=dict)
    stranded: dict[str, str] = field(default_factory=dict)
    steps: int = 0
    ended: int = 0


async def play_parts(
    office: Office, parts: Iterable[Part], played: Played, at_once: int, show: Callable[[], None]
) -> None:
    """Play all applications; ``show`` is called after each."""
    waiting = iter(parts)

    async def play_next() -> None:
        for part in waiting:  # shared by all: each takes the next one
            try:
                await play_part(office, part, played)
            except (Stranded, SuiteSilent) as problem:
                played.stranded[part.application.id] = str(problem)
            played.ended += 1
            show()

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(play_next())


async def play_part(office: Office, part: Part, played: Played) -> None:
    """Play one application from its receipt to its end."""
    application, course = part.application, part.course
    body = {
        "service_code": SERVICE,
        "description": application.id,
        "channel": CHANNELS.get(application.channel.casefold(), "partner"),
    }
    reference = await open_at(office, application.start, application.id, body)
    played.references[application.id] = reference
    file = await wait_for(reference, "routing", lambda file: file.case.status is Status.IN_PROGRESS)
    promised = played.promised[application.id] = file.case.due_at or application.start
    if abs(promised - application.deadline) >= SAME:
        moved = {"due_at": application.deadline.isoformat(), "reason": "The deadline that the log has."}
        await act_at(office, office.chief, application.start, reference, "extension", moved)
    for step in course.steps:
        await take(office, reference, step)
        played.steps += 1
    await end(office, reference, course)


async def take(office: Office, reference: str, step: Step) -> None:
    """Have one task done, by whom and when the log says."""
    for code in step.needless:
        await cancel(office, reference, code)
    if step.fit is Fit.PLANNED:
        file, _ = await wait_for_task(reference, step.code)
        await pass_time(office, file, step.at)
    else:
        await open_extra(office, reference, step)
    _, task = await wait_for_task(reference, step.code)
    agency = task.agency
    if step.group and step.group != agency:
        handed = {"agency": step.group, "reason": "The log says that they did it."}
        await act_at(office, office.clerks[agency], step.at, reference, f"tasks/{task.id}/transfer", handed)
        agency = step.group
    done = {"outcome": "done"} | ({"results": {"outcome": step.outcome}} if step.outcome else {})
    await act_at(office, office.clerks[agency], step.at, reference, f"tasks/{task.id}/completion", done)


async def open_extra(office: Office, reference: str, step: Step) -> None:
    """Open a task that the plan leaves to staff, once its stage is under way."""
    file = await wait_for(reference, step.code, lambda file: file.case.position == step.stage and has_work(file))
    file = await pass_time(office, file, step.at)
    clerk = office.clerks[file.open_tasks()[0].agency]
    once = str(file.case.tasks_opened)
    await act_at(office, clerk, step.at, reference, "tasks", {"code": step.code}, once=once)


async def cancel(office: Office, reference: str, code: str) -> None:
    """Say that a task is not needed, because it was done ahead."""
    file, task = await wait_for_task(reference, code)
    reason = {"reason": "It was done ahead."}
    await act_at(office, office.chief, file.case.updated_at, reference, f"tasks/{task.id}/cancellation", reason)


async def end(office: Office, reference: str, course: Course) -> None:
    """Bring a case to the end that the log has for it."""
    if course.ending is Ending.OPEN:
        await wait_for(reference, "the open tasks", lambda file: open_codes(file) == course.left)
        return
    if course.ending is Ending.STOPPED and course.ended_at:
        file = await wait_for(reference, "the next stage", has_work)
        await pass_time(office, file, course.ended_at)
        clerk = office.clerks[file.open_tasks()[0].agency]
        stopped = {"reason": "The log has an end for it."}
        await act_at(office, clerk, course.ended_at, reference, "withdrawal", stopped)
    await wait_for(reference, "the end", lambda file: file.case.status is Status.CLOSED)


async def wait_for_task(reference: str, code: str) -> tuple[CaseFile, Task]:
    """Wait until a task of a case is open."""
    file = await wait_for(reference, code, lambda file: code in open_codes(file))
    return file, next(task for task in file.open_tasks() if task.code == code)


def has_work(file: CaseFile) -> bool:
    return bool(file.open_tasks())


def open_codes(file: CaseFile) -> tuple[str, ...]:
    """The codes of the tasks that are open now."""
    return tuple(sorted(task.code for task in file.open_tasks()))
