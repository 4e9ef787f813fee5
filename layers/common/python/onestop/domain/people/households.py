"""Who may be one household: people who gave the same postal address, as evidence for staff at the desk, and which of
them said that they are one. Nobody else is told; nobody is merged because of it, and no case gets priority.

Protected people are in nobody's household, and see none; nor are people whose data are restricted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onestop.domain.people.person import Person
from onestop.domain.people.protected_people import spelled


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSaid:
    """A statement that two people are one household, or no longer are: when, and who recorded it. If both ids are the
    same, a resident said it of everybody else at their address, without learning who that is."""

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
    alone: tuple[HouseholdSaid, ...] = ()  # what residents said of all others at their address, the latest of each
    names: Mapping[str, str] = field(default_factory=dict)  # the name of each record, however often a name occurs

    def name_of(self, person: str) -> str:
        return self.names[person]


def may_share(person: Person) -> bool:
    """Whether somebody may be shown as part of a household at all."""
    return bool(person.post and person.name) and not (
        person.protected_at or person.merged_into or person.restricted_since
    )


def household_of(people: Iterable[Person], said: Iterable[HouseholdSaid]) -> Household:
    """Returns the household of people with one address. Each case has a person of its own, so people with the same name
    count as one, and the latest statement about two names counts."""
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
