"""People: the only place where names, addresses and numbers are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onestop.domain.errors import NotFound
from onestop.domain.people.person import Person
from onestop.storage.tables import PersonRow


def person_rows(person: Person, reference: str, identities: Iterable[str] = ()) -> Iterator[PersonRow]:
    """The row of a person, and one for each identity (a keyed hash) by which their case can be found again."""
    yield PersonRow(f"PERSON#{person.id}", "PERSON", body=msgspec.json.encode(person).decode())
    for identity in identities:
        yield PersonRow(f"IDENTITY#{identity}", f"CASE#{reference}", body=person.id)


def load_person(person_id: str) -> Person:
    """Reads a person. Raises NotFound."""
    rows = list(PersonRow.query(f"PERSON#{person_id}", consistent_read=True))
    if not rows:
        raise NotFound(f"There is no person {person_id}.", "person")
    return msgspec.json.decode(rows[0].body or "", type=Person)


def cases_of_person(identity: str, limit: int) -> list[str]:
    """The references of the cases that somebody with this identity brought: one Query, at most `limit`."""
    found = PersonRow.query(f"IDENTITY#{identity}", limit=limit, page_size=limit, consistent_read=True)
    return [row.sk.removeprefix("CASE#") for row in found]


def cases_of_forms(identities: Iterable[str], limit: int) -> list[str]:
    """The references of the cases that an address brought in any of its forms: one Query for each, the first form
    first. A number has two, for its cases may be older than the normal one (`contracts.phones.forms_of`)."""
    found = (reference for identity in identities for reference in cases_of_person(identity, limit))
    return list(dict.fromkeys(found))[:limit]


def is_case_of(identity: str, reference: str) -> bool:
    """Whether somebody with this identity brought a case: one Query."""
    return any(PersonRow.query(f"IDENTITY#{identity}", PersonRow.sk == f"CASE#{reference}", consistent_read=True))
