"""Who gave the same postal address, and which of them said that they are one household.

ALIKE#<post identity>       PERSON#<id>          somebody whose post goes there (`storage.people.alike`)
HOUSEHOLD#<post identity>   PERSON#<id>#<id>     what was said of these two (of everybody there, if both are one): the
                                                 ids are in the key, so that the row is erased with the first of them
"""

from __future__ import annotations

import msgspec

from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.alike import home_of
from onestop.domain.people.households import HouseholdSaid
from onestop.domain.people.person import Person
from onestop.storage.people.alike import alike_rows, people_alike
from onestop.storage.people.contact_details import load_people
from onestop.storage.tables import PersonRow


def keep_home(person: Person, key: bytes) -> None:
    """Makes somebody findable by the postal address that they have now: one PutItem."""
    for row in alike_rows(person.id, home_of(person, key)):
        row.save()


def people_at(identity: str, most: int, key: bytes) -> list[Person]:
    """Returns the people with this postal address today, at most `most`: a Query and a call. People who moved are left
    out."""
    ids = people_alike([identity], most)
    found = load_people(ids) if ids else []
    return [each for each in found if each.post and post_identity(each.post, key) == identity]


def household_key(identity: str, one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other))
    return f"HOUSEHOLD#{identity}", f"PERSON#{first}#{second}"


def keep_said(identity: str, said: HouseholdSaid) -> None:
    body = msgspec.json.encode(said).decode()
    PersonRow(*household_key(identity, said.one, said.other), body=body).save()


def load_said(identity: str) -> list[HouseholdSaid]:
    """Reads what was said of the people at one address: one Query."""
    rows = PersonRow.query(f"HOUSEHOLD#{identity}", consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=HouseholdSaid) for row in rows]
