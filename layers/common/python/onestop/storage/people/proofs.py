"""How identities were proven: one row for each, apart from the rows by which cases are found.

PROVEN#<identity>   PROOFS#<identity>   its proofs, newest first
                    PERSON#<person>     for a postal address, proven for this person: each person in a home has one
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from pynamodb.exceptions import PutError

from onestop.domain.errors import NotPossible
from onestop.domain.people.identities import IdentityProof, Proofs, with_proof
from onestop.storage.tables import PersonRow
from onestop.storage.transactions import refused

ATTEMPTS = 5


def proofs_key(identity: str, person: str | None = None) -> tuple[str, str]:
    """Returns the key of the proofs of an identity; `person` is the owner, for an identity that several people share
    and each proves for themselves. Their id is in the key, so that the row is erased with them."""
    return f"PROVEN#{identity}", f"PERSON#{person}" if person else f"PROOFS#{identity}"


def read_proofs(body: str | None) -> Proofs:
    return msgspec.json.decode(body, type=Proofs) if body else ()


def load_proofs(identity: str, person: str | None = None) -> Proofs:
    """Reads how an identity was proven: one Query."""
    return read_proofs(proofs_body(proofs_key(identity, person)))


def keep_proof(identities: Iterable[str], proof: IdentityProof) -> None:
    """Keeps that each of these was proven: a Query and a PutItem for each. If two come at once, both are kept."""
    for identity in identities:
        keep_at(proofs_key(identity), proof)


def keep_home_proof(identity: str, person: str, proof: IdentityProof) -> None:
    """Keeps that a postal address was proven to be somebody's: a Query and a PutItem."""
    keep_at(proofs_key(identity, person), proof)


def keep_at(key: tuple[str, str], proof: IdentityProof) -> None:
    if not any(keep_proof_once(key, proof) for _ in range(ATTEMPTS)):
        raise NotPossible("Others prove the same at this moment: do it again.", "person")


def keep_proof_once(key: tuple[str, str], proof: IdentityProof) -> bool:
    """Keeps a proof; returns False if somebody else was faster."""
    body = proofs_body(key)
    unchanged = PersonRow.body == body if body else PersonRow.pk.does_not_exist()
    kept = msgspec.json.encode(with_proof(read_proofs(body), proof)).decode()
    try:
        PersonRow(*key, body=kept).save(condition=unchanged)
    except PutError as error:
        if not refused(error):
            raise
        return False
    return True


def proofs_body(key: tuple[str, str]) -> str | None:
    pk, sk = key
    rows = PersonRow.query(pk, PersonRow.sk == sk, consistent_read=True)
    return next((row.body for row in rows), None)
