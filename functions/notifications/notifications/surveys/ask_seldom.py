"""Nobody is asked how it went more often than the survey allows, however many of their cases are resolved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from notifications.waiting.limits import window_of
from onestop.domain.people.person import Person
from onestop.domain.surveys.who_is_asked import asked_before
from onestop.storage.catalogue.releases import current
from onestop.storage.surveys.last_asked import note_asked

ASKS = "survey-invited"  # the letter


def was_asked_lately(event: Mapping[str, Any], letter: str, person: Person, channel: str, moment: datetime) -> bool:
    """Tells whether somebody is not to be asked now, because they were asked about another case, or this one, not long
    ago."""
    if letter != ASKS:
        return False
    catalogue = current()
    survey = catalogue.surveys.get(event.get("data", {}).get("survey", ""))
    rule = survey.get("ask") if survey else None
    if rule is None or "rest_days" not in rule:
        return False
    identity = window_of(person, channel, catalogue, moment).identity
    return not note_asked(identity, event["id"], moment, asked_before(moment, rule))
