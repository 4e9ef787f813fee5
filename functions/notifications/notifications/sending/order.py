"""In which order letters are sent: those to one address in the order in which they were begun, those of one case in the
order of its events.

The queue keeps no order. So the transaction that claims a letter checks whether another is under way to its address,
and whether the letter of the event before it was at least begun; if not, its message comes again in a few seconds. A
letter that is held, or takes the place of another, has no turn: it is late on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from notifications.owed.which_letters import HEARD, kind_of, told_with_the_whole
from notifications.sending.routes import channels_for
from notifications.waiting.limits import identity_on
from notifications.words.letter_of_event import letter_about
from onestop.contracts.recorded import Recorded, cloud_event
from onestop.domain.people.person import Person
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.notifications import Notification, about_key, notification_key
from onestop.storage.letters.turns import LASTS, Turn

WAITED = LASTS  # for a letter that was never begun: it may be waiting for its own turn, after one that is being tried
CLOCKS = timedelta(minutes=1)  # how far apart the clocks of two machines may be


def turn_of(
    letter: Notification, event: Mapping[str, Any], person: Person, whole: WholeFile, at: datetime
) -> Turn | None:
    """The turn that a letter needs. An event without a number does not follow any other."""
    if letter.instead_of:
        return None
    before = event_before(letter, person, whole, at) if "sequence" in event else None
    return Turn(
        identity=identity_on(person, letter.channel),
        letter=letter.full_name,
        at=at,
        after=(about_key(letter.reference, before), notification_key(before)) if before else None,
    )


def event_before(letter: Notification, person: Person, whole: WholeFile, at: datetime) -> str | None:
    """The last event before that of a letter about which its resident is told, if its letter is still waited for."""
    numbers = [each.sequence for each in whole.events if each.id == letter.event]
    if not numbers or whole.file.case.reference != letter.reference:
        return None
    for event in reversed(whole.events):
        if event.sequence < numbers[0] and is_told(event, person, whole):
            return event.id if -CLOCKS < at - event.at < WAITED else None
    return None


def is_told(recorded: Recorded, person: Person, whole: WholeFile) -> bool:
    """Tells whether the resident of a case must be told about an event of its history."""
    event = cloud_event(recorded, "")
    letter = letter_about(event, recorded.reference)
    if letter is None or told_with_the_whole(kind_of(event), whole.file.case):
        return False
    if not channels_for(person, letter.code, current()):
        return False  # a letter that no channel of its row brings leaves no trace, so nothing waits for it
    return letter.words is None or letter.words(event, whole, current(), person.language) is not None


def in_order(records: Sequence[Any]) -> list[Any]:
    """The messages of a batch by the time of their events; those without a time first."""
    return sorted(records, key=sort_key)


def events_of(records: Sequence[Any]) -> list[Mapping[str, Any]]:
    """The events of cases in the messages of a batch."""
    found = (read_message(record) for record in records)
    return [told for told in found if told.get("type") in HEARD and isinstance(told.get("id"), str)]


def read_message(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content of a message; empty for one that cannot be read."""
    try:
        told = json.loads(record["body"])
    except ValueError:
        return {}
    return told if isinstance(told, Mapping) else {}


def sort_key(record: Mapping[str, Any]) -> tuple[str, str]:
    """The time of an event, and its number within its case, as text that sorts."""
    told = read_message(record)
    return str(told.get("time", "")), str(told.get("sequence", ""))
