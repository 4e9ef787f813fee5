"""What became of each application here against what the log says: its end, its deadline, whether it was late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from onestop.contracts.recorded import Recorded
from onestop.domain.cases import CaseFile
from onestop.domain.lifecycle import Status
from onestop_cli.permit_course import CONCLUDE, Course, Ending, Fit
from onestop_cli.permit_log import Application

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
        """How often something happened to it."""
        return sum(recorded.type == event for recorded in self.events)

    @property
    def tasks_done(self) -> int:
        """How many events of the log are done tasks here."""
        return sum(event.type == "task.completed" and event.data["code"] != CONCLUDE for event in self.events)


def tell_ending(outcome: Outcome) -> str:
    """Where the system left a case, in the words of how it was to end."""
    case = outcome.file.case
    if case.status is Status.CLOSED:
        return Ending.STOPPED if case.because == "withdrawn" else Ending.DONE
    return Ending.OPEN if case.status is Status.IN_PROGRESS else str(case.status)


def ends_alike(outcome: Outcome) -> bool:
    """Whether a case ended as in the log; one that is open has just the tasks that the log has not done."""
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
    """How the log's deadline differs from the one that we computed."""
    if abs(application.deadline - promised) < SAME:
        return EXACT
    days = (application.deadline.astimezone(zone).date() - application.start.astimezone(zone).date()).days
    if days == PROMISE:
        return "the same day at another time"
    if days < PROMISE:
        return "earlier than eight weeks"
    named = {EXTENDED: "later by the six weeks of an extension", PUBLISHED: "later: 26 weeks in all"}
    return named.get(days, "later by some days")


def was_late(application: Application) -> bool:
    """Whether the log counts an application as late; one that has no end is not counted."""
    return application.end is not None and application.end > application.deadline


def is_late(outcome: Outcome) -> bool:
    """The same by the system's own record: its promise to be done was missed."""
    return outcome.application.end is not None and "resolve" in outcome.file.case.missed


def explain_late(outcome: Outcome) -> str:
    """Why only one of the log and the system counts a case as late; empty where they agree."""
    application = outcome.application
    if application.end is None or was_late(application) == is_late(outcome):
        return ""
    if is_late(outcome) and application.events[-1].at > application.deadline:
        return "late here only: the log does a task after its own end and after the deadline"
    if abs(application.end - application.deadline) < SAME:
        return "late in the log only: by hundredths of a second, with which the file was written"
    return "unexplained"


def compare_ends(outcomes: Iterable[Outcome]) -> Counter[str]:
    return Counter(filter(None, map(explain_end, outcomes)))


def compare_deadlines(outcomes: Iterable[Outcome], zone: ZoneInfo) -> Counter[str]:
    return Counter(explain_deadline(outcome.application, outcome.promised, zone) for outcome in outcomes)


def compare_late(outcomes: Iterable[Outcome]) -> dict[str, list[str]]:
    """The cases that only one side counts as late, by the reason."""
    found: dict[str, list[str]] = {}
    for outcome in outcomes:
        why = explain_late(outcome)
        if why:
            found.setdefault(why, []).append(outcome.application.id)
    return found


def count_fits(courses: Iterable[Course]) -> Counter[Fit]:
    """How the events of the log came to be tasks; the end of a case is no event of the log."""
    return Counter(step.fit for course in courses for step in course.steps if step.code != CONCLUDE)
