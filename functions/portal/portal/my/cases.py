"""All cases of the signed-in resident, how they want to hear from us, and whether a case is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from onestop.contracts.preferences import WAYS
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.chosen_preferences import ChosenPreferences, is_shown, said_now
from onestop.storage.cases.read_case import load_cases
from onestop.storage.people.chosen_preferences import find_chosen, keep_chosen
from onestop.storage.people.contact_details import brought_in_forms, is_case_of, load_person, prefer
from portal.my.resident_session import Resident

MOST = 100  # cases on the page: as many as DynamoDB reads in one call


@dataclass(frozen=True, slots=True)
class Own:
    """The cases of a resident, the newest first, and by reference the person who brought each."""

    cases: list[Case]
    people: dict[str, str]
    more: bool = False


def own_cases(resident: Resident, catalogue: Catalogue) -> Own:
    """Reads them: one Query for each form of the address (an e-mail address has one), and one call for the cases."""
    brought = brought_in_forms(resident.identities(catalogue), MOST + 1, own=True)
    wanted = list(brought)[:MOST]
    cases = load_cases(wanted) if wanted else []
    newest = sorted(cases, key=lambda case: (case.opened_at, case.reference), reverse=True)
    return Own(newest, brought, len(brought) > MOST)


def is_own(resident: Resident, reference: str, catalogue: Catalogue) -> bool:
    """Tells whether a case belongs to the signed-in resident."""
    return any(is_case_of(identity, reference) for identity in resident.identities(catalogue))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferred:
    """How somebody wants to hear from us: as they said in their newest case. `channels` is what they may choose: by
    letter if we know their postal address and letters are printed; in their app if it is registered; by a call if we
    make calls."""

    language: str
    channel: str | None
    channels: tuple[str, ...]
    preferences: Preferences = field(default_factory=Preferences)


def preferred(resident: Resident, own: Own, catalogue: Catalogue) -> Preferred:
    """How we write to a resident today: according to their newest case, or, if that says what somebody else chose, to
    what was chosen for their own address."""
    with_person = [case.reference for case in own.cases if own.people.get(case.reference)]
    session = resident.session
    unsaid = Preferred(language=session.language, channel=session.channel, channels=(session.channel,))
    if not with_person:
        return as_own(unsaid, resident)
    person = load_person(own.people[with_person[0]])
    post = person.post if "paper" in catalogue.jurisdiction else ()
    called = person.phone if catalogue.jurisdiction.get("voice") else None
    addresses = zip(WAYS, (person.email, person.phone, post, person.device, called), strict=True)
    channels = tuple(way for way, address in addresses if address)
    if not is_shown(person, resident.identities(catalogue)):
        return as_own(replace(unsaid, channels=channels), resident)
    usual = person.prefers if person.prefers in channels else person.channel()
    return Preferred(language=person.language, channel=usual, channels=channels, preferences=person.preferences)


def as_own(unsaid: Preferred, resident: Resident) -> Preferred:
    """What was chosen for the resident's own address; as it is if nothing was: one Query."""
    chosen = find_chosen(resident.address_identity)
    if chosen is None:
        return unsaid
    channel = chosen.prefers if chosen.prefers in unsaid.channels else unsaid.channel
    return replace(unsaid, language=chosen.language, channel=channel, preferences=chosen.preferences)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPreferences:
    """How a resident says, at a moment, that they want to hear from us; None leaves the letters as they are wanted."""

    at: datetime
    language: str
    channel: str | None
    letters: Preferences | None


def keep_preferred(
    resident: Resident, own: Own, wanted: Preferred, said: SaidPreferences, catalogue: Catalogue
) -> None:
    """Keeps how somebody wants to hear from us, for later cases of their address and for each that it brought: two
    calls, and two for each person record. A channel that `wanted`, which they were shown, did not offer stays as it
    was, such as letters for somebody who has another case by post."""
    chosen = find_chosen(resident.address_identity)
    before = (chosen.prefers, chosen.preferences) if chosen else (None, wanted.preferences)
    letters = before[1] if said.letters is None else said.letters
    prefers, preferences = said_now(before, (said.channel, letters), wanted.channels)
    now = ChosenPreferences(at=said.at, language=said.language, prefers=prefers, preferences=preferences)
    keep_chosen([resident.address_identity], now)
    by = resident.identities(catalogue)
    for person in sorted(set(filter(None, own.people.values()))):
        prefer(person, said.language, said.channel, said.letters, offered=wanted.channels, by=by)
