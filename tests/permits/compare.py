"""The end and the deadline of each application here, compared with the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import Status
from tests.permits.course import CONCLUDE, Course, Ending, Fit
from tests.permits.log import Application

SAME = timedelta(seconds=1)  # the log's times are a hundredth or two apart where they mean the same
PROMISE = 56  # days, by law
EXTENDED, PUBLISHED = PROMISE + 42, 26 * 7  # the same with the law's one extension; with a public inspection
EXACT = "the same, to the second"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One application, how it was to run, and what the system has on record about it.

    ``promised`` is the deadline that the system computed by itself, before any extension.
    """

    application: Application
    course: Course
    file: CaseFile
    events: tuple[Recorded, ...]
    promised: datetime

    def count(self, event: str) -> int:
        """Counts how often something happened to it."""
        return sum(recorded.type == event for recorded in self.events)

    @property
    def tasks_done(self) -> int:
        """Counts the events of the log that are done tasks here."""
        return sum(event.type == "task.completed" and event.data["code"] != CONCLUDE for event in self.events)


def tell_ending(outcome: Outcome) -> str:
    """Returns the state of a case in the system, in the words for how it should end."""
    case = outcome.file.case
    if case.status is Status.CLOSED:
        return Ending.STOPPED if case.because == "withdrawn" else Ending.DONE
    return Ending.OPEN if case.status is Status.IN_PROGRESS else str(case.status)


def ends_alike(outcome: Outcome) -> bool:
    """Returns whether a case ended as in the log; an open one has exactly the tasks that the log has not done."""
    left = tuple(sorted(task.code for task in outcome.file.open_tasks()))
    return tell_ending(outcome) == outcome.course.ending and left == outcome.course.left


def explain_end(outcome: Outcome) -> str:
    """When a case ended here, against the date in the log; empty for a case that is open."""
    end, closed_at = outcome.application.end, outcome.file.case.closed_at
    if closed_at is None:
        return ""
    if end is None:
        return "with the last task: the log has all tasks but no date"
    if abs(closed_at - end) < SAME:
        return EXACT
    if outcome.application.events[-1].at > end and closed_at > end:
        return "with the last task: the log goes on after its own date"
    return "at another time"


def explain_deadline(application: Application, promised: datetime, zone: ZoneInfo) -> str:
    """Returns how the log's deadline differs from the one that we computed, and whether its planned end does so too.

    The log has no event for a deadline that was moved: only the planned end, which was moved with it, shows it.
    """
    if abs(application.deadline - promised) < SAME:
        return EXACT
    due, begun = application.deadline.astimezone(zone), application.start.astimezone(zone)
    days = (due.date() - begun.date()).days
    if days == PROMISE:
        midnight = due.time().replace(microsecond=0) == time.min
        return "the same day: the log says midnight" if midnight else "the same day at another time"
    named = {EXTENDED: "later by the six weeks of an extension", PUBLISHED: "later: 26 weeks in all"}
    what = "earlier than eight weeks" if days < PROMISE else named.get(days, "later by some days")
    return f"{what}{tell_planned_end(application, zone)}"


def tell_planned_end(application: Application, zone: ZoneInfo) -> str:
    """Returns what the log's planned end says about a deadline that was moved."""
    if application.planned_end is None:
        return ""
    planned, due = (at.astimezone(zone).date() for at in (application.planned_end, application.deadline))
    if planned == due:
        return ", and the log's planned end was moved with it"
    first = application.start.astimezone(zone).date() + timedelta(days=PROMISE)
    return ", but the log's planned end is still ours" if planned == first else ", and its planned end is another one"


def compare_ends(outcomes: Iterable[Outcome]) -> Counter[str]:
    return Counter(filter(None, map(explain_end, outcomes)))


def compare_deadlines(outcomes: Iterable[Outcome], zone: ZoneInfo) -> Counter[str]:
    return Counter(explain_deadline(outcome.application, outcome.promised, zone) for outcome in outcomes)


def count_fits(courses: Iterable[Course]) -> Counter[Fit]:
    """Counts how the events of the log became tasks; the end of a case is not an event of the log."""
    return Counter(step.fit for course in courses for step in course.steps if step.code != CONCLUDE)
