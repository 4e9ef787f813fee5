"""Which applications were late: by the log, by the system's own record, and by the deadline that it computed by itself.

The log's deadlines were extended and moved by people; the record goes by them once it was told, so that both count the
same lateness. What the computed deadline alone would have called late is compared too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from tests.permits.compare import SAME, Outcome
from tests.permits.log import Application

UNEXPLAINED = "unexplained"
WENT_ON = "late here only: the log does a task after its own end and after the deadline"
HUNDREDTHS = "late in the log only: by hundredths of a second, with which the file was written"


def was_late(application: Application) -> bool:
    """Returns whether the log counts an application as late; one without an end is not counted."""
    return application.end is not None and application.end > application.deadline


def is_late(outcome: Outcome) -> bool:
    """The same by the system's own record: its promise to be done was missed."""
    return outcome.application.end is not None and "resolve" in outcome.file.case.missed


def is_late_by_promise(outcome: Outcome) -> bool:
    """Returns whether it was done after the deadline that the system first computed, whatever people changed later."""
    ended = outcome.file.case.closed_at
    return outcome.application.end is not None and ended is not None and ended - outcome.promised >= SAME


def explain_late(outcome: Outcome) -> str:
    """Why only one of the log and the system counts a case as late; empty where they agree."""
    application = outcome.application
    if application.end is None or was_late(application) == is_late(outcome):
        return ""
    if is_late(outcome) and application.events[-1].at > application.deadline:
        return WENT_ON
    return HUNDREDTHS if is_late_by_hundredths(application) else UNEXPLAINED


def explain_late_by_promise(outcome: Outcome) -> str:
    """Why only one of the log and the computed deadline counts a case as late; empty where they agree."""
    application = outcome.application
    if application.end is None or was_late(application) == is_late_by_promise(outcome):
        return ""
    later = application.deadline - outcome.promised
    if is_late_by_promise(outcome) and later >= SAME:
        return "late by ours only: the log's deadline is later"
    if is_late_by_promise(outcome) and application.events[-1].at > application.deadline:
        return WENT_ON
    if was_late(application) and later <= -SAME:
        return "late by the log's only: it is earlier than ours"
    return HUNDREDTHS if is_late_by_hundredths(application) else UNEXPLAINED


def is_late_by_hundredths(application: Application) -> bool:
    """Returns whether end and deadline are at the same time in the log, apart from the format of its file."""
    return application.end is not None and timedelta() < application.end - application.deadline < SAME


def group_late(outcomes: Iterable[Outcome], explain: Callable[[Outcome], str]) -> dict[str, list[str]]:
    """The cases that only one side counts as late, by the reason."""
    found: dict[str, list[str]] = {}
    for outcome in outcomes:
        why = explain(outcome)
        if why:
            found.setdefault(why, []).append(outcome.application.id)
    return found
