"""Who may be one household: people who gave the same postal address, as evidence for whoever works at the desk, and who
of them said that they are one. It is told to nobody else; nobody is merged for it, and no case is worked on sooner.

Nobody who is protected is in anybody's household, and they see none; nor is whose data are restricted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onestop.domain.people.person import Person
from onestop.domain.people.protected_people import spelled


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSaid:
    """That two people were said to be one household, or not to be any more: when, and who kept it. Where both are one
    and the same, a resident said it of whoever else gave their address: they are told of nobody."""

    one: str
    other: str
    together: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """The people who share a postal address, each name once, and which two of them said that they are one household."""

    people: tuple[Person, ...]
    together: tuple[HouseholdSaid, ...] = ()
    alone: tuple[HouseholdSaid, ...] = ()  # what residents said of all others at their address, of each the last
    names: Mapping[str, str] = field(default_factory=dict)  # of each record, however often a name is there

    def name_of(self, person: str) -> str:
        return self.names[person]


def may_share(person: Person) -> bool:
    """Whether somebody may be shown as one of a household at all."""
    return bool(person.post and person.name) and not (
        person.protected_at or person.merged_into or person.restricted_since
    )


def household_of(people: Iterable[Person], said: Iterable[HouseholdSaid]) -> Household:
    """One household of people with one address. A person came with each case, so one name is one of them, and what was
    said last of two names holds."""
    members = {each.id: each for each in people if may_share(each)}
    by_name: dict[str, Person] = {}
    for each in sorted(members.values(), key=lambda person: person.id):
        by_name.setdefault(spelled(each.name), each)
    last: dict[frozenset[str], HouseholdSaid] = {}
    for each_said in sorted(said, key=lambda each: each.at):
        if each_said.one in members and each_said.other in members:
            last[names_in(each_said, members)] = each_said
    return Household(
        people=tuple(by_name.values()),
        together=tuple(each for key, each in last.items() if each.together and len(key) > 1),
        alone=tuple(each for key, each in last.items() if len(key) == 1),
        names={id_: each.name or "" for id_, each in members.items()},
    )


def names_in(said: HouseholdSaid, members: Mapping[str, Person]) -> frozenset[str]:
    return frozenset({spelled(members[said.one].name), spelled(members[said.other].name)})
