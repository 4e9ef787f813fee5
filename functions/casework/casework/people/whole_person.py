"""All of one person on one page: their cases, all contacts on every channel in one timeline, their survey answers, and
how they want to hear from us.

The cost is the same for a person with three cases as for one with a thousand: the newest are shown, with the last
events of each. No words of a case are shown, because these are for staff with a task on it. Of an identity, only its
kind and how it was proven is shown, never its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Case
from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.actor import Actor
from onestop.domain.people.consents import Consents
from onestop.domain.people.identities import IdentityKind, Proofs, identity_named
from onestop.domain.people.person import Person, identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.cases.case_keys import case_key, event_key
from onestop.storage.cases.letters_and_people import AT_ONCE, read_rows
from onestop.storage.people.consents import SORT as CONSENTS
from onestop.storage.people.consents import consents_key, read_consents
from onestop.storage.people.contact_details import newest_of_forms, person_key
from onestop.storage.people.proofs import proofs_key, read_proofs
from onestop.storage.surveys.responses import Response
from onestop.storage.tables import CaseRow, MessageRow, PersonRow

CASES, EVENTS = 20, 5  # the newest cases, and the last events of each: 100 rows are read at once
IDENTITIES = 10
EVER = datetime.min.replace(tzinfo=UTC)
CONTACTS = frozenset({"contact.received", "contact.sent", "contact.confirmed", "resident.asked", "resident.reminded"})
TURNS = frozenset({"case.opened", "case.resolved", "case.reopened", "case.closed", "survey.invited", "survey.answered"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PastContact:
    """One contact between a person and us."""

    at: datetime
    reference: str
    what: str
    channel: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIdentity:
    """An identity of a person: since when, how it was proven, and whether the search was by it. `lies` is the key
    where its proofs are kept."""

    identity: str
    kind: IdentityKind
    since: datetime | None = None
    proofs: Proofs = ()
    asked: bool = False
    lies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePerson:
    """Everything known about a person. `of` is the number of cases, of which the newest are here."""

    cases: tuple[Case, ...] = ()
    people: tuple[Person, ...] = ()
    moments: tuple[PastContact, ...] = ()
    responses: tuple[Response, ...] = ()
    known_by: tuple[KnownIdentity, ...] = ()
    consents: Consents = ()
    of: int = 0


def whole_person(identities: Sequence[str]) -> WholePerson:
    """Reads it: a Query for each form of an address, then two calls, however many cases there are."""
    brought = newest_of_forms(identities)
    newest = list(brought)[:CASES]
    if not newest:
        return WholePerson()
    found = read_rows(
        {
            CaseRow: [(case_key(reference), "CASE") for reference in newest],
            PersonRow: [person_key(person) for person in dict.fromkeys(brought[each] for each in newest) if person],
            MessageRow: [(case_key(reference), "RESPONSE") for reference in newest],
        }
    )
    cases = sorted(
        (msgspec.json.decode(body, type=Case) for _, body in found[CaseRow]),
        key=lambda case: (case.opened_at, case.reference),
        reverse=True,
    )
    people = sorted(
        (msgspec.json.decode(body, type=Person) for _, body in found[PersonRow]), key=lambda person: person.id
    )
    responses = (msgspec.json.decode(body, type=Response) for _, body in found[MessageRow])
    known_by = identities_of(people, identities)
    beside = [*(key for each in known_by for key in each.lies), *map(consents_key, identities)]
    later = read_rows({PersonRow: beside, CaseRow: last_events(cases)[: AT_ONCE - len(beside)]})
    proofs = dict(later[PersonRow])
    consents = [each for sk, body in later[PersonRow] if sk == CONSENTS for each in read_consents(body)]
    return WholePerson(
        cases=tuple(cases),
        people=tuple(people),
        moments=tuple(line_of_time(cases, later[CaseRow])),
        responses=tuple(sorted(responses, key=lambda response: response.answered_at, reverse=True)),
        known_by=tuple(
            replace(each, proofs=tuple(proof for _, sk in each.lies for proof in read_proofs(proofs.get(sk))))
            for each in known_by
        ),
        consents=tuple(sorted(consents, key=lambda each: each.at, reverse=True)),
        of=len(brought),
    )


def identities_of(people: Iterable[Person], asked: Sequence[str]) -> list[KnownIdentity]:
    """Returns the identities of these people, first those searched for, each once with the time that it first came."""
    known: dict[str, KnownIdentity] = {}
    for person in sorted(people, key=lambda person: (person.since is not None, person.since or EVER), reverse=True):
        for kind, identity in kinds_of(person):
            lies = proofs_key(identity, person.id if kind is IdentityKind.POST else None)
            known[identity] = KnownIdentity(
                identity=identity,
                kind=kind,
                since=person.since,
                asked=identity in asked,
                lies=tuple(dict.fromkeys((*(known[identity].lies if identity in known else ()), lies))),
            )
    return sorted(known.values(), key=lambda each: not each.asked)[:IDENTITIES]


def kinds_of(person: Person) -> Iterator[tuple[IdentityKind, str]]:
    """Yields the identities of a person, each with its kind."""
    if person.email:
        yield IdentityKind.EMAIL, identity_of(person.email, identity_key())
    if person.phone:
        yield IdentityKind.PHONE, identity_of(person.phone, identity_key())
    if person.organisation:
        yield IdentityKind.ORGANISATION, identity_named(IdentityKind.ORGANISATION, person.organisation, identity_key())
    if person.post:
        yield IdentityKind.POST, post_identity(person.post, identity_key())


def last_events(cases: Iterable[Case]) -> list[tuple[str, str]]:
    """Returns the keys of the last events of each case; the opening is known from the case itself."""
    return [
        (case_key(case.reference), event_key(number))
        for case in cases
        for number in range(max(2, case.version - EVENTS + 1), case.version + 1)
    ]


def line_of_time(cases: Iterable[Case], rows: Iterable[tuple[str, str]]) -> list[PastContact]:
    """Returns the latest contacts of all cases and channels in one timeline, the newest first."""
    opened = [
        PastContact(
            at=case.opened_at, reference=case.reference, what="case.opened", channel=case.channel, by=Actor.RESIDENT
        )
        for case in cases
    ]
    events = (msgspec.json.decode(body, type=Recorded) for _, body in rows)
    later = [moment_of(event) for event in events if event.type in CONTACTS | TURNS]
    return sorted((*opened, *later), key=lambda moment: (moment.at, moment.reference, moment.what), reverse=True)


def moment_of(event: Recorded) -> PastContact:
    channel = event.data.get("channel")
    return PastContact(
        at=event.at,
        reference=event.reference,
        what=event.type,
        channel=channel if isinstance(channel, str) else "",
        by=event.by,
    )
