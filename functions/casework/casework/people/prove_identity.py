"""Somebody shows a document at the counter: recorded with the address that they are known by, for the auditor, and
with the document's number as a keyed hash. Whoever showed the same document before, under another address, is
merged by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.people.same_people import deed_of
from casework.people.whole_person import WholePerson
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.people.alike import as_record
from onestop.domain.people.identities import DOCUMENTS, HowProven, IdentityKind, IdentityProof, identity_named
from onestop.domain.people.matching.by_rule import are_one_by_rule
from onestop.domain.people.matching.compare_fields import compare_person
from onestop.domain.people.matching.plain_comparers import PLAIN
from onestop.domain.people.person import Person
from onestop.domain.staff.deeds import DeedKind
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.people.contact_details import load_people, load_person
from onestop.storage.people.merges import merge_people
from onestop.storage.people.proofs import keep_proof, load_proofs
from onestop.storage.staff.deeds import deed_kept_first

BY_RULE = "rule:same-document"
SHORTEST, LONGEST = 4, 40  # characters of a document's number


def prove_with_document(
    found: WholePerson,
    identities: Sequence[str],
    who: str,
    document: str,
    number: str,
    staff: Staff,
    at: datetime,
) -> list[Person]:
    """Records that one of the people found showed a document. Returns who was merged with them by rule. Raises
    NotValid."""
    person = next((each for each in found.people if each.id == who), None)
    digits = "".join(filter(str.isalnum, number))
    faults = []
    if person is None:
        faults.append(Fault("who", "this is nobody of those found", "somebody whom the page shows"))
    if document not in DOCUMENTS:
        faults.append(Fault("document", "this is no document that proves who somebody is", ", ".join(DOCUMENTS)))
    if number.strip() and not SHORTEST <= len(digits) <= LONGEST:
        right = f"{SHORTEST} to {LONGEST} letters and digits, or nothing"
        faults.append(Fault("number", "this cannot be the number of a document", right))
    if faults or person is None:
        raise NotValid(*faults)
    proof = IdentityProof(how=HowProven.DOCUMENT, at=at, by=staff.actor, person=person.id, document=document)
    with deed_kept_first(deed_of(DeedKind.PROVED_PERSON, person.id, staff, at, (document,))):
        own = [each for each in identities if each in person.identities(identity_key())]
        keep_proof(own or identities[:1], proof)
        if not digits:
            return []
        shown = identity_named(IdentityKind.DOCUMENT, f"{document} {digits}", identity_key())
        keep_proof([shown], proof)
    return merge_by_rule(person, shown, staff, at)


def merge_by_rule(person: Person, shown: str, staff: Staff, at: datetime) -> list[Person]:
    """Merges a person with those who showed the same document before, if their names agree; the earliest stays.
    People whose data is restricted are merged with nobody."""
    showed = {proof.person for proof in load_proofs(shown) if proof.person} - {person.id}
    merged = []
    for other in load_people(showed) if showed else []:
        agreement = compare_person(as_record(0, person), as_record(1, other), PLAIN)
        one, two = load_person(person.id), load_person(other.id)
        restricted = any(each.restricted_since for each in (person, other, one, two))
        if restricted or one.id == two.id or not are_one_by_rule(IdentityKind.DOCUMENT, agreement):
            continue
        stays, leaves = sorted((one, two), key=lambda each: (each.since or at, each.id))
        try:
            with deed_kept_first(deed_of(DeedKind.MERGED_PEOPLE, leaves.id, staff, at, (stays.id, BY_RULE))):
                merge_people(leaves.id, stays.id, identity_key())
        except NotPossible:  # somebody else is merging one of them at this moment: staff see both proposed
            continue
        merged.append(other)
    return merged
