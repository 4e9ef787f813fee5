"""What we promise: when a task is due, when its people are warned, and who hears of it once it is late.

The clock of a deadline stands still while we wait for the resident, and does not restart when the task changes hands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import Case, Task
from onestop.domain.cases.lifecycle import Target, Timer
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import PlannedTask
from onestop.domain.time.calendars import Calendar
from onestop.domain.time.deadlines import due_after_days, due_at, resumed_due, shifted_due, working_hours
from onestop.domain.time.quiet_hours import not_before_morning

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import LadderStep
    from onestop.domain.catalogue.service import Service

WARN_PERCENT = 80.0
LADDER: tuple[LadderStep, ...] = ({"to": "supervisor", "after_hours": 0},)
REMIND_DAYS = (7, 14)
ANSWER_DAYS = 28
REOPEN_DAYS = 30
REOPENINGS_PER_DAY = 3

Pause = tuple[datetime, datetime]  # from when until when a clock stood still


def ladder_of(catalogue: Catalogue) -> tuple[LadderStep, ...]:
    """Returns who hears of a late task, and how many working hours after its deadline."""
    return tuple(catalogue.jurisdiction.get("escalation") or LADDER)


def extends(catalogue: Catalogue) -> bool:
    """Whether a deadline of days that falls on a day without work moves to the next working day."""
    return catalogue.jurisdiction.get("extend_deadlines", True)


def task_due(planned: PlannedTask, agency: str, start: datetime, catalogue: Catalogue) -> datetime:
    """Returns when a task that is given to an agency at `start` is due."""
    calendar = catalogue.calendar_of(agency)
    if planned.due_days is not None:
        return due_after_days(start, planned.due_days, calendar, extend=extends(catalogue))
    return due_at(start, planned.due_hours, calendar)


def in_days(service: Service) -> bool:
    """Whether a service is promised in calendar days, not in working hours."""
    return service.get("due_days") is not None


def case_due(service: Service, agency: str, start: datetime, catalogue: Catalogue) -> datetime:
    """Returns when a case of a service is due, counted in the working hours of its lead agency."""
    calendar = catalogue.calendar_of(agency)
    if in_days(service):
        return due_after_days(start, service["due_days"], calendar, extend=extends(catalogue))
    return due_at(start, service["due_hours"], calendar)


def targets_of(service: Service, case: Case, agency: str, act: Act) -> dict[Target, datetime]:
    """Returns what is promised about a case besides its tasks: a first action, and its resolution, each by when.

    The resident is told at once that a need has reached us; a target for that is kept or missed when it is routed.
    If the resident had to answer before this, the clock stood still.
    """
    calendar = act.catalogue.calendar_of(agency)
    promised = service.get("targets") or {}
    hours = {
        Target.ACKNOWLEDGE: promised.get("acknowledge_hours"),
        Target.FIRST_ACTION: promised.get("first_action_hours"),
    }
    found = {name: due_at(case.opened_at, given, calendar) for name, given in hours.items() if given}
    found[Target.RESOLVE] = case_due(service, agency, case.opened_at, act.catalogue)
    days, extend = in_days(service), extends(act.catalogue)
    return {
        name: moved_by(case.pauses, due, calendar, days=name is Target.RESOLVE and days, extend=extend)
        for name, due in found.items()
    }


def moved_by(
    pauses: Iterable[Pause], due: datetime, calendar: Calendar, *, days: bool, extend: bool = True
) -> datetime:
    """Returns when something is due whose clock, of calendar days or of working hours, stood still for a while."""
    for since, until in pauses:
        if days:
            due = shifted_due(due, since, until, calendar, extend=extend)
        else:
            due = resumed_due(due, since, until, calendar)
    return due


def with_next_timer(task: Task, planned: PlannedTask, act: Act) -> Task:
    """Sets the next timer of a task: a warning first, then one step of the escalation ladder after the other."""
    calendar = act.catalogue.calendar_of(task.agency)
    if not task.warned and not task.level:
        left = working_hours(act.at, task.due_at, calendar)
        if left:
            percent = act.catalogue.jurisdiction.get("warn_percent", WARN_PERCENT)
            kept_back = whole_time(task, planned, act.catalogue) * (1 - percent / 100)
            return replace(task, timer=Timer.WARN, timer_at=due_at(act.at, max(left - kept_back, 0), calendar))
    ladder = ladder_of(act.catalogue)
    if task.level >= len(ladder):
        return replace(task, timer=None, timer_at=None)
    return replace(
        task, timer=Timer.ESCALATE, timer_at=due_at(task.due_at, ladder[task.level]["after_hours"], calendar)
    )


def whole_time(task: Task, planned: PlannedTask, catalogue: Catalogue) -> float:
    """Returns the working hours that a task is given in all, however its deadline has moved since."""
    if planned.due_days is None:
        return planned.due_hours
    due = task_due(planned, task.agency, task.opened_at, catalogue)
    return working_hours(task.opened_at, due, catalogue.calendar_of(task.agency))


def moved_on(task: Task, planned: PlannedTask, to: str, act: Act) -> datetime:
    """Returns when a task is due that another agency takes over: the working time that was left, in that agency's
    hours. A deadline in calendar days does not change."""
    if task.due_at <= act.at or planned.due_days is not None:
        return task.due_at
    left = working_hours(act.at, task.due_at, act.catalogue.calendar_of(task.agency))
    return due_at(act.at, left, act.catalogue.calendar_of(to))


def resumed(task: Task, planned: PlannedTask, act: Act) -> datetime:
    """Returns when a task is due whose clock stood still."""
    if task.waiting_since is None:
        return task.due_at
    calendar = act.catalogue.calendar_of(task.agency)
    pause, days = (task.waiting_since, act.at), planned.due_days is not None
    return moved_by((pause,), task.due_at, calendar, days=days, extend=extends(act.catalogue))


def with_reminder_timer(task: Task, act: Act) -> Task:
    """Sets what happens next to a task that waits for the resident: a reminder, or the end of the wait."""
    since, end = task.waiting_since or act.at, patience_ends(task, act)
    remind_days = act.catalogue.jurisdiction.get("remind_days", REMIND_DAYS)
    for days in remind_days[task.reminded : task.reminded + 1]:
        by_day = not_before_morning(since + timedelta(days=days), act.catalogue)
        if by_day < end:
            return replace(task, timer=Timer.REMIND, timer_at=by_day)
    return replace(task, timer=Timer.GIVE_UP, timer_at=end)


def patience_ends(task: Task, act: Act) -> datetime:
    """Returns when we stop waiting for the resident's answer, and tell them so: in daytime too."""
    return not_before_morning(answer_by(task.waiting_since or act.at, act.catalogue), act.catalogue)


def answer_by(since: datetime, catalogue: Catalogue) -> datetime:
    """Returns until when we promise to wait for a resident whom we asked at a moment; then the case is closed."""
    return since + timedelta(days=catalogue.jurisdiction.get("answer_days", ANSWER_DAYS))


def reopen_days(catalogue: Catalogue) -> int:
    """Returns for how many days a closed case can be reopened."""
    return catalogue.jurisdiction.get("reopen_days", REOPEN_DAYS)


def reopen_by(closed_at: datetime, catalogue: Catalogue) -> datetime:
    """Returns until when a case that was closed at a moment can be reopened."""
    return closed_at + timedelta(days=reopen_days(catalogue))
