"""How identities were proven: one row for each, beside the rows by which cases are found and never among them.

PROVEN#<identity>   PROOFS#<identity>   its proofs, the newest first
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


def proofs_key(identity: str) -> tuple[str, str]:
    return f"PROVEN#{identity}", f"PROOFS#{identity}"


def read_proofs(body: str | None) -> Proofs:
    return msgspec.json.decode(body, type=Proofs) if body else ()


def load_proofs(identity: str) -> Proofs:
    """How an identity was proven: one Query."""
    return read_proofs(proofs_body(identity))


def keep_proof(identities: Iterable[str], proof: IdentityProof) -> None:
    """Keeps that each of these was proven: a Query and a PutItem for each. Two at once are both kept."""
    for identity in identities:
        for _ in range(ATTEMPTS):
            if keep_once(identity, proof):
                break
        else:
            raise NotPossible("Others prove the same at this moment: do it again.", "person")


def keep_once(identity: str, proof: IdentityProof) -> bool:
    """False where somebody else was faster."""
    body = proofs_body(identity)
    unchanged = PersonRow.body == body if body else PersonRow.pk.does_not_exist()
    kept = msgspec.json.encode(with_proof(read_proofs(body), proof)).decode()
    try:
        PersonRow(*proofs_key(identity), body=kept).save(condition=unchanged)
    except PutError as error:
        if not refused(error):
            raise
        return False
    return True


def proofs_body(identity: str) -> str | None:
    pk, sk = proofs_key(identity)
    rows = PersonRow.query(pk, PersonRow.sk == sk, consistent_read=True)
    return next((row.body for row in rows), None)
