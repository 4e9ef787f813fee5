"""All cases of the signed-in resident, how they want to hear from us, and whether a case is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from onestop.contracts.preferences import WAYS
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.preferences import Preferences
from onestop.storage.cases.read_case import load_cases
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
    """How we write to a resident today, according to their newest case."""
    with_person = [case.reference for case in own.cases if own.people.get(case.reference)]
    if not with_person:
        session = resident.session
        return Preferred(language=session.language, channel=session.channel, channels=(session.channel,))
    person = load_person(own.people[with_person[0]])
    post = person.post if "paper" in catalogue.jurisdiction else ()
    called = person.phone if catalogue.jurisdiction.get("voice") else None
    addresses = zip(WAYS, (person.email, person.phone, post, person.device, called), strict=True)
    channels = tuple(way for way, address in addresses if address)
    usual = person.prefers if person.prefers in channels else person.channel()
    return Preferred(language=person.language, channel=usual, channels=channels, preferences=person.preferences)


def keep_preferred(
    own: Own, language: str, channel: str | None, offered: tuple[str, ...], preferences: Preferences | None = None
) -> None:
    """Keeps how somebody wants to hear from us about each of their cases: two calls for each person record that brought
    one. A channel that they were not `offered` stays as it was, such as letters for somebody who has another case by
    post."""
    for person in sorted(set(filter(None, own.people.values()))):
        prefer(person, language, channel, preferences, offered=offered)
