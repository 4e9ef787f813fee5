"""A task as a row of a list at the desk: what it is about, and by words how pressing it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from casework.pages.inbox_texts import DESK_TASK_NAMES, PRIORITY_NAMES, WAITS
from casework.pages.own_paths import address
from casework.pages.visiting import DeskVisit
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.dates import say_moment
from onestop.domain.time.due_words import WorkingClock, say_due, say_late, say_left

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_work import TaskLine

Line = dict[str, Any]
LONG_LATE = timedelta(days=30)  # of what is later than this nobody counts the hours


def lines_of(tasks: list[TaskLine], visit: DeskVisit) -> list[Line]:
    """Tasks as rows. The working hours of each calendar are walked once for all of them."""
    clock_of = cache(lambda agency: WorkingClock(visit.at - LONG_LATE, visit.offer.calendar_of(agency)))
    named = cache(lambda priority: visit.say(PRIORITY_NAMES[priority]) if priority in PRIORITY_NAMES else priority)
    cases = address("/desk/cases/")
    return [
        {**line_of(task, visit, clock_of), "priority_name": named(task["priority"]), "cases": cases} for task in tasks
    ]


def line_of(task: TaskLine, visit: DeskVisit, clock_of: Callable[[str], WorkingClock]) -> Line:
    due, at = datetime.fromisoformat(task["due_at"]), visit.at
    waits = says_waits(task, visit)
    late = bool(task["level"]) if waits else due <= at
    said = ("", "") if waits else say_deadline(due, at, clock_of(task["agency"]), visit.offer, visit.language)
    return {
        **task,
        "due": said[0],
        "left": said[1],
        "id": f"{task['reference']}/{task['task']}",
        "named": task["service_name"] or task_name(task["service_code"], task["code"], visit.offer, visit.language),
        "late": late,
        "risk": task["at_risk"] and not late and not waits,
        "waits": waits,
        "heard": say_when(task["heard_at"], visit),
        "mine": task["assignee"] == visit.staff.id,
    }


def say_deadline(
    due: datetime, at: datetime, clock: WorkingClock, catalogue: Catalogue, language: str
) -> tuple[str, str]:
    """When something is due or was, and how much working time is left or has passed since; of what is very late the
    date says more."""
    said = say_due(due, at, catalogue, language)
    if due > at:
        return said, say_left(clock.until(due) - clock.until(at), catalogue, language)
    late = clock.until(at) - clock.until(due)
    return said, say_late(late, catalogue, language) if at - due < LONG_LATE else ""


def says_waits(task: TaskLine, visit: DeskVisit) -> str:
    """What a task waits for; nothing for one that does not."""
    waits_for = task["waits_for"]
    if waits_for is None:
        return ""
    return visit.say(WAITS[waits_for]).format(moment=say_when(task["waits_until"], visit))


def say_when(moment: str | None, visit: DeskVisit) -> str:
    zone = visit.offer.jurisdiction["time_zone"]
    return say_moment(datetime.fromisoformat(moment), zone, visit.language) if moment else ""


def task_name(service: str | None, code: str, catalogue: Catalogue, language: str) -> str:
    """What a task of a plan is called; its code for one that the catalogue does not know (any more)."""
    known = catalogue.services.get(service or "")
    for stage in known["plan"] if known else ():
        for task in stage["tasks"]:
            if task["code"] == code and "name" in task:
                return catalogue.say(task["name"], language)
    return catalogue.say(DESK_TASK_NAMES[code], language) if code in DESK_TASK_NAMES else code


def stage_of(service: str | None, code: str, catalogue: Catalogue, language: str) -> tuple[int, str]:
    """Where in its plan a task stands, and what that stage is called."""
    known = catalogue.services.get(service or "")
    for number, stage in enumerate(known["plan"] if known else ()):
        if any(task["code"] == code for task in stage["tasks"]):
            return number, catalogue.say(stage["name"], language) if "name" in stage else stage["code"]
    return -1, task_name(service, code, catalogue, language)
