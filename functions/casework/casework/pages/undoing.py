"""What an act changed, as the form that takes it back has it: the priority, or the deadline, of before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from casework.pages.fields import Fields
from casework.pages.local_times import local_time
from casework.pages.visiting import DeskVisit
from onestop.contracts.recorded import Recorded

# event -> what it says was before -> the field for it
BEFORE: Mapping[str, tuple[str, str]] = {
    "case.reprioritised": ("before", "priority"),
    "case.extended": ("was_due_at", "due_at"),
}


def undo_of(visit: DeskVisit, events: Iterable[Recorded]) -> Fields:
    """What was before the latest change of each kind, by the name of its field."""
    found: dict[str, str] = {}
    for event in events:
        if event.type in BEFORE:
            said, field = BEFORE[event.type]
            value = str(event.data.get(said, ""))
            found[field] = local_time(datetime.fromisoformat(value), visit) if field == "due_at" else value
    return Fields(tuple(found.items()))
