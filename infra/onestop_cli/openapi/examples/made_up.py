"""The case, task and arrival that all examples speak of. They are made up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REFERENCE = "7KQ2-M4TX-9BWD-D"
OTHER = "3F8A-PQ61-ZT0M-Q"
SECRET = "o0T4oWgKq1bBrFQ2yRk6sQ"  # noqa: S105 - opens nothing
OPENED = "2026-11-23T15:00:00+00:00"
LATER = "2026-11-24T09:30:00+00:00"
DUE = "2026-11-27T21:00:00+00:00"
WHY = "The hole is on a private road."

TASK: Mapping[str, Any] = {
    "task": "01",
    "reference": REFERENCE,
    "code": "repair",
    "agency": "streets",
    "status": "open",
    "done_by": "agency",
    "assignee": None,
    "service_code": "pothole",
    "service_name": "Pothole",
    "priority": "normal",
    "summary": "A deep hole in the right lane.",
    "opened_at": OPENED,
    "due_at": DUE,
    "level": 0,
    "waits_for": None,
    "waits_until": None,
    "child": None,
    "been_at": [],
    "ended_at": None,
    "triage": False,
    "danger": False,
    "at_risk": False,
    "channel": "web",
    "district": "harbourside",
    "lat": 44.65,
    "long": -63.58,
    "heard_at": None,
}
ARRIVAL: Mapping[str, Any] = {
    "arrival": "MjAyNi0xMS0yM1QxNTowMDowMCM3",
    "kind": "quarantined",
    "channel": "email",
    "at": OPENED,
    "why": "spam",
    "reference": None,
    "released_by": None,
    "dismissed_by": None,
    "details": {},
}
MOVED: Mapping[str, Any] = {"reference": REFERENCE, "status": "in_progress", "version": 4, "danger": None}
