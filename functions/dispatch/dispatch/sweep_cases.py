"""Walks all cases that may still have unfinished work, and has each repaired. On a healthy system it changes nothing.

A sweep that runs out of time stops, and the next one continues from there, so every case is checked in its turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from dispatch.repair_case import repair_case
from onestop.runtime.log import error_fields, logger
from onestop.storage.cases.sweeps import BEGINNING, keep_sweep_place, kept_place, round_from

GRACE = timedelta(minutes=5)  # cases that changed more recently are left to the stream
FOUND = (
    "looked_at", "started", "restarted", "replaced", "resumed", "republished", "unlisted", "gaps", "failed",
    "cut_short",
)  # fmt: skip


def always() -> bool:
    return True


def sweep_cases(at: datetime, grace: timedelta = GRACE, has_time: Callable[[], bool] = always) -> dict[str, int]:
    """Checks every listed case and repairs it. Returns how many repairs of each kind were made.

    `cut_short` is 1 if there was no time for all; `gaps` are events that are gone, `failed` cases that could not be
    repaired.
    """
    counts = Counter(dict.fromkeys(FOUND, 0))
    begun = place = kept_place()
    for here, reference in round_from(begun, at - grace):
        if not has_time():
            keep_sweep_place(place)
            counts["cut_short"] = 1
            break
        counts += repair_safely(reference, at, grace)
        place = here
    else:
        if begun != BEGINNING:
            keep_sweep_place(BEGINNING)
    return {name: counts[name] for name in FOUND}


def repair_safely(reference: str, at: datetime, grace: timedelta) -> Counter[str]:
    """Repairs a case; one that cannot be repaired does not stop the sweep."""
    try:
        return repair_case(reference, at, grace)
    except Exception as error:  # the edge of one case: the next one must be checked
        logger.error("could not repair", case=reference, **error_fields(error))
        return Counter(looked_at=1, failed=1)
