"""How much one person is sent in an hour and in a day. What exceeds it is held, and told in one letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.postal_address import post_identity
from onestop.domain.letters.preferences import PUSH, VOICE
from onestop.domain.people.person import Person, counting_identity, identity_by, identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.letters.sent_counts import Window

PER_HOUR = 6  # letters: a busy case has two or three on its busiest day
PER_DAY = 15
ANY = 1_000_000  # for who named a danger: the number to call waits for no limit


def address_of(person: Person, channel: str) -> str:
    """The address or number of a person on a channel."""
    if channel == "letter":
        return "\n".join(person.post)
    if channel == PUSH:
        return person.device or ""
    return (person.email if channel == "email" else person.phone) or ""


def identity_on(person: Person, channel: str) -> str:
    """The exact address that a letter goes to, as a keyed hash: what is held for it goes to no other."""
    if channel == "letter":
        return post_identity(person.post, identity_key())
    if channel in (PUSH, VOICE):
        return identity_by(channel, address_of(person, channel), identity_key())
    return identity_of(address_of(person, channel), identity_key())


def counting_identity_on(person: Person, channel: str) -> str:
    """The keyed hash under which we count what an address is sent."""
    if channel == "letter":
        return post_identity(person.post, identity_key())
    if channel in (PUSH, VOICE):
        return identity_by(channel, address_of(person, channel), identity_key())
    return counting_identity(address_of(person, channel), identity_key())


def window_of(
    person: Person, channel: str, catalogue: Catalogue, at: datetime, event: Mapping[str, Any] | None = None
) -> Window:
    """How much may be sent to a person at a moment; addresses that differ only by a tag count as one. A letter about an
    event that names a danger is counted, and never held."""
    named = bool((event or {}).get("data", {}).get("hazard"))
    limits = {"letters_per_hour": ANY, "letters_per_day": ANY} if named else catalogue.jurisdiction.get("limits", {})
    return Window(
        identity=counting_identity_on(person, channel),
        at=at,
        per_hour=limits.get("letters_per_hour", PER_HOUR),
        per_day=limits.get("letters_per_day", PER_DAY),
    )
