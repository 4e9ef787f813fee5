"""How the events of an application fit the plan of its service: which task each one is, and how that task is opened.

This does not call the suite: the plan says all that is needed, and the suite must then give the same result.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from onestop.domain.cases.tasks.stages import needed_tasks
from onestop.domain.catalogue.plans import Stage
from tests.permits.log import Application, Done

CODE = re.compile(r"T\d\d(-\d)?(?= )")
RECEIPT = "receipt"  # the one activity of the log that has no code
AHEAD = "ahead"  # stands for what is done before its stage
CONCLUDE = "conclude"  # what the log shows as the date on which a case ended
OUTCOMES = {"t11": "no-permit", "t16": "on-hold"}  # what was decided, by what begins after it
DECISION, GOES_ON = "t10", "goes-on"


class Fit(StrEnum):
    """How an event fits the plan."""

    PLANNED = "as planned"
    EXTRA = "optional, opened by staff"
    AGAIN = "once more, opened by staff"
    AHEAD = "ahead of its stage, opened by staff"


class Ending(StrEnum):
    """How a case ends."""

    DONE = "closed, all done"
    STOPPED = "closed before all was done"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Step:
    """One task that is done: ``code`` is the task's, ``group`` the agency that did it if the log names one.

    ``needless`` are tasks of its stage that were done ahead, and are cancelled when the stage begins.
    """

    code: str
    at: datetime
    fit: Fit
    stage: int
    group: str = ""
    by: str = ""
    outcome: str = ""
    needless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The course of a case: its steps, how and when it ends, and the tasks that are still to be done then."""

    steps: tuple[Step, ...]
    ending: Ending
    ended_at: datetime | None
    left: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Returns whether the plan has everything in the order in which it happened."""
        return not self.misfits and all(step.fit is not Fit.AHEAD for step in self.steps)


def code_of(activity: str) -> str:
    """The code of the task that an activity is, which its name begins with."""
    found = CODE.match(activity)
    return found[0].lower() if found else RECEIPT


def agency_of(group: str) -> str:
    """The code of the agency that a group of the log is; empty for none."""
    return group.casefold().replace(" ", "-")


@dataclass
class Walk:
    """The place of a case in its plan while its events are read one by one."""

    plan: tuple[Stage, ...]
    outcome: str
    position: int = -1
    open: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    needless: tuple[str, ...] = ()
    ahead: Counter[str] = field(default_factory=Counter)

    def go_on(self, later: Counter[str]) -> None:
        """Begin the next stage that has something to do; what was done ahead and does not come again is not needed."""
        facts = {f"result.{DECISION}.outcome": (self.outcome,)}
        self.open, self.ended, self.needless = set(), set(), ()
        while not self.open and self.position + 1 < len(self.plan):
            self.position += 1
            needed = [task.code for task in needed_tasks(self.plan[self.position], facts)]
            needless = tuple(code for code in needed if self.ahead[code] and not later[code])
            self.needless += needless
            self.open = set(needed) - set(needless)

    def fit(self, code: str) -> tuple[str, Fit] | None:
        """The task that an event is now, and how it comes to be open; None if the plan has no place for it."""
        tasks = {task.code: task for task in self.plan[self.position].tasks}
        known = tasks.get(code)
        if code in self.open:
            return code, Fit.PLANNED
        if known and known.repeatable and code in self.ended:
            return code, Fit.AGAIN
        if known and known.optional and code not in self.ended:
            return code, Fit.EXTRA
        later = {task.code for stage in self.plan[self.position + 1 :] for task in stage.tasks}
        return (AHEAD, Fit.AHEAD) if AHEAD in tasks and code in later else None


def chart_course(application: Application, plan: tuple[Stage, ...]) -> Course:
    """Walk an application through the plan of its service."""
    codes = [code_of(event.activity) for event in application.events]
    later = Counter(codes)
    walk, steps, misfits = Walk(plan, outcome_of(codes)), list[Step](), list[str]()
    walk.go_on(later)
    moment = application.start
    for code, event in zip(codes, application.events, strict=True):
        moment = max(moment, event.at)  # time never runs backwards
        later[code] -= 1
        found = walk.fit(code)
        if not found:
            misfits.append(code)
            continue
        task, fit = found
        steps.append(make_step(task, fit, event, moment, walk))
        walk.ahead[code] += fit is Fit.AHEAD
        walk.open.discard(code)
        walk.ended.add(code if fit is not Fit.AHEAD else task)
        if not walk.open:
            walk.go_on(later)
    return conclude(application, walk, steps, misfits, moment)


def make_step(task: str, fit: Fit, event: Done, moment: datetime, walk: Walk) -> Step:
    outcome = walk.outcome if task == DECISION else ""
    group = "" if fit is Fit.AHEAD else agency_of(event.group)
    step = Step(task, moment, fit, walk.position, group, event.resource, outcome, walk.needless)
    walk.needless = ()
    return step


def conclude(application: Application, walk: Walk, steps: list[Step], misfits: list[str], moment: datetime) -> Course:
    """How the case ends: with its last task, because the log names a day on which it ended, or not at all."""
    if walk.open == {CONCLUDE}:
        end = max(moment, application.end) if application.end else moment
        steps.append(Step(CONCLUDE, end, Fit.PLANNED, walk.position, needless=walk.needless))
        return Course(steps=tuple(steps), ending=Ending.DONE, ended_at=end, misfits=tuple(misfits))
    if application.end:
        end = max(moment, application.end)
        return Course(steps=tuple(steps), ending=Ending.STOPPED, ended_at=end, misfits=tuple(misfits))
    left = tuple(sorted(walk.open))
    return Course(steps=tuple(steps), ending=Ending.OPEN, ended_at=None, left=left, misfits=tuple(misfits))


def outcome_of(codes: list[str]) -> str:
    """Returns the decision whether to continue, as the activities after it show."""
    return next((outcome for begins, outcome in OUTCOMES.items() if begins in codes), GOES_ON)


def planned_agencies(plan: tuple[Stage, ...]) -> dict[str, str]:
    """Which agency the plan gives each task to, by the task's code."""
    return {task.code: task.agency for stage in plan for task in stage.tasks}
