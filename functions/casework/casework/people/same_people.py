"""The people who brought cases with one address, and others who may be the same: which, and why; merged and unmerged
by staff, each recorded for the auditor. No rule merges here, because an address says no birthday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.oversight.look_records import agency_of_look
from onestop.domain.errors import Fault, NotValid
from onestop.domain.people.alike import alike_by, as_record
from onestop.domain.people.matching.agreement import AgreementLevel
from onestop.domain.people.matching.evidence import evidence_of
from onestop.domain.people.matching.find_matches import PersonMatch, find_people
from onestop.domain.people.matching.plain_comparers import PLAIN
from onestop.domain.people.person import Person
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.translation import SayOnPage
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_cases
from onestop.storage.people.alike import people_alike
from onestop.storage.people.contact_details import brought_in_forms, load_people
from onestop.storage.people.merges import merge_people, unmerge_people
from onestop.storage.staff.deeds import deed_kept_first
from onestop.storage.staff.looks import Look, keep_look_of_person

MOST = 40  # cases of one address whose people are compared
COMPARED_BY, OF_ONE_KEY, AT_ONCE = 8, 20, 100  # keys by which others are found, people for each, people in all
SHOWN = ("contact.name", "contact.email", "contact.phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMerge:
    """Two people who may be one, with the evidence, the strongest first."""

    stays: Person
    merged: Person
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPeople:
    """The people who brought cases with one address: their records, with the number of cases of each, who may be one
    person, who was merged; and others, who came by another address and may be one of them."""

    people: tuple[Person, ...] = ()
    proposed: tuple[ProposedMerge, ...] = ()
    merged: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    more: bool = False


def people_of(identities: Sequence[str], say: SayOnPage) -> FoundPeople:
    """Finds them in three calls, one more for a number that may have been kept in two forms; and at most ten to find
    others who may be the same. A case keeps the person that it came by, so merged people are found by their
    cases."""
    brought = brought_in_forms(identities, MOST + 1)
    came = [case.person for case in load_cases(list(brought)[:MOST])] if brought else []
    ids = list(dict.fromkeys(filter(None, (*brought.values(), *came))))
    people = load_people(ids[: 2 * MOST]) if ids else []
    apart = [person for person in people if not person.merged_into]
    merged = tuple(person for person in people if person.merged_into)
    # people whose data is restricted are compared with nobody
    compared = [person for person in apart if not person.restricted_since]
    proposed = proposals(compared, others_like(compared), say)
    return FoundPeople(
        people=tuple(apart),
        proposed=tuple(proposed),
        merged=merged,
        others=tuple(others_in(proposed, apart)),
        more=len(brought) > MOST,
    )


def others_like(people: Sequence[Person]) -> list[Person]:
    """Returns people with other addresses who share a mailbox, a number or the sound of a name with these: a Query
    for each of a few keys, and one call. Leaves out those who are protected or were merged with somebody else."""
    keys = list(dict.fromkeys(key for person in people for key in alike_by(person, identity_key())))[:COMPARED_BY]
    known = {person.id for person in people}
    ids = [each for each in people_alike(keys, OF_ONE_KEY) if each not in known]
    others = load_people(ids[:AT_ONCE]) if ids else []
    return [each for each in others if not (each.merged_into or each.protected_at or each.restricted_since)]


def proposals(people: Sequence[Person], others: Sequence[Person], say: SayOnPage) -> list[ProposedMerge]:
    """Returns who may be whom, each pair once, the surest first; of the others, only those who may be one of these.
    The earliest stays."""
    every = [*people, *others]
    found = find_people([as_record(at, person) for at, person in enumerate(every)], PLAIN).matches
    near = [match for match in found if max(match.pair) < len(people) or is_near(match, len(people))]
    return [proposal(match, every, say) for match in sorted(near, key=lambda match: (-match.bits, match.pair))]


def is_near(match: PersonMatch, of_address: int) -> bool:
    """Says whether somebody with another address is proposed for one of these: not for the name alone, because a
    town has many with that name, and staff would be shown each."""
    shared = {match.agreement.of("email"), match.agreement.of("phone")}
    return min(match.pair) < of_address and bool(shared & {AgreementLevel.SAME, AgreementLevel.NEAR})


def others_in(proposed: Sequence[ProposedMerge], people: Sequence[Person]) -> list[Person]:
    """Returns the people shown although they brought no case with the address searched for: each is a look."""
    known = {person.id for person in people}
    shown = (person for each in proposed for person in (each.stays, each.merged))
    return list({person.id: person for person in shown if person.id not in known}.values())


def note_others(found: FoundPeople, staff: Staff, purpose: str, at: datetime) -> None:
    """Records for each of the others that they are shown, beforehand: they can read it at "who saw my data"."""
    look = Look(at=at, by=staff.actor, fields=SHOWN, purpose=purpose, where="search", agency=agency_of_look(staff))
    for person in found.others:
        for identity in person.identities(identity_key()):
            keep_look_of_person(look, identity)


def proposal(match: PersonMatch, people: Sequence[Person], say: SayOnPage) -> ProposedMerge:
    one, other = (people[at] for at in match.pair)
    if other.since and (not one.since or other.since < one.since):
        one, other = other, one
    return ProposedMerge(stays=one, merged=other, evidence=tuple(evidence_of(match, say)))


def merge_found(found: FoundPeople, merged: str, stays: str, staff: Staff, at: datetime) -> None:
    """Merges two of the people found, and nobody else. Raises NotValid, NotPossible."""
    known = {person.id for person in (*found.people, *found.merged, *found.others)}
    if merged not in known or stays not in known:
        raise NotValid(Fault("merged", "this is nobody of those found", "two of the people that the page shows"))
    with deed_kept_first(deed_of(DeedKind.MERGED_PEOPLE, merged, staff, at, (stays,))):
        merge_people(merged, stays, identity_key())


def take_apart(found: FoundPeople, merged: str, staff: Staff, at: datetime) -> None:
    """Unmerges one of the people found. Raises NotValid, NotFound."""
    if merged not in {person.id for person in found.merged}:
        raise NotValid(Fault("merged", "this is nobody of those found", "somebody whom the page shows as merged"))
    with deed_kept_first(deed_of(DeedKind.UNMERGED_PEOPLE, merged, staff, at)):
        unmerge_people(merged)


def deed_of(kind: DeedKind, person: str, staff: Staff, at: datetime, details: tuple[str, ...] = ()) -> Deed:
    """Makes a deed, which names a person by their id: who that is, only the People table says."""
    return Deed(at=at, by=staff.actor, kind=kind, about=f"person:{person}", details=details)
