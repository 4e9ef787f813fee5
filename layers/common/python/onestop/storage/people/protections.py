"""Which addresses belong to protected people, and how their cases are hidden and found again.

PROTECTED#<identity>   PROTECTION   since when, and whether only they read that address

The transaction that opens a case also checks whether such a row exists: no read before, and no moment in which the
case could be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from onestop.domain.people.protected_people import Protection
from onestop.storage.guards import Guard, check
from onestop.storage.people.contact_details import OWN, PROTECTED, identity_row
from onestop.storage.tables import PersonRow

GUARD = "protected"


def protection_key(identity: str) -> tuple[str, str]:
    return f"PROTECTED#{identity}", "PROTECTION"


def nobody_protected(identities: Iterable[str]) -> tuple[Guard, ...]:
    """Returns conditions that hold as long as none of these addresses is protected."""
    free = PersonRow.pk.does_not_exist()
    return tuple(check(GUARD, PersonRow(*protection_key(each)), free) for each in dict.fromkeys(identities))


def find_protection(identity: str) -> Protection | None:
    """Returns the protection of whoever brings cases by an address, if they are protected: one Query."""
    pk, sk = protection_key(identity)
    rows = list(PersonRow.query(pk, PersonRow.sk == sk, consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=Protection) if rows else None


def keep_protection(identity: str, protection: Protection) -> None:
    PersonRow(*protection_key(identity), body=msgspec.json.encode(protection).decode()).save()


def drop_protection(identity: str) -> None:
    PersonRow(*protection_key(identity)).delete()


def found_by(protections: Mapping[str, Protection | None]) -> dict[str, str]:
    """Returns who finds the cases of these addresses of a protected person. For an address that nobody marked, we do
    not know who else reads it."""
    return {each: OWN if known and known.own else PROTECTED for each, known in protections.items()}


def all_rows_of(identity: str) -> Iterator[PersonRow]:
    """Returns everything that an address brought, whoever finds it: only for marking somebody as protected."""
    return PersonRow.query(f"IDENTITY#{identity}", consistent_read=True)


def reference_of(row: PersonRow) -> str:
    return row.sk.partition("#")[2]


def move_row(row: PersonRow, found: str) -> None:
    """Moves the row by which a case is found to others who find it. The new row is written first: if interrupted, doing
    it again completes it."""
    reference, identity = reference_of(row), row.pk.removeprefix("IDENTITY#")
    if row.sk != f"{found}{reference}":
        identity_row(identity, reference, row.body or "", row.at, found).save()
        row.delete()
