"""By which channels a letter may go to somebody: the row of the letter, the channel that they prefer first, and of
those the first that is open.

A channel is closed if letters to it come back, or if they said STOP. `call` is not a channel: it ends a row for letters
about which staff should telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from notifications.waiting.limits import address_of, identity_on
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.preferences import PUSH, VOICE, may_be_unwritten, way_for
from onestop.domain.people.person import Person
from onestop.runtime.metrics import count
from onestop.storage.incoming.talks import Talk, find_talk
from onestop.storage.letters.suppressions import is_suppressed

CALL = "call"
UNWRITTEN = (PUSH, VOICE)
USUAL = ("email", "sms", CALL)  # for a letter without a row


@dataclass(frozen=True, slots=True)
class Open:
    """The channel that a letter goes on, and the conversation that a text message is part of. If there is no channel,
    `unwanted` says that only their own STOP closed them."""

    channel: str | None
    talk: Talk | None = None
    unwanted: bool = False


def row_of(letter: str, catalogue: Catalogue) -> Sequence[str]:
    """The channels to try for a letter, in order."""
    known: Any = catalogue.letters.get(letter, {})
    routes: Sequence[str] = known.get("routes", USUAL)
    return routes


def channels_for(person: Person, letter: str, catalogue: Catalogue) -> list[str]:
    """The channels of a letter's row on which somebody can be reached, the one that they prefer first. On paper nobody
    can be reached if the jurisdiction has no print house. App and call are in no row: they come first if somebody
    chose them, and the row follows."""
    closed = {CALL} if "paper" in catalogue.jurisdiction else {CALL, "letter"}
    reachable = [way for way in row_of(letter, catalogue) if way not in closed and address_of(person, way)]
    chosen = way_for(person.preferences, letter)
    wanted = (chosen, person.prefers, person.channel())
    first = next((way for way in wanted if way in reachable), None)
    row = sorted(reachable, key=lambda way: way != first)
    unwritten = chosen or person.prefers or ""
    if unwritten in UNWRITTEN and may_be_unwritten(letter, unwritten) and has_way(person, unwritten, catalogue):
        return [unwritten, *row]
    return row


def has_way(person: Person, channel: str, catalogue: Catalogue) -> bool:
    """Tells whether somebody can be told by their app, or be called if that is offered."""
    return bool(address_of(person, channel)) and (channel != VOICE or bool(catalogue.jurisdiction.get("voice")))


def first_open(person: Person, channels: Sequence[str]) -> Open:
    """The first of some channels that is open to somebody: a Query for an address, two for a number."""
    stopped = 0
    for channel in channels:
        identity, talk = identity_on(person, channel), None
        if channel == "sms":
            talk = find_talk(identity)
            if talk.stopped:
                count("NotificationsStopped")
                stopped += 1
                continue
        if is_suppressed(identity):
            count("NotificationsSuppressed")
            continue
        return Open(channel, talk)
    return Open(None, unwanted=0 < stopped == len(channels))
