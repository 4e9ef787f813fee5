"""The people who brought cases with one address: which of them may be one person, and why; merged and taken apart by
staff, each kept for the auditor. Nobody is merged here because a rule says so: an address says no birthday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from onestop.domain.errors import Fault, NotValid
from onestop.domain.people.deeds import Deed, DeedKind
from onestop.domain.people.matching.evidence import evidence_of
from onestop.domain.people.matching.finding import Match, find_people
from onestop.domain.people.matching.plain_comparers import PLAIN
from onestop.domain.people.matching.record import Record, record_of
from onestop.domain.people.person import Person
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.deeds import kept
from onestop.storage.files import load_cases
from onestop.storage.merges import merge_people, unmerge_people
from onestop.storage.people import brought_in_forms, load_people

MOST = 40  # cases of one address whose people are compared
SHOWN = ("contact.name", "contact.email", "contact.phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Two people who may be one, with what speaks for it, the weightiest first."""

    stays: Person
    merged: Person
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPeople:
    """Who brought cases with one address: as they came, by how many cases each, who may be one, who was merged."""

    people: tuple[Person, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    merged: tuple[Person, ...] = ()
    more: bool = False


def people_of(identities: Sequence[str], language: str) -> FoundPeople:
    """Three calls, one more for a number that may have been kept in two forms. A case keeps the person that it came by,
    so those who were merged are found by their cases."""
    brought = brought_in_forms(identities, MOST + 1)
    came = [case.person for case in load_cases(list(brought)[:MOST])] if brought else []
    ids = list(dict.fromkeys(filter(None, (*brought.values(), *came))))
    people = load_people(ids[: 2 * MOST]) if ids else []
    apart = [person for person in people if not person.merged_into]
    merged = tuple(person for person in people if person.merged_into)
    return FoundPeople(
        people=tuple(apart),
        # whoever has the use of their data restricted is compared with nobody
        proposed=tuple(proposals([person for person in apart if not person.restricted_since], language)),
        merged=merged,
        more=len(brought) > MOST,
    )


def proposals(people: Sequence[Person], language: str) -> list[Proposed]:
    """Who may be whom, each pair once, the surest first. The one who came first stays."""
    found = find_people([as_record(at, person) for at, person in enumerate(people)], PLAIN).matches
    return [proposal(match, people, language) for match in sorted(found, key=lambda match: (-match.bits, match.pair))]


def proposal(match: Match, people: Sequence[Person], language: str) -> Proposed:
    one, other = (people[at] for at in match.pair)
    if other.since and (not one.since or other.since < one.since):
        one, other = other, one
    return Proposed(stays=one, merged=other, evidence=tuple(evidence_of(match, language)))


def as_record(at: int, person: Person) -> Record:
    said = {"full": [person.name or ""], "email": [person.email or ""], "phone": [person.phone or ""]}
    return record_of(at, said)


def merge_found(found: FoundPeople, merged: str, stays: str, staff: Staff, at: datetime) -> None:
    """Merges two of the people who were found, and nobody else. Raises NotValid, NotPossible."""
    known = {person.id for person in (*found.people, *found.merged)}
    if merged not in known or stays not in known:
        raise NotValid(Fault("merged", "this is nobody of those found", "two of the people that the page shows"))
    with kept(deed_of(DeedKind.MERGED_PEOPLE, merged, staff, at, (stays,))):
        merge_people(merged, stays, identity_key())


def take_apart(found: FoundPeople, merged: str, staff: Staff, at: datetime) -> None:
    """Undoes that somebody of those found was merged. Raises NotValid, NotFound."""
    if merged not in {person.id for person in found.merged}:
        raise NotValid(Fault("merged", "this is nobody of those found", "somebody whom the page shows as merged"))
    with kept(deed_of(DeedKind.UNMERGED_PEOPLE, merged, staff, at)):
        unmerge_people(merged)


def deed_of(kind: DeedKind, person: str, staff: Staff, at: datetime, details: tuple[str, ...] = ()) -> Deed:
    """A deed names a person by their id: who that is stands in the People table alone."""
    return Deed(at=at, by=staff.actor, kind=kind, about=f"person:{person}", details=details)
