"""What an event reveals about a case beyond the work itself: the history hides it from staff who may not see that.

Events carry codes only, yet that the resident wrote, or which keywords their words had, is still theirs. A type
or a detail that is not listed here is not shown: a new one must be considered first, and a test enforces that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from onestop.domain.cases.events import EVENTS

# event -> the field of the case that one must see to learn of it; all other events only reveal the work
TELLS_OF: Mapping[str, str] = {
    "contact.received": "description",
    "contact.sent": "description",
    "note.added": "notes",
    "attachment.added": "attachments",
    "survey.answered": "answers",
    "case.endangered": "description",
    "handover.asked": "place",
    "case.handed_over": "place",
    "handover.changed": "place",
    "handover.failed": "place",
}
# a detail of an event -> the field that it was derived from
DRAWN_FROM: Mapping[str, str] = {
    "reasons": "description",
    "proposals": "description",
    "offered": "description",
    "scores": "answers",
    "hazard": "description",
    "proof": "description",
    "rows": "answers",
    "district": "place",
    "number": "place",  # of a neighbour, who has the place
}
DETAILS: Mapping[str, frozenset[str]] = {event.type: frozenset(each.name for each in fields(event)) for event in EVENTS}


def is_seen(type_: str, seen: frozenset[str]) -> bool:
    """Whether somebody who sees these fields may learn that this happened."""
    return type_ in DETAILS and (type_ not in TELLS_OF or TELLS_OF[type_] in seen)


def seen_details(type_: str, data: Mapping[str, Any], seen: frozenset[str]) -> dict[str, Any]:
    """Returns what an event carries, as far as somebody who sees these fields may know it."""
    return {
        name: value
        for name, value in data.items()
        if name in DETAILS[type_] and (name not in DRAWN_FROM or DRAWN_FROM[name] in seen)
    }
