"""Proves a postal address: by a document shown at the counter, or by the code of a letter that went there. Recorded
for that person alone, and for the auditor. It merges nobody, because several people live in a home, some with the
same name."""

from __future__ import annotations

from datetime import datetime

from casework.people.same_people import deed_of
from casework.people.whole_person import WholePerson
from onestop.domain.errors import Fault, NotValid
from onestop.domain.letters.letter_codes import is_code_for
from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.identities import HOME_DOCUMENTS, HowProven, IdentityProof
from onestop.domain.people.person import Person
from onestop.domain.staff.deeds import DeedKind
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.people.proofs import keep_home_proof
from onestop.storage.staff.deeds import deed_kept_first


def at_home(found: WholePerson) -> list[Person]:
    """Returns the people who gave a postal address, for whom it can be proven."""
    return [each for each in found.people if each.post and not each.protected_at]


def prove_home(found: WholePerson, who: str, document: str, code: str, staff: Staff, at: datetime) -> None:
    """Records that the postal address of one of the people found is theirs. Raises NotValid."""
    same = next((each.name for each in at_home(found) if each.id == who), None)
    theirs = [each for each in at_home(found) if each.id == who or (same and each.name == same)]
    if not any(each.id == who for each in theirs):
        raise NotValid(Fault("lives", "this is nobody of those found with a postal address", "somebody of the list"))
    if bool(code.strip()) == bool(document):
        raise NotValid(Fault("home_document", "this is no proof, or it is two", "a document, or the code of a letter"))
    if document and document not in HOME_DOCUMENTS:
        raise NotValid(Fault("home_document", "this is no document about a home", ", ".join(HOME_DOCUMENTS)))
    # each case has brought a record: the letter may have been about another case of the chosen person
    person = next(
        (each for each in theirs if (is_code_for(each, code, at, identity_key()) if code else each.id == who)), None
    )
    if person is None:
        raise NotValid(Fault("letter_code", "this is the code of no letter to them", "the code as it is printed there"))
    how = HowProven.LETTER if code else HowProven.DOCUMENT
    with deed_kept_first(deed_of(DeedKind.PROVED_HOME, person.id, staff, at, (document or how,))):
        proof = IdentityProof(how=how, at=at, by=staff.actor, person=person.id, document=document or None)
        keep_home_proof(post_identity(person.post, identity_key()), person.id, proof)
