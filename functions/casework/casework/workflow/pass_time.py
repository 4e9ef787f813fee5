"""Handles, every minute, the cases for which something is due, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import TargetMissed, TaskEscalated
from onestop.domain.cases.lifecycle import CloseReason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.timers import time_passes
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.cases.case_lists import due_cases
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once

MOST = 200  # cases of a shard at a time; the rest a minute later


def pass_time(asked: Mapping[str, Any], catalogue: Catalogue, at: datetime) -> dict[str, int]:
    """Does what is due at a moment to all cases, or to the one that is asked for. One that fails is tried again in a
    minute."""
    found = [(asked["reference"], at)] if "reference" in asked else due_cases(at, MOST)
    done: Counter[str] = Counter(cases=0, failed=0)
    for reference, _ in found:
        try:
            file = pass_time_of(reference, Act(catalogue, at))
        except Exception as error:  # the edge: one case must not hold up the others
            logger.error("time could not pass", case=reference, **error_fields(error))
            done["failed"] += 1
        else:
            done["cases"] += 1
            done["closed"] += file.case.because is CloseReason.NO_ANSWER
    return dict(done)


def pass_time_of(reference: str, act: Act) -> CaseFile:
    """Does what is due to one case, once."""

    changes: list[Change] = []

    def decide(file: CaseFile) -> Change | None:
        change = time_passes(file, act)
        changes.extend([change] if change else [])
        return change

    file = change_case(reference, decide, lambda file: Once(key=f"time:{reference}:{file.case.version}"))
    for change in changes:
        if change.case is file.case:  # otherwise another process was faster
            count_late(change)
    return file


def count_late(change: Change) -> None:
    """Counts what has become late: each task once, however far it escalates; and each promise about the case."""
    count("TasksOverdue", sum(isinstance(event, TaskEscalated) and event.level == 1 for event in change.events))
    count("TargetsMissed", sum(isinstance(event, TargetMissed) for event in change.events))
