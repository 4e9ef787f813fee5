"""What the owner of an address chose for all its cases, and how a new case comes by it.

An objection lasts: whoever opted out of a letter does not have to say so again with the next thing they need. What is
said in a new request (language, channel) counts for that request, before what was chosen earlier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from onestop.domain.letters.preferences import LetterKind, Preferences, keep_unoffered
from onestop.domain.people.person import Person, identity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPreferences:
    """What was chosen for an address, and when. `prefers` is the channel; None if they leave it to us."""

    at: datetime
    language: str
    prefers: str | None = None
    preferences: Preferences = field(default_factory=Preferences)


def addresses_in_order(person: Person, key: bytes) -> tuple[str, ...]:
    """Returns the identities of a person's own addresses, first the one that letters go to. A business number is left
    out: many write for one business, and each chooses for themselves."""
    both = (person.phone, person.email) if person.channel() == "sms" else (person.email, person.phone)
    return tuple(dict.fromkeys(identity_of(each, key) for each in both if each))


def with_chosen(person: Person, chosen: Mapping[str, ChosenPreferences], first: str, *, says_language: bool) -> Person:
    """Returns the person of a new case with what was `chosen` for their addresses. The `first`, which letters go to,
    decides; of the others only what they do without is left out, because each may be the one that objected.
    `says_language` is that the request names a language."""
    if not chosen:
        return person
    own = chosen.get(first)
    before = own.preferences if own else person.preferences
    return replace(
        person,
        language=own.language if own and not says_language else person.language,
        prefers=person.prefers or (own.prefers if own else None),
        preferences=with_objections(before, chosen.values()),
        chosen_for=tuple(chosen),
    )


def with_objections(preferences: Preferences, others: Iterable[ChosenPreferences]) -> Preferences:
    """Returns preferences that also do without what others do without."""
    more = {kind for each in others for kind in each.preferences.without}.difference(preferences.without)
    kinds = more.union(preferences.without)
    without = tuple(kind.value for kind in LetterKind if kind in kinds)
    return replace(preferences, without=without) if more else preferences


def said_now(
    before: tuple[str | None, Preferences],
    said: tuple[str | None, Preferences],
    offered: Collection[str] | None = None,
) -> tuple[str | None, Preferences]:
    """Returns the channel and preferences that hold after somebody `said` them. If not all channels were `offered`,
    earlier choices about the others stay."""
    prefers, preferences = said[0] or before[0], said[1]
    if offered is not None:
        preferences = keep_unoffered(before[1], preferences, offered)
        prefers = before[0] if before[0] and before[0] not in offered else prefers
    return prefers, preferences


def is_shown(person: Person, identities: Collection[str]) -> bool:
    """Whether how a person wants to hear from us may be shown to whoever proved these identities. Anybody can bring a
    case with an address of theirs and one of somebody else: what was chosen for the other one is not shown to them."""
    return all(each in identities for each in person.chosen_for)
