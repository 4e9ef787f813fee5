"""Checks one case, and repairs what should have followed from it and has not: two calls if all is well."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from dispatch.publish_events import publish_events
from dispatch.workflow import Execution, find_execution, start_workflow, stop_workflow, wake_by_token
from dispatch.workflow_waits import outcome_of, waits_in_vain
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.progress import restart
from onestop.domain.errors import Conflict
from onestop.runtime.clock import is_stated, time_of
from onestop.runtime.log import logger
from onestop.storage.cases.change_transaction import keep_change
from onestop.storage.cases.published import PublishedState, load_standing, mark_of, note, unlist
from onestop.storage.catalogue.releases import current
from onestop.storage.once import AlreadyDone, Once

PATIENCE = timedelta(minutes=75)  # no step, with its retries, takes longer between two tokens
DEAD = frozenset({"FAILED", "TIMED_OUT", "ABORTED", "SUCCEEDED"})  # succeeded: yet the case is not closed


def repair_case(reference: str, at: datetime, grace: timedelta) -> Counter[str]:
    """Repairs a case, unless it changed within the grace period; returns what it found."""
    standing = load_standing(reference)
    if standing.file.case.updated_at > at - grace:
        return Counter()
    found = Counter(looked_at=1, gaps=count_gaps(standing), republished=publish_missed(standing))
    if standing.file.case.status is Status.CLOSED:
        found["resumed"] += resume_missed(standing)
        found["unlisted"] += take_off_list(standing)
    else:
        found[repair_workflow(standing, at)] += 1
    return found


def count_gaps(standing: PublishedState) -> int:
    """Counts events that are gone. They cannot be made again: see docs/runbooks/stream-behind.md."""
    gaps = standing.gaps()
    if gaps:
        logger.error("events are gone", case=standing.file.case.reference, sequences=gaps)
    return len(gaps)


def publish_missed(standing: PublishedState) -> int:
    """Publishes exactly the events that were not published."""
    missed = standing.unpublished()
    if not missed:
        return 0
    refused = publish_events(missed)
    published = [event.sequence for position, event in enumerate(missed) if position not in refused]
    note(standing.file.case.reference, published)
    return len(published)


def take_off_list(standing: PublishedState) -> bool:
    """Takes a closed case off the list, if all its events were published. If one is gone the case stays, to be seen."""
    case = standing.file.case
    left = load_standing(case.reference) if standing.unpublished() else standing
    whole = left.published >= frozenset(range(1, case.version + 1))
    return whole and unlist(case.reference, case.version)


def repair_workflow(standing: PublishedState, at: datetime) -> str:
    """Repairs the workflow of a case that is not closed; returns how, or that it is well."""
    case = standing.file.case
    execution = find_execution(case.reference, case.run)
    if execution is None:
        start_workflow(case.reference, case.run)
        return "started"
    if execution.status in DEAD:
        return "restarted" if restart_run(standing.file) else "well"
    if resume_missed(standing):
        return "resumed"
    if is_stuck(standing, execution, at):
        stop_workflow(case.reference, case.run, "A token that it waits with is gone.")
        return "replaced" if restart_run(standing.file) else "well"
    return "well"


def resume_missed(standing: PublishedState) -> bool:
    """Wakes a workflow that waits for what has already happened, and notes the tokens; returns whether one did wait."""
    unused = standing.unused()
    over = {name: outcome for name in unused if (outcome := outcome_of(standing, name)) is not None}
    woken = [wake_by_token(unused[name], outcome) for name, outcome in over.items()]
    note(standing.file.case.reference, (), {mark_of(unused[name]) for name in over})
    return any(woken)


def is_stuck(standing: PublishedState, execution: Execution, at: datetime) -> bool:
    """Tells whether a running workflow can never go on. A token may still be on its way, so this waits its time however
    short the grace period is; if a history is replayed, its times say nothing about ours."""
    if is_stated():
        return False
    patient = max(standing.file.case.updated_at, execution.began_at) <= at - PATIENCE
    return patient and waits_in_vain(standing, execution.began_at)


def restart_run(file: CaseFile) -> bool:
    """Has the workflow start as the next run, from the present state of the case."""
    case = file.case
    change = restart(file, Act(current(), time_of(case.updated_at)))
    try:
        keep_change(change, Once(key=f"restart:{case.reference}:{case.run}"))
    except (AlreadyDone, Conflict):  # another process has, or the case is changing: the next sweep looks again
        return False
    return True
