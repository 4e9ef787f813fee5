"""Staff correct a person's name or contact details, once they were shown the right ones: in every case of that
person that is still worked on, and so for its staff and its letters. Closed cases keep what they came with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from casework.people.same_people import deed_of
from casework.people.whole_person import WholePerson
from onestop.contracts.addresses import plain_email
from onestop.contracts.api import Email
from onestop.contracts.phones import forms_of, normal_phone, with_normal_phone
from onestop.domain.cases.case import Case
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.people.chosen_preferences import addresses_in_order
from onestop.domain.people.consents import CHECKED, last_said
from onestop.domain.people.person import Person, identity_of
from onestop.domain.people.protected_people import spelled
from onestop.domain.staff.deeds import DeedKind
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_cases
from onestop.storage.people.chosen_preferences import carry_objections
from onestop.storage.people.consents import keep_consent, load_consents
from onestop.storage.people.contact_details import identity_row, load_people, newest_of_forms, person_rows
from onestop.storage.people.merges import identity_keys
from onestop.storage.people.protections import find_protection
from onestop.storage.staff.deeds import deed_kept_first
from onestop.storage.tables import PersonRow

NAME, AT_ONCE = 200, 100  # characters of a name, as everywhere; rows a call (DynamoDB's limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The right data of a person, where it was wrong: None stays as it is."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None

    def of(self, person: Person) -> Person:
        return replace(
            person,
            name=self.name or person.name,
            email=self.email or person.email,
            phone=self.phone or person.phone,
        )


def read_corrected(name: str, email: str, phone: str, catalogue: Catalogue) -> Corrected:
    """Reads what was typed at the desk. Raises NotValid."""
    said = Corrected(
        name=" ".join(name.split()) or None,
        email=plain_email(email) or None,
        phone=normal_phone(phone, catalogue) if phone.strip() else None,
    )
    faults = []
    if said == Corrected() and not phone.strip():
        faults.append(Fault("new_name", "nothing is corrected", "what is right, in one field at least"))
    if len(said.name or "") > NAME:
        faults.append(Fault("new_name", "this is too long for a name", f"at most {NAME} letters"))
    if said.email and not is_email(said.email):
        faults.append(Fault("new_email", "this is no e-mail address", "one such as ana@resident.example"))
    if phone.strip() and not said.phone:
        faults.append(Fault("new_phone", "this is no telephone number", "one that can be called"))
    for field, address in (("new_email", said.email), ("new_phone", said.phone)):
        if address and find_protection(identity_of(address, identity_key())):
            faults.append(Fault(field, "this cannot be kept for them", "another address or number"))
    if faults:
        raise NotValid(*faults)
    return said


def is_email(text: str) -> bool:
    try:
        msgspec.convert(text, Email)
    except msgspec.ValidationError:
        return False
    return True


def correct_person(
    found: WholePerson,
    identities: Sequence[str],
    who: str,
    said: Corrected,
    staff: Staff,
    at: datetime,
    catalogue: Catalogue,
) -> int:
    """Corrects one of the people who were found, in each case that is not closed; recorded for the auditor before it is
    done. Returns how many cases it changed. Raises NotValid, and NotPossible for a protected person.

    The index entry of the right address is written before that of the wrong one is removed, and the person last: if the
    process stops in between, repeating it completes the work, because the rest is still found by the wrong address.
    Refusals of consent are carried over first, and letters they opted out of.
    """
    chosen = next((each for each in found.people if each.id == who), None)
    if chosen is None:
        raise NotValid(Fault("corrects", "this is nobody of those found", "somebody whom the page shows"))
    if chosen.protected_at:
        raise NotPossible("This person is protected: their address is corrected by whoever protects them.", "corrects")
    people, cases = same_person(chosen, identities)
    if any(each.merged_into for each in people.values()) or any(case.person not in people for case in cases):
        detail = "Records of this person are merged: undo that, correct them, and merge them again."
        raise NotPossible(detail, "corrects")  # or unmerging later would bring back what is wrong
    reached = [case for case in cases if case.status is not Status.CLOSED]
    changed = tuple(name for name in ("name", "email", "phone") if getattr(said, name))
    with deed_kept_first(deed_of(DeedKind.CORRECTED_PERSON, chosen.id, staff, at, changed)):
        carry_refusals(known_by(chosen, catalogue), known_by(said.of(chosen), catalogue))
        carry_objections(addresses_of(chosen, catalogue), addresses_of(said.of(chosen), catalogue))
        for case in reached:
            correct_case(case.reference, people[case.person or ""], said, catalogue)
    return len(reached)


def same_person(chosen: Person, identities: Sequence[str]) -> tuple[dict[str, Person], list[Case]]:
    """Returns the records with this name under these addresses (each case has brought one), and their cases; other
    people of the same home are left out. A Query for each form of an address, and two calls for each hundred
    cases."""
    brought = newest_of_forms(identities)
    people = {each.id: each for ids in hundreds(dict.fromkeys(brought.values())) for each in load_people(ids)}
    theirs = {id_: each for id_, each in people.items() if spelled(each.name) == spelled(chosen.name)}
    wanted = [reference for reference, person in brought.items() if person in theirs]
    return theirs, [case for references in hundreds(wanted) for case in load_cases(references)]


def correct_case(reference: str, person: Person, said: Corrected, catalogue: Catalogue) -> None:
    """Corrects the identities by which a case is found, and then its person."""
    right = said.of(person)
    before, after = known_by(person, catalogue), known_by(right, catalogue)
    at = person.since.isoformat() if person.since else None
    for identity in right.identities(identity_key()):
        if identity not in before:
            identity_row(identity, reference, person.id, at).save()
    for identity in before - after:
        PersonRow(*identity_keys(identity, reference)).delete()
    if right != person:
        next(person_rows(right, reference="")).save()


def known_by(person: Person, catalogue: Catalogue) -> set[str]:
    """Returns the identities by which somebody's cases are found, in every form."""
    forms = (identity_of(form, identity_key()) for form in forms_of(person.phone or "", catalogue) if form)
    return {*person.identities(identity_key()), *forms}


def addresses_of(person: Person, catalogue: Catalogue) -> tuple[str, ...]:
    """Returns the identities for which somebody chose how they are written to."""
    return addresses_in_order(with_normal_phone(person, catalogue), identity_key())


def carry_refusals(before: set[str], after: set[str]) -> None:
    """Carries refusals of consent over to the corrected identities. Consents are not carried over but asked for
    again: the wrong address may be somebody else's."""
    said = load_consents(sorted(before))
    for refused in (last_said(said, purpose) for purpose in CHECKED):
        if refused and not refused.given:
            keep_consent(sorted(after - before), refused)


def hundreds(of: Iterable[str]) -> Iterable[list[str]]:
    whole = list(of)
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))
