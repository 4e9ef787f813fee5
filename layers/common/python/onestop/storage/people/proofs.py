"""How identities were proven: one row for each, beside the rows by which cases are found and never among them.

PROVEN#<identity>   PROOFS#<identity>   its proofs, the newest first
                    PERSON#<person>     of a postal address, proven for this person: each of a home has one
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
    """Where the proofs of an identity lie; `person` is whose, of what several people have and each proves alone. Their
    id stands in the key, so that it goes where they go."""
    return f"PROVEN#{identity}", f"PERSON#{person}" if person else f"PROOFS#{identity}"


def read_proofs(body: str | None) -> Proofs:
    return msgspec.json.decode(body, type=Proofs) if body else ()


def load_proofs(identity: str, person: str | None = None) -> Proofs:
    """How an identity was proven: one Query."""
    return read_proofs(proofs_body(proofs_key(identity, person)))


def keep_proof(identities: Iterable[str], proof: IdentityProof) -> None:
    """Keeps that each of these was proven: a Query and a PutItem for each. Two at once are both kept."""
    for identity in identities:
        keep_at(proofs_key(identity), proof)


def keep_home_proof(identity: str, person: str, proof: IdentityProof) -> None:
    """Keeps that a postal address was proven to be somebody's: a Query and a PutItem."""
    keep_at(proofs_key(identity, person), proof)


def keep_at(key: tuple[str, str], proof: IdentityProof) -> None:
    if not any(keep_proof_once(key, proof) for _ in range(ATTEMPTS)):
        raise NotPossible("Others prove the same at this moment: do it again.", "person")


def keep_proof_once(key: tuple[str, str], proof: IdentityProof) -> bool:
    """False where somebody else was faster."""
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
