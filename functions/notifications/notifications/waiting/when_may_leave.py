"""Letters that wait: until when, and whether they still have to be sent then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from notifications.event_message import EventMessage
from onestop.domain.cases.lifecycle import Status, WaitsFor
from onestop.domain.letters.preferences import moment_for_both, preferred_moment
from onestop.domain.people.person import Person
from onestop.domain.people.proof import Proof
from onestop.domain.time.night import BY_NIGHT, Waits, leaves_at
from onestop.runtime.clock import is_stated
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.held_letters import HeldLetter
from onestop.storage.letters.notifications import Notification
from onestop.storage.surveys.responses import find_response

KEPT = ("type", "subject", "id", "time", "data")  # fields of an event from which its letter is written
ENDED = (Status.IN_PROGRESS, Status.CLOSED)  # of a survey: the case was reopened, or the time to answer is over


def kept_of(event: EventMessage) -> dict[str, Any]:
    """The part of an event that is kept with a waiting letter; events contain codes, ids and times only."""
    return {name: event[name] for name in KEPT if name in event}


def may_leave_at(letter: Notification, person: Person, moment: datetime, *, asked_for: bool = False) -> datetime:
    """When a letter may be sent: now, in the morning, or when its reader wants it. If a history is replayed, no hour is
    night. A reply to somebody who is there is sent in their quiet hours too."""
    if is_stated():
        return moment
    catalogue = current()

    def by_day(at: datetime) -> datetime:
        return leaves_at(letter.type, letter.channel, at, catalogue, asked_for=asked_for)

    def by_choice(at: datetime) -> datetime:
        zone = catalogue.jurisdiction["time_zone"]
        return preferred_moment(person.preferences, letter.letter, letter.created_at, at, zone)

    if asked_for or BY_NIGHT[letter.type] is Waits.NOWHERE:
        return by_day(moment)
    return moment_for_both(moment, by_day, by_choice)


def is_overtaken(letter: HeldLetter) -> bool:
    """Tells whether what a letter asks was done while it waited, so that it would only confuse."""
    still_open = STILL_OPEN.get(letter.notification.letter)
    return still_open is not None and not still_open(letter, load_whole(letter.notification.reference))


def waits_for_resident(letter: HeldLetter, whole: WholeFile) -> bool:
    return any(task.id == letter.task and task.waits_for is WaitsFor.RESIDENT for task in whole.file.tasks)


def is_claimed(letter: HeldLetter, whole: WholeFile) -> bool:
    said = (letter.event or {}).get("data", {}).get("contact")
    return said is None or any(each.id == said and each.proof is Proof.CLAIMED for each in whole.contacts)


def can_be_rated(_letter: HeldLetter, whole: WholeFile) -> bool:
    return whole.file.case.status not in ENDED and find_response(whole.file.case.reference) is None


def is_joined(_letter: HeldLetter, whole: WholeFile) -> bool:
    return whole.file.case.merged_into is not None


# The letters that ask for something, or say what may be undone, and how to tell that this still holds.
STILL_OPEN: Mapping[str, Callable[[HeldLetter, WholeFile], bool]] = {
    "resident-asked": waits_for_resident,
    "service-asked": waits_for_resident,
    "resident-task": waits_for_resident,
    "resident-reminded": waits_for_resident,
    "contact-claimed": is_claimed,
    "survey-invited": can_be_rated,
    "case-merged": is_joined,
}
