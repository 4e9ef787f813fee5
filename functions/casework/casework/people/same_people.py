"""The people who brought cases with one address, and others who may be one of them: which, and why; merged and taken
apart by staff, each kept for the auditor. Nobody is merged here because a rule says so: an address says no birthday.
"""

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
COMPARED_BY, OF_ONE_KEY, AT_ONCE = 8, 20, 100  # what others are found by, how many by each, and how many in all
SHOWN = ("contact.name", "contact.email", "contact.phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMerge:
    """Two people who may be one, with what speaks for it, the weightiest first."""

    stays: Person
    merged: Person
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPeople:
    """Who brought cases with one address: as they came, by how many cases each, who may be one, who was merged; and the
    others, who came by another address and may be one of them."""

    people: tuple[Person, ...] = ()
    proposed: tuple[ProposedMerge, ...] = ()
    merged: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    more: bool = False


def people_of(identities: Sequence[str], say: SayOnPage) -> FoundPeople:
    """Three calls, one more for a number that may have been kept in two forms; and for others who may be them ten at
    most. A case keeps the person that it came by, so those who were merged are found by their cases."""
    brought = brought_in_forms(identities, MOST + 1)
    came = [case.person for case in load_cases(list(brought)[:MOST])] if brought else []
    ids = list(dict.fromkeys(filter(None, (*brought.values(), *came))))
    people = load_people(ids[: 2 * MOST]) if ids else []
    apart = [person for person in people if not person.merged_into]
    merged = tuple(person for person in people if person.merged_into)
    # whoever has the use of their data restricted is compared with nobody
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
    """Who came by other addresses and shares a mailbox, a number or the sound of a name with some of these: a Query for
    each of a few things, and one call. Nobody who is protected, or was merged with somebody else."""
    keys = list(dict.fromkeys(key for person in people for key in alike_by(person, identity_key())))[:COMPARED_BY]
    known = {person.id for person in people}
    ids = [each for each in people_alike(keys, OF_ONE_KEY) if each not in known]
    others = load_people(ids[:AT_ONCE]) if ids else []
    return [each for each in others if not (each.merged_into or each.protected_at or each.restricted_since)]


def proposals(people: Sequence[Person], others: Sequence[Person], say: SayOnPage) -> list[ProposedMerge]:
    """Who may be whom, each pair once, the surest first; of the others, who may be one of these. The one who came first
    stays."""
    every = [*people, *others]
    found = find_people([as_record(at, person) for at, person in enumerate(every)], PLAIN).matches
    near = [match for match in found if max(match.pair) < len(people) or is_near(match, len(people))]
    return [proposal(match, every, say) for match in sorted(near, key=lambda match: (-match.bits, match.pair))]


def is_near(match: PersonMatch, of_address: int) -> bool:
    """Whether somebody with another address is proposed for one of those with this one: not for their name alone, which
    a town has many of, and staff would be shown each."""
    shared = {match.agreement.of("email"), match.agreement.of("phone")}
    return min(match.pair) < of_address and bool(shared & {AgreementLevel.SAME, AgreementLevel.NEAR})


def others_in(proposed: Sequence[ProposedMerge], people: Sequence[Person]) -> list[Person]:
    """Who is shown though they did not bring a case with the address that was searched for: each is a look."""
    known = {person.id for person in people}
    shown = (person for each in proposed for person in (each.stays, each.merged))
    return list({person.id: person for person in shown if person.id not in known}.values())


def note_others(found: FoundPeople, staff: Staff, purpose: str, at: datetime) -> None:
    """Keeps that others were shown, for each of them, before they are: they read it at "who saw my data"."""
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
    """Merges two of the people who were found, and nobody else. Raises NotValid, NotPossible."""
    known = {person.id for person in (*found.people, *found.merged, *found.others)}
    if merged not in known or stays not in known:
        raise NotValid(Fault("merged", "this is nobody of those found", "two of the people that the page shows"))
    with deed_kept_first(deed_of(DeedKind.MERGED_PEOPLE, merged, staff, at, (stays,))):
        merge_people(merged, stays, identity_key())


def take_apart(found: FoundPeople, merged: str, staff: Staff, at: datetime) -> None:
    """Undoes that somebody of those found was merged. Raises NotValid, NotFound."""
    if merged not in {person.id for person in found.merged}:
        raise NotValid(Fault("merged", "this is nobody of those found", "somebody whom the page shows as merged"))
    with deed_kept_first(deed_of(DeedKind.UNMERGED_PEOPLE, merged, staff, at)):
        unmerge_people(merged)


def deed_of(kind: DeedKind, person: str, staff: Staff, at: datetime, details: tuple[str, ...] = ()) -> Deed:
    """A deed names a person by their id: who that is stands in the People table alone."""
    return Deed(at=at, by=staff.actor, kind=kind, about=f"person:{person}", details=details)
