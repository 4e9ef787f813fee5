"""What time does to a case: warnings, escalation, reminders, the end of a wait, promises not kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.case_end import close_case
from onestop.domain.cases.change import Change, running_targets
from onestop.domain.cases.events import Event, ResidentReminded, TargetMissed, TaskDueSoon, TaskEscalated
from onestop.domain.cases.lifecycle import CloseReason, Status, Timer
from onestop.domain.cases.tasks.task_wait import resume_task, resumption
from onestop.domain.time.promises import ladder_of, patience_ends, with_next_timer, with_reminder_timer
from onestop.domain.time.targets import change_by, clock_fields

Rung = tuple[Task, Event]


def warn(file: CaseFile, task: Task, act: Act) -> Rung:
    """Records that most of the time for a task has passed."""
    event = TaskDueSoon(task=task.id, code=task.code, agency=task.agency, due_at=task.due_at)
    return with_next_timer(replace(task, warned=True), file.planned(task), act), event


def escalate(file: CaseFile, task: Task, act: Act) -> Rung:
    """Records that a task is late, or still late: the next on the ladder is told."""
    ladder = ladder_of(act.catalogue)
    event = TaskEscalated(
        task=task.id,
        code=task.code,
        agency=task.agency,
        level=task.level + 1,
        to=ladder[min(task.level, len(ladder) - 1)]["to"],  # it may be shorter than when the timer was set
        due_at=task.due_at,
    )
    return with_next_timer(replace(task, level=task.level + 1), file.planned(task), act), event


def remind_resident(_file: CaseFile, task: Task, act: Act) -> Rung:
    """Reminds a resident who has not answered."""
    reminded = replace(task, reminded=task.reminded + 1)
    return with_reminder_timer(reminded, act), ResidentReminded(task=task.id, times=reminded.reminded)


def resume_after_wait(file: CaseFile, task: Task, act: Act) -> Rung:
    """Resumes a task when the moment has come that it waited for: its clock runs from then on, however late this is
    noticed."""
    resumed = resume_task(file, task, replace(act, at=task.waits_until or act.at))
    return resumed, resumption(resumed)


TIMERS: dict[Timer, Callable[[CaseFile, Task, Act], Rung]] = {
    Timer.WARN: warn,
    Timer.ESCALATE: escalate,
    Timer.REMIND: remind_resident,
    Timer.RESUME: resume_after_wait,
}


def time_passes(file: CaseFile, act: Act) -> Change | None:
    """Does everything that was due by now, however long nobody looked; None if there is nothing."""
    case = file.case
    if case.status in (Status.RESOLVED, Status.CLOSED):
        return None
    if any(was_waited_for_in_vain(task, act) for task in file.open_tasks()):
        return close_case(file, act, CloseReason.NO_ANSWER)
    events: list[Event] = []
    tasks: dict[str, Task] = {}
    for task in file.open_tasks():
        current = task
        while current.timer and current.timer_at and current.timer_at <= act.at:
            current, event = TIMERS[current.timer](file, current, act)
            events.append(event)
            tasks[task.id] = current
    late = {name: moment for name, moment in running_targets(case).items() if moment <= act.at}
    events += [TargetMissed(target=name, due_at=moment) for name, moment in late.items()]
    if not events:
        return None
    kept = tuple(tasks.values())
    fields = clock_fields(file, act, kept)
    fields["targets"] = {name: moment for name, moment in fields["targets"].items() if name not in late}
    return change_by(act, file, *events, tasks=kept, missed=(*case.missed, *late), **fields)


def was_waited_for_in_vain(task: Task, act: Act) -> bool:
    """Whether the resident has had all the time to answer. When the wait ends, they are not reminded in the same
    moment, however long nobody looked."""
    ends: dict[Timer | None, datetime | None] = {
        Timer.REMIND: patience_ends(task, act),
        Timer.GIVE_UP: task.timer_at,
    }
    end_of_patience = ends.get(task.timer)
    return end_of_patience is not None and end_of_patience <= act.at
