"""What one person must be told of an event, and the letter about it once it is ready to be sent on a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from notifications.event_message import EventMessage
from notifications.owed.which_letters import OwedLetter, as_for_life
from notifications.sending.routes import UNWRITTEN, channels_for
from notifications.words.letter import Message
from notifications.words.letter_of_event import message_for
from onestop.contracts.phones import with_normal_phone
from onestop.domain.cases.case import Case
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import does_without, may_be_left_out
from onestop.domain.people.person import Person
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.notifications import Notification
from onestop.storage.people.contact_details import load_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What one person must be told about one event."""

    event: EventMessage
    case: Case
    letter: OwedLetter
    whole: WholeFile
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A letter ready to be sent on a channel: its words, the notification to claim, and the channels to try after
    it."""

    owed: Owed
    channel: str
    rest: Sequence[str]
    message: Message
    wanted: Notification


def owed_to(event: EventMessage, case: Case, letter: OwedLetter, whole: WholeFile) -> Owed:
    """What the resident of a case must be told."""
    person = with_normal_phone(load_person(case.person or ""), current())
    letter = as_for_life(letter, case, current())
    return Owed(event=event, case=case, letter=letter, whole=whole, person=person)


def ways_for(owed: Owed) -> list[str]:
    """The ways that a letter may go, in order. Somebody who named a danger reads our letter, with the number to call
    first: an app has no room for that, and a call may have to wait for the morning."""
    ways = channels_for(owed.person, owed.letter.code, current())
    danger = owed.case.endangered or owed.event.get("data", {}).get("hazard")
    return [way for way in ways if way not in UNWRITTEN] if danger else ways


def goes_without(person: Person, letter: str) -> bool:
    """Tells whether somebody opted out of the letter, or restricted the use of their data to what is needed."""
    restricted = person.restricted_since is not None and may_be_left_out(letter)
    return restricted or does_without(person.preferences, letter)


def make_ready(
    channel: str, channels: Sequence[str], owed: Owed, at: datetime, instead_of: str | None = None
) -> Ready | None:
    """The letter on one of some channels; None if it no longer has to be sent."""
    message = message_for(owed.event, owed.case, owed.letter, owed.whole, owed.person, channel)
    if message is None:
        return None
    rest, wanted = channels[channels.index(channel) + 1 :], notification_of(owed, channel, at, instead_of)
    return Ready(owed=owed, channel=channel, rest=rest, message=message, wanted=wanted)


def notification_of(owed: Owed, channel: str, at: datetime, instead_of: str | None) -> Notification:
    """The notification to one person on a channel. Its retries are counted from the time of the event, because it may
    have waited its turn; those of a letter that takes the place of another from now."""
    happened = None if instead_of else owed.event.get("time")
    return Notification(
        reference=owed.case.reference,
        event=owed.event["id"],
        type=owed.event["type"],
        letter=owed.letter.code,
        channel=channel,
        language=owed.person.language,
        status=LetterState.CREATED,
        created_at=at,
        instead_of=instead_of,
        tried_since=min(datetime.fromisoformat(happened), at) if happened else None,
    )
