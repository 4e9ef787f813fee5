"""Marks the resident of a case as protected, with all their cases, and takes the mark away; recorded for the auditor
before it is done. If the process stops in between, repeating it completes the work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from casework.people.same_people import deed_of
from onestop.contracts.phones import forms_of
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import Case, LinkKind
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.identities import IdentityKind, identity_named
from onestop.domain.people.person import Person, identity_of
from onestop.domain.people.protected_people import Protection, may_be, protect_case
from onestop.domain.staff.deeds import DeedKind
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_cases
from onestop.storage.once import Once
from onestop.storage.people.contact_details import FOUND, load_merged, load_people, person_rows
from onestop.storage.people.protections import (
    all_rows_of,
    drop_protection,
    found_by,
    keep_protection,
    move_row,
    reference_of,
)
from onestop.storage.staff.deeds import deed_kept_first
from onestop.storage.tables import PersonRow

AT_ONCE = 100  # rows that are read in one call


@dataclass(frozen=True, slots=True)
class ProtectedResident:
    """All that belongs to one protected person: their records, the index entries of their cases, the cases
    themselves, and the channel of each identity."""

    people: tuple[Person, ...]
    rows: tuple[PersonRow, ...]
    cases: tuple[str, ...]
    channels: dict[str, str]


def mark_protected(
    person: str, reference: str, own: Collection[str], staff: Staff, act: Act, words: str
) -> ProtectedResident:
    """Hides a person, who brought this case, from everybody without the permission. `own` are the channels (email,
    sms) whose address nobody else reads. Later cases are hidden before existing ones."""
    resident = all_of(person, reference, act.catalogue)
    protections = {
        identity: Protection(at=act.at, own=channel in own) for identity, channel in resident.channels.items()
    }
    with deed_kept_first(deed_of(DeedKind.PROTECTED_PERSON, person, staff, act.at, tuple(sorted(own)))):
        for identity, protection in protections.items():
            keep_protection(identity, protection)
        found = found_by(protections)
        for each in resident.people:
            next(person_rows(replace(each, protected_at=act.at), reference="")).save()
        for row in resident.rows:
            move_row(row, found[row.pk.removeprefix("IDENTITY#")])
        mark_cases(resident.cases, act, words, protected=True)
    return resident


def take_mark_away(person: str, reference: str, staff: Staff, act: Act, words: str) -> ProtectedResident:
    """Makes a person visible and findable again."""
    resident = all_of(person, reference, act.catalogue)
    with deed_kept_first(deed_of(DeedKind.UNPROTECTED_PERSON, person, staff, act.at)):
        for identity in resident.channels:
            drop_protection(identity)
        for each in resident.people:
            next(person_rows(replace(each, protected_at=None), reference="")).save()
        for row in resident.rows:
            move_row(row, FOUND)
        mark_cases(resident.cases, act, words, protected=False)
    return resident


def mark_cases(references: Iterable[str], act: Act, words: str, *, protected: bool) -> None:
    for reference in references:
        change_case(
            reference,
            lambda file: protect_case(file, act, words, protected=protected),
            lambda file: Once(key=f"protected:{protected}:{file.case.reference}:{file.case.version}"),
        )


def all_of(person: str, reference: str, catalogue: Catalogue) -> ProtectedResident:
    """Returns everything of one person: records they were merged with, and records with their name or none at an
    address of theirs. A Query for each form of each address, and a call for each hundred cases and people."""
    people = {each.id: each for each in load_merged(person)}
    rows: dict[tuple[str, str], PersonRow] = {}
    channels: dict[str, str] = {}
    while new := {
        identity: channel
        for each in people.values()
        for identity, channel in identities_of(each, catalogue)
        if identity not in channels
    }:
        channels |= new
        found = [row for identity in new for row in all_rows_of(identity)]
        brought = {case.reference: case.person for case in load_many(reference_of(row) for row in found)}
        others = {id_ for id_ in (*brought.values(), *(row.body for row in found)) if id_} - people.keys()
        for other in people_of(others):
            if other.merged_into in people or may_be(other, people.values()):
                people[other.id] = other
        for row in found:
            if row.body in people or brought.get(reference_of(row)) in people:
                rows[row.pk, row.sk] = row
    cases = dict.fromkeys((reference, *(reference_of(row) for row in rows.values())))
    return ProtectedResident(tuple(people.values()), tuple(rows.values()), with_parts(cases), channels)


def with_parts(references: Iterable[str]) -> tuple[str, ...]:
    """Adds the cases that do parts of these: they have the same words and places, but no address finds them."""
    found = dict.fromkeys(references)
    new: Iterable[str] = tuple(found)
    while new:
        below = [link.reference for case in load_many(new) for link in case.links if link.kind is LinkKind.CHILD]
        new = [each for each in dict.fromkeys(below) if each not in found]
        found |= dict.fromkeys(new)
    return tuple(found)


def identities_of(person: Person, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yields the identities by which a person's cases may be found, in every form, each with its channel."""
    if person.email:
        yield identity_of(person.email, identity_key()), "email"
    if person.organisation:
        yield identity_named(IdentityKind.ORGANISATION, person.organisation, identity_key()), "organisation"
    for form in forms_of(person.phone, catalogue) if person.phone else ():
        yield identity_of(form, identity_key()), "sms"


def load_many(references: Iterable[str]) -> Iterator[Case]:
    wanted = list(dict.fromkeys(references))
    for first in range(0, len(wanted), AT_ONCE):
        yield from load_cases(wanted[first : first + AT_ONCE])


def people_of(ids: Collection[str]) -> Iterator[Person]:
    wanted = sorted(ids)
    for first in range(0, len(wanted), AT_ONCE):
        yield from load_people(wanted[first : first + AT_ONCE])
