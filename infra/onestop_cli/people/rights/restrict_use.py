"""Restricting the use of what is kept of one person: it stays, their open cases are worked on as they asked, and they
are written to where a law demands it or something is needed of them. Nothing else is done with it."""

from __future__ import annotations

import json
from datetime import datetime

from onestop_cli.people.rights.places import Places
from onestop_cli.people.rights.traces import Traces


def restrict(places: Places, traces: Traces, since: datetime | None) -> int:
    """Restricts from a moment on, or lifts it again with None; returns how many records changed. Restricted twice, it
    counts from the first time."""
    changed = 0
    for row in traces.rows:
        if row.sk != "PERSON" or row.pk.removeprefix("PERSON#") not in traces.people:
            continue
        person = json.loads(row.body)
        if bool(person.get("restricted_since")) == bool(since):
            continue
        told = {**person, "restricted_since": since.isoformat() if since else None}
        places.change_body(row, json.dumps(told, ensure_ascii=False))
        changed += 1
    return changed
