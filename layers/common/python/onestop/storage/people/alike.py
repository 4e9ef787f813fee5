"""Which people may be the same person, beyond sharing an address: one row for each feature that they are compared by.

ALIKE#<keyed hash>   PERSON#<id>   a person found by it; who they are is in their own row
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onestop.storage.tables import PersonRow


def alike_rows(person: str, keys: Iterable[str]) -> Iterator[PersonRow]:
    return (PersonRow(f"ALIKE#{key}", f"PERSON#{person}") for key in keys)


def people_alike(keys: Iterable[str], each: int) -> list[str]:
    """Returns the ids of the people found by any of these, at most `each` for one of them: a Query for each."""
    found: dict[str, None] = {}
    for key in keys:
        rows = PersonRow.query(f"ALIKE#{key}", limit=each, page_size=each)
        found |= dict.fromkeys(row.sk.removeprefix("PERSON#") for row in rows)
    return list(found)
