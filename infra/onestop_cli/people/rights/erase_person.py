"""Erases what is kept about one person, or says why not: a hold, or a case that is still open."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop.domain.cases.lifecycle import Status
from onestop.storage.cases.corrections import forget_correction
from onestop_cli.people.rights.places import Places
from onestop_cli.people.rights.traces import HOLD, Traces, find_traces, speaks_of

BACKUPS = "Backups of the tables (point in time) forget it by themselves after 35 days."
LOOKS = "Who looked at these cases is kept for the auditor for five years. It names no resident and repeats no word."
SHARING = "Others came by the same address or number, or they themselves without the other one: erase by that one too."
ELSEWHERE = "These rows belong to the cases of others, who wrote this address or number themselves."


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, by where it was, and what was left, each with the reason."""

    rows: dict[str, int]
    objects: dict[str, int]
    dead_letters: int
    left: tuple[dict[str, Any], ...]
    remaining: int


def standing_against(traces: Traces, at: datetime) -> list[str]:
    """Returns why nothing may be erased now; empty if there is no reason."""
    today = at.date().isoformat()
    holds = (hold for hold in traces.holds if hold["until"] >= today)
    against = list(dict.fromkeys(f"A hold until {hold['until']}: {hold['because']}" for hold in holds))
    open_cases = sorted(reference for reference, case in traces.cases.items() if case.get("status") != Status.CLOSED)
    return against + [f"Case {reference} is still worked on: close it first." for reference in open_cases]


def set_hold(places: Places, traces: Traces, because: str, until: str, by: str) -> int:
    """Keeps that nothing of a person is erased before a day, and why. Returns in how many records: who brought no case
    is held under what their address is found by."""
    named = sorted(traces.people or traces.hashes)
    for each in named:
        body = json.dumps({"because": because, "until": until, "by": by}, ensure_ascii=False)
        places.put_row("People", f"{HOLD}{each}", "HOLD", body)
    return len(named)


def erase(places: Places, traces: Traces, address: str, name: str | None) -> Erased:
    """Erases it all, then searches everything again. If it is interrupted, run it again: the rows by which
    a person is found are erased last."""
    for reference in traces.cases:
        forget_correction(places.s3, places.buckets["mail"], reference)
    objects: Counter[str] = Counter()
    for stored in traces.objects:
        places.delete_object(stored)
        objects[stored.bucket] += 1
    rows: Counter[str] = Counter()
    for row in sorted(traces.rows, key=lambda row: (row.table == "People", row.kind == "case", row.sk == "PERSON")):
        places.forget_app(row)
        places.delete_row(row)
        rows[row.table] += 1
    gone = places.resting.delete(lambda text: speaks_of(traces, text))
    again = find_traces(places, address, name)
    left = [{"what": "looks", "rows": len(traces.looks), "why": LOOKS}] if traces.looks else []
    if traces.sharing:
        left.append({"what": "people with the same address or number", "rows": traces.sharing, "why": SHARING})
    if again.elsewhere:
        left.append({"what": "words of others", "rows": len(again.elsewhere), "why": ELSEWHERE})
    left.append({"what": "backups", "rows": None, "why": BACKUPS})
    remaining = len(again.rows) + len(again.objects) + again.dead_letters
    return Erased(dict(rows), dict(objects), gone, tuple(left), remaining)
