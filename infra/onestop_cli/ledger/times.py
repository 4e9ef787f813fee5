"""How quick a replay was: from the clock of the replay, and from the times in the cases' own histories."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from onestop_cli.ledger.counts import DECIDED
from onestop_cli.ledger.records import CaseRecord, LedgerRecords
from onestop_cli.replay.run import Run


def measure_speed(run: Run, records: LedgerRecords, ended_at: datetime) -> dict[str, Any]:
    """How quick it was: seconds of the whole run, calls a second, and seconds from opening to what followed."""
    seconds = (ended_at - run.began_at).total_seconds()
    calls = run.traffic["calls"]
    return {
        "seconds": round(seconds, 1),
        "calls": calls,
        "calls_per_second": round(calls / seconds, 1) if seconds else 0.0,
        "repeated_calls": run.traffic["repeats"],
        "seconds_to_routed": spread(seconds_until(case, DECIDED) for case in records.cases),
        "seconds_to_resolved": spread(seconds_until(case, ("case.resolved",)) for case in records.cases),
        "seconds_to_closed": spread(seconds_until(case, ("case.closed",)) for case in records.cases),
    }


def seconds_until(case: CaseRecord, wanted: tuple[str, ...]) -> float | None:
    at = next((event.at for event in case.events if event.type in wanted), None)
    return (at - case.file.case.opened_at).total_seconds() if at else None


def spread(values: Iterable[float | None]) -> dict[str, float]:
    """The middle, the slow end and the slowest of some times, in seconds."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return {}
    slow = known[min(len(known) - 1, int(len(known) * 0.95))]
    return {"median": round(statistics.median(known), 2), "p95": round(slow, 2), "most": round(known[-1], 2)}
