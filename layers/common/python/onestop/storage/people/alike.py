"""Who may be one person with whom, beyond an address that both gave: one row for each thing that they are compared by.

ALIKE#<keyed hash>   PERSON#<id>   somebody who is found by it; who it is stands in their own row
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onestop.storage.tables import PersonRow


def alike_rows(person: str, keys: Iterable[str]) -> Iterator[PersonRow]:
    return (PersonRow(f"ALIKE#{key}", f"PERSON#{person}") for key in keys)


def people_alike(keys: Iterable[str], each: int) -> list[str]:
    """The ids of who is found by any of these, at most `each` by one of them: a Query for each."""
    found: dict[str, None] = {}
    for key in keys:
        rows = PersonRow.query(f"ALIKE#{key}", limit=each, page_size=each)
        found |= dict.fromkeys(row.sk.removeprefix("PERSON#") for row in rows)
    return list(found)
