"""What the owner of an address consented to: one row, apart from the rows that they are known by.

CONSENT#<identity>   CONSENTS   what they said, newest first
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from pynamodb.exceptions import PutError

from onestop.domain.errors import NotPossible
from onestop.domain.people.consents import Consents, ConsentSaid, with_said
from onestop.storage.tables import PersonRow
from onestop.storage.transactions import refused

ATTEMPTS = 5
SORT = "CONSENTS"


def load_consents(identities: Iterable[str]) -> Consents:
    """Reads the consents given under an address in any of its forms, newest first: a Query for each."""
    said = [each for identity in identities for each in read_consents(consents_body(identity))]
    return tuple(sorted(said, key=lambda each: each.at, reverse=True))


def keep_consent(identities: Iterable[str], said: ConsentSaid) -> None:
    """Keeps a consent under each form of the address. If two come at once, both are kept."""
    for identity in identities:
        for _ in range(ATTEMPTS):
            if keep_consent_once(identity, said):
                break
        else:
            raise NotPossible("This is being changed at this moment: do it again.", "purpose")


def keep_consent_once(identity: str, said: ConsentSaid) -> bool:
    """Keeps a consent; False if somebody else was faster."""
    body = consents_body(identity)
    before = read_consents(body)
    now = with_said(before, said)
    if now == before:
        return True
    unchanged = PersonRow.body == body if body else PersonRow.pk.does_not_exist()
    row = PersonRow(*consents_key(identity), body=msgspec.json.encode(now).decode())
    try:
        row.save(condition=unchanged)
    except PutError as error:
        if not refused(error):
            raise
        return False
    return True


def read_consents(body: str | None) -> Consents:
    return msgspec.json.decode(body, type=Consents) if body else ()


def consents_key(identity: str) -> tuple[str, str]:
    return f"CONSENT#{identity}", SORT


def consents_body(identity: str) -> str | None:
    pk, sk = consents_key(identity)
    rows = PersonRow.query(pk, PersonRow.sk == sk, consistent_read=True)
    return next((row.body for row in rows), None)
