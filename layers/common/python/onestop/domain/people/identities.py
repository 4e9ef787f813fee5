"""What a person is known by, and how far it is believed: *claimed* is what was only said, *proven* what was shown.

A code proves that somebody reads an address, but not which person in a home it is. A document or an electronic identity
that was shown proves who somebody is, and that the address under which they came is theirs. A letter on paper carries a
code (`letter_codes`): whoever has it gets their post there. A proof of a postal address always names its person,
because several people live in a home.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onestop.domain.translation import NC_, Phrase


class IdentityKind(StrEnum):
    """The kind of thing that somebody is known by."""

    EMAIL = "email"
    PHONE = "phone"
    ORGANISATION = "organisation"  # the number that a government gave to a business
    DOCUMENT = "document"
    POST = "post"  # where they get letters on paper
    EID = "eid"  # somebody's id at the service that vouches for electronic identities


class HowProven(StrEnum):
    """How something that somebody is known by was proven."""

    CODE = "code"  # we sent one there, and it was entered
    DOCUMENT = "document"  # staff looked at it at the counter
    LETTER = "letter"  # a paper letter was sent there, and its code was told to us
    EID = "eid"


DOCUMENTS: Mapping[str, Phrase] = {
    "identity-card": NC_("document", "Identity card"),
    "passport": NC_("document", "Passport"),
    "driving-licence": NC_("document", "Driving licence"),
    "residence-permit": NC_("document", "Residence permit"),
}
HOME_DOCUMENTS: Mapping[str, Phrase] = {  # documents that show where somebody lives
    "residence-certificate": NC_("document", "Certificate of residence"),
    "tenancy-agreement": NC_("document", "Tenancy agreement"),
    "utility-bill": NC_("document", "Bill for electricity, gas or water"),
    "bank-letter": NC_("document", "Letter of a bank or an authority"),
}
KIND_WORDS: Mapping[IdentityKind, Phrase] = {
    IdentityKind.EMAIL: NC_("identity", "E-mail address"),
    IdentityKind.PHONE: NC_("identity", "Telephone number"),
    IdentityKind.ORGANISATION: NC_("identity", "Number of an organisation"),
    IdentityKind.DOCUMENT: NC_("identity", "Document"),
    IdentityKind.POST: NC_("identity", "Postal address"),
    IdentityKind.EID: NC_("identity", "Electronic identity"),
}
PROVEN_WORDS: Mapping[HowProven, Phrase] = {
    HowProven.CODE: NC_("identity", "proven by a code that was sent there, {when}"),
    HowProven.DOCUMENT: NC_("identity", "proven at the counter, {when}, by a document: {document}"),
    HowProven.LETTER: NC_("identity", "proven by the code of a letter that went there, {when}"),
    HowProven.EID: NC_("identity", "proven by an electronic identity, {when}"),
}
MOST = 20  # proofs kept for one identity


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProof:
    """A proof of an identity: how and when, and by which member of staff. `person` is the proven owner, if that was
    shown; a code does not show it. `document` is the kind of document: its number is never stored."""

    how: HowProven
    at: datetime
    by: str | None = None
    person: str | None = None
    document: str | None = None


Proofs = tuple[IdentityProof, ...]


def identity_named(kind: IdentityKind, value: str, key: bytes) -> str:
    """Returns the keyed hash of what is neither an address nor a telephone number, which have their own
    (`person.identity_of`): the same digits of a passport and of a telephone must differ."""
    plain = "".join(filter(str.isalnum, value)).casefold()
    return hmac.new(key, f"identity:{kind}:{plain}".encode(), hashlib.sha256).hexdigest()[:32]


def with_proof(before: Proofs, proof: IdentityProof) -> Proofs:
    """Returns the proofs of an identity after it was proven again: newest first, for each person and way the last
    one."""
    others = (each for each in before if (each.how, each.person) != (proof.how, proof.person))
    return (proof, *others)[:MOST]


def say_proof(proof: IdentityProof, when: str, say: Callable[[Phrase], str]) -> str:
    """Returns how and when something was proven, in words."""
    document = {**DOCUMENTS, **HOME_DOCUMENTS}.get(proof.document or "")
    return say(PROVEN_WORDS[proof.how]).format(when=when, document=say(document) if document else "")
