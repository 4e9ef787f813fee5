"""One person in words, as their page shows them: identities, household, consents and preferences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from casework.pages.desk_request import DeskVisit
from casework.pages.people.texts import TEXTS
from casework.people.households import Home
from casework.people.whole_person import KnownIdentity, WholePerson
from onestop.domain.people.consents import allows, last_said, purposes_of
from onestop.domain.people.identities import KIND_WORDS, say_proof
from onestop.domain.people.person import Person
from onestop.domain.time.dates import say_date


def known_by(each: KnownIdentity, found: WholePerson, visit: DeskVisit) -> tuple[str, list[str]]:
    """Returns an identity in words, and how it was proven or since when it is claimed."""
    zone = visit.offer.jurisdiction["time_zone"]
    kind = visit.say(KIND_WORDS[each.kind])
    name = visit.say(TEXTS["asked_by"]).format(kind=kind) if each.asked else kind
    names = {person.id: person.name or "" for person in found.people}
    proofs = []
    for proof in each.proofs:
        words = say_proof(proof, say_date(proof.at, zone, visit.language), visit.say)
        who = names.get(proof.person or "")
        proofs.append(f"{words} ({who})" if who else words)
    since = say_date(each.since, zone, visit.language) if each.since else ""
    claimed = visit.say(TEXTS["claimed"]).format(when=since) if since else visit.say(TEXTS["claimed_once"])
    return name, proofs or [claimed]


def say_home(home: Home, visit: DeskVisit) -> tuple[list[tuple[str, str]], list[str]]:
    """Returns the people of a household, each with their id; and which two of them said that they are one household."""
    zone = visit.offer.jurisdiction["time_zone"]
    people = [(each.id, each.name or "") for each in home.household.people]
    said = [
        visit.say(TEXTS["together"]).format(
            one=home.household.name_of(each.one),
            other=home.household.name_of(each.other),
            when=say_date(each.at, zone, visit.language),
        )
        for each in home.household.together
    ]
    said += [
        visit.say(TEXTS["says_together" if each.together else "says_apart"]).format(
            one=home.household.name_of(each.one), when=say_date(each.at, zone, visit.language)
        )
        for each in home.household.alone
    ]
    return people, said


def consents_shown(found: WholePerson, visit: DeskVisit) -> list[tuple[str, str, str, bool]]:
    """Returns each purpose with the person's decision: its code, name, what applies, and whether that is a yes."""
    zone = visit.offer.jurisdiction["time_zone"]
    shown = []
    for code, purpose in purposes_of(visit.offer).items():
        last, given = last_said(found.consents, code), allows(found.consents, code, visit.offer)
        words = ("agreed" if given else "refused") if last else ("agreed_usual" if given else "refused_usual")
        when = say_date(last.at, zone, visit.language) if last else ""
        shown.append((code, visit.say(purpose["name"]), visit.say(TEXTS[words]).format(when=when), given))
    return shown


def by_name(people: Iterable[Person]) -> list[tuple[str, str]]:
    """Returns the people who may show a document, each name once with the newest record, because each case brings a
    record."""
    people = sorted(people, key=lambda each: each.since.isoformat() if each.since else "")
    return [(id_, name) for name, id_ in {each.name: each.id for each in people if each.name}.items()]


def restricted(found: WholePerson | None, visit: DeskVisit) -> list[str]:
    """Returns the people whose data may not be used as usual, and since when: each name once, with the first day."""
    since: dict[str, datetime] = {}
    for person in found.people if found else ():
        if at := person.restricted_since:
            since[person.name or ""] = min(at, since.get(person.name or "", at))
    zone = visit.offer.jurisdiction["time_zone"]
    return [
        visit.say(TEXTS["restricted_named" if name else "restricted"]).format(
            name=name, when=say_date(at, zone, visit.language)
        )
        for name, at in sorted(since.items())
    ]


def preferences(found: WholePerson | None) -> list[tuple[str, str, str]]:
    """Returns name, language and channel, each combination once, because each case brings a record."""
    people = found.people if found else ()
    return list(dict.fromkeys((each.name or "", each.language, each.channel() or "") for each in people))
