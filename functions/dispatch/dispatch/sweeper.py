"""Repairs what the stream has missed: a workflow never started, one that died, one that waits for what has happened.

On a healthy system it changes nothing. Cases touched within the grace period are left to the stream.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from dispatch.records import resume_if_ended
from dispatch.telling import tell
from dispatch.workflow import run_status, start
from onestop.domain.cases import Case
from onestop.domain.errors import Conflict
from onestop.domain.lifecycle import Status
from onestop.domain.work import restart
from onestop.storage.cases import keep, load_file, load_history
from onestop.storage.lists import unfinished_cases
from onestop.storage.once import AlreadyDone, Once
from onestop.storage.tokens import SURVEY

GRACE = timedelta(minutes=5)


def sweep(at: datetime, grace: timedelta = GRACE) -> dict[str, int]:
    """Looks at every case that is not closed and repairs its workflow. Returns how many of each repair."""
    repairs: Counter[str] = Counter(looked_at=0, started=0, restarted=0, resumed=0)
    for case in unfinished_cases():
        if case.updated_at > at - grace:
            continue
        repairs["looked_at"] += 1
        repair = repair_case(case, at)
        if repair:
            repairs[repair] += 1
    return dict(repairs)


def repair_case(case: Case, at: datetime) -> str | None:
    """Repairs the workflow of one case; says what it did."""
    status = run_status(case.reference, case.run)
    if status == "RUNNING":
        return "resumed" if resume_missed(case.reference) else None
    tell_again(case.reference)
    if status is None:
        start(case.reference, case.run)
        return "started"
    try:
        keep(restart(case, at), Once(key=f"restart:{case.reference}:{case.run}"))
    except (AlreadyDone, Conflict):  # somebody else has, or the case moves: the next sweep looks again
        return None
    return "restarted"


def resume_missed(reference: str) -> bool:
    """Wakes a running workflow that waits for what has happened; a token used before is refused, which does no harm."""
    file = load_file(reference)
    waits_for = [task.id for task in file.stage_tasks()] if file.case.status is not Status.RESOLVED else [SURVEY]
    woken = [resume_if_ended(file, name) for name in waits_for]
    return any(woken)


def tell_again(reference: str) -> None:
    """Tells all events of a case once more: consumers know those they have had by their ids."""
    for event in load_history(reference)[1]:
        tell(event)
