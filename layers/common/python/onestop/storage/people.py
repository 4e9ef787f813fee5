"""People: the only place where names, addresses and numbers are kept."""

from __future__ import annotations

import msgspec

from onestop.domain.errors import NotFound
from onestop.domain.people import Person
from onestop.storage.tables import PersonRow


def person_row(person: Person) -> PersonRow:
    """The row of a person."""
    return PersonRow(f"PERSON#{person.id}", "PERSON", body=msgspec.json.encode(person).decode())


def load_person(person_id: str) -> Person:
    """Reads a person. Raises NotFound."""
    rows = list(PersonRow.query(f"PERSON#{person_id}", consistent_read=True))
    if not rows:
        raise NotFound(f"There is no person {person_id}.", "person")
    return msgspec.json.decode(rows[0].body or "", type=Person)
