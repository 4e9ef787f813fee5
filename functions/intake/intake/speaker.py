"""Who speaks in a contact that names a case: its resident, or anyone else who knows the reference."""

from __future__ import annotations

from intake.incoming import Incoming
from onestop.contracts.phones import with_normal_phone
from onestop.domain.cases.case import CaseFile
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.actor import Actor
from onestop.domain.people.person import identity_of
from onestop.domain.people.proof import Proof, prove, vouches
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_file
from onestop.storage.people.contact_details import load_merged

JOINS = 5  # steps from a case to the one it was joined with, and so on


def goes_on_in(file: CaseFile) -> CaseFile:
    """The case in which a case continues, if it was joined with another one."""
    for _ in range(JOINS):
        if not file.case.merged_into:
            break
        file = load_file(file.case.merged_into)
    return file


def proof_of(file: CaseFile, incoming: Incoming, catalogue: Catalogue) -> Proof:
    """How far a contact is believed to come from the case's own resident; staff are believed about the person they
    speak for."""
    if incoming.by != Actor.RESIDENT:
        return Proof.PROVEN
    vouched = vouches(incoming.channel, incoming.vouched)
    return prove(shown=incoming.shown, known=incoming.shown or is_known(file, incoming, catalogue), vouched=vouched)


def is_known(file: CaseFile, incoming: Incoming, catalogue: Catalogue) -> bool:
    """Tells whether a contact has the address or number of the case's own resident. For a mail only its author counts,
    because its reply address says nothing about who speaks."""
    if not file.case.person:
        return False
    people = (with_normal_phone(person, catalogue) for person in load_merged(file.case.person))
    theirs = {identity for person in people for identity in person.identities(identity_key())}
    spoken = (incoming.author,) if incoming.channel == "email" else (incoming.email, incoming.phone)
    return any(identity_of(each, identity_key()) in theirs for each in spoken if each)
