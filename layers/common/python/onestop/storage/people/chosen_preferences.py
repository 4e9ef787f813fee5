"""What was chosen for an address, kept for its later cases: one row, apart from the rows that it is found by.

CHOSEN#<identity>   PREFERENCES   language, channel and letters, and when they were chosen

The transaction that opens a case also checks that there is no such row: no read before. Only if there is one is the row
read, and the case opened with what it says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import msgspec

from onestop.domain.people.chosen_preferences import ChosenPreferences, with_objections
from onestop.storage.guards import Guard, check
from onestop.storage.tables import PersonRow

GUARD = "chosen"


def chosen_key(identity: str) -> tuple[str, str]:
    return f"CHOSEN#{identity}", "PREFERENCES"


def nothing_chosen(identities: Iterable[str]) -> tuple[Guard, ...]:
    """Returns conditions that hold as long as nothing was chosen for any of these addresses."""
    none = PersonRow.pk.does_not_exist()
    return tuple(check(GUARD, PersonRow(*chosen_key(each)), none) for each in dict.fromkeys(identities))


def load_chosen(identities: Iterable[str]) -> dict[str, ChosenPreferences]:
    """Reads what was chosen for some addresses, in their order, without those for which nothing was: a Query for
    each."""
    found = {each: find_chosen(each) for each in dict.fromkeys(identities)}
    return {identity: chosen for identity, chosen in found.items() if chosen}


def find_chosen(identity: str) -> ChosenPreferences | None:
    """Returns what was chosen for an address: one Query."""
    pk, sk = chosen_key(identity)
    rows = list(PersonRow.query(pk, PersonRow.sk == sk, consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=ChosenPreferences) if rows else None


def keep_chosen(identities: Iterable[str], chosen: ChosenPreferences) -> None:
    """Keeps it for each of some addresses, in place of what was chosen before: a call for each."""
    body = msgspec.json.encode(chosen).decode()
    for identity in dict.fromkeys(identities):
        PersonRow(*chosen_key(identity), body=body).save()


def carry_objections(before: Collection[str], after: Collection[str]) -> None:
    """Carries over to corrected addresses what the wrong ones did without, and nothing else: they may be somebody
    else's. A Query for each address, and a call for each that changes."""
    said = list(load_chosen(before).values())
    if not any(each.preferences.without for each in said):
        return
    for identity in after:
        if identity not in before:
            own = find_chosen(identity) or ChosenPreferences(at=said[0].at, language=said[0].language)
            keep_chosen([identity], replace(own, preferences=with_objections(own.preferences, said)))
