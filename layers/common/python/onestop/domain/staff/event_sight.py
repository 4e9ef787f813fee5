"""What an event tells of a case beyond the work itself: who may not see that part does not see it in the history.

Events carry codes only, yet that the resident wrote, or which keywords their words had, is theirs all the same. A type
or a detail that is not named here is not shown: a new one must be thought about first, and a test insists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from onestop.domain.cases.events import EVENTS

# event -> the field of the case that one must see to learn of it; all others tell of the work only
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
# a detail of an event -> the field that it was drawn from
DRAWN_FROM: Mapping[str, str] = {
    "reasons": "description",
    "proposals": "description",
    "offered": "description",
    "scores": "answers",
    "hazard": "description",
    "proof": "description",
    "rows": "answers",
    "district": "place",
    "number": "place",  # of a neighbour, whose the place is
}
DETAILS: Mapping[str, frozenset[str]] = {event.type: frozenset(each.name for each in fields(event)) for event in EVENTS}


def is_seen(type_: str, seen: frozenset[str]) -> bool:
    """Whether somebody who sees these fields may learn that this happened."""
    return type_ in DETAILS and (type_ not in TELLS_OF or TELLS_OF[type_] in seen)


def seen_details(type_: str, data: Mapping[str, Any], seen: frozenset[str]) -> dict[str, Any]:
    """What an event carries, as far as somebody who sees these fields may know it."""
    return {
        name: value
        for name, value in data.items()
        if name in DETAILS[type_] and (name not in DRAWN_FROM or DRAWN_FROM[name] in seen)
    }
