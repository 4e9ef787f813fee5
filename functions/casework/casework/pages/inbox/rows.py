"""A task as a row of a list at the desk: what it is about, and in words how urgent it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from casework.pages.desk_addresses import desk_address
from casework.pages.desk_request import DeskVisit
from casework.pages.inbox.texts import DESK_TASK_NAMES, PRIORITY_NAMES, ROW, WAITS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import stages_given
from onestop.domain.time.dates import say_moment
from onestop.domain.time.due_words import WorkingClock, say_due, say_late, say_left
from onestop.domain.translation import N_

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_work import TaskLine

DUE_AND_LEFT = N_("{due}, {left}")
LONG_LATE = timedelta(days=30)  # later than this, hours are not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """A task as a row shows it, in words of the language; `seen` is the API's view of it. An object and not a
    mapping, because Jinja tries attributes first, and a page reads hundreds."""

    seen: TaskLine
    id: str
    reference: str
    task: str
    address: str
    choose: str
    named: str
    summary: str | None
    heard: str
    who: str
    mine: bool
    priority: str
    due_at: str
    due: str
    waits: str
    late: bool
    risk: bool
    danger: bool


def lines_of(tasks: Sequence[TaskLine], visit: DeskVisit) -> list[InboxLine]:
    """Returns tasks as rows. The working hours of each calendar are computed once for all of them, the words looked
    up once."""
    clock_of = cache(lambda agency: WorkingClock(visit.at - LONG_LATE, visit.offer.calendar_of(agency)))
    words = visit.say_all(ROW)
    named = {code: visit.say(name) for code, name in PRIORITY_NAMES.items()}
    cases = desk_address("/desk/cases/")

    def line_of(task: TaskLine) -> InboxLine:
        due, waits = datetime.fromisoformat(task["due_at"]), says_waits(task, visit)
        late, mine = bool(task["level"]) if waits else due <= visit.at, task["assignee"] == visit.staff.id
        clock = clock_of(task["agency"])
        return InboxLine(
            seen=task,
            id=f"{task['reference']}/{task['task']}",
            reference=task["reference"],
            task=task["task"],
            address=f"{cases}{task['reference']}#task-{task['task']}",
            choose=words["choose"].format(reference=task["reference"]),
            named=task["service_name"] or task_name(task["service_code"], task["code"], visit.offer, visit.language),
            summary=task["summary"],
            heard=words["heard"].format(moment=say_when(task["heard_at"], visit)) if task["heard_at"] else "",
            who=words["you" if mine else "somebody" if task["assignee"] else "nobody"],
            mine=mine,
            priority=named.get(task["priority"], task["priority"]),
            due_at=task["due_at"],
            due="" if waits else say_deadline(due, visit.at, clock, visit.offer, visit.language),
            waits=waits,
            late=late,
            risk=task["at_risk"] and not late and not waits,
            danger=task["danger"],
        )

    return [line_of(task) for task in tasks]


def say_deadline(due: datetime, at: datetime, clock: WorkingClock, catalogue: Catalogue, language: str) -> str:
    """Says when something is or was due, and how much working time is left or has passed since; for what is very
    late, only the date."""
    said = say_due(due, at, catalogue, language)
    if due > at:
        left = say_left(clock.until(due) - clock.until(at), catalogue, language)
    else:
        late = clock.until(at) - clock.until(due)
        left = say_late(late, catalogue, language) if at - due < LONG_LATE else ""
    return catalogue.say(DUE_AND_LEFT, language).format(due=said, left=left) if left else said


def says_waits(task: TaskLine, visit: DeskVisit) -> str:
    """Says what a task waits for; empty if it does not wait."""
    waits_for = task["waits_for"]
    if waits_for is None:
        return ""
    return visit.say(WAITS[waits_for]).format(moment=say_when(task["waits_until"], visit))


def say_when(moment: str | None, visit: DeskVisit) -> str:
    zone = visit.offer.jurisdiction["time_zone"]
    return say_moment(datetime.fromisoformat(moment), zone, visit.language, now=visit.at) if moment else ""


def task_name(service: str | None, code: str, catalogue: Catalogue, language: str) -> str:
    """Returns the name of a task of a plan; its code if the catalogue does not have it."""
    known = catalogue.services.get(service or "")
    for stage in stages_given(known) if known else ():
        for task in stage["tasks"]:
            if task["code"] == code and "name" in task:
                return catalogue.say(task["name"], language)
    return catalogue.say(DESK_TASK_NAMES[code], language) if code in DESK_TASK_NAMES else code


def stage_of(service: str | None, code: str, catalogue: Catalogue, language: str) -> tuple[int, str]:
    """Returns the position of a task's stage in its plan, and the stage's name."""
    known = catalogue.services.get(service or "")
    for number, stage in enumerate(stages_given(known) if known else ()):
        if any(task["code"] == code for task in stage["tasks"]):
            return number, catalogue.say(stage["name"], language) if "name" in stage else stage["code"]
    return -1, task_name(service, code, catalogue, language)
