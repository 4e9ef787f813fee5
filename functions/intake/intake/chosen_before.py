"""What somebody chose at an earlier case of the same address holds for the new one."""

from __future__ import annotations

from collections.abc import Collection

from onestop.domain.people.chosen_preferences import addresses_in_order, with_chosen
from onestop.domain.people.person import Person
from onestop.runtime.keys import identity_key
from onestop.storage.people.chosen_preferences import load_chosen


def as_chosen(person: Person, among: Collection[str] | None = None, *, says_language: bool) -> Person:
    """The person of a new case with what was chosen for their addresses, or only for those `among` some: a Query for
    each."""
    addresses = addresses_in_order(person, identity_key())
    chosen = load_chosen(each for each in addresses if among is None or each in among)
    return with_chosen(person, chosen, next(iter(addresses), ""), says_language=says_language)
