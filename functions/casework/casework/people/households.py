"""The household of a person, for staff who answer calls: others with the same postal address, as evidence only. That
they were shown is recorded for each of them beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from casework.oversight.look_records import agency_of_look
from casework.people.prove_home import at_home
from casework.people.same_people import deed_of
from casework.people.whole_person import WholePerson
from onestop.domain.errors import Fault, NotValid
from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.households import Household, HouseholdSaid, household_of, may_share
from onestop.domain.people.person import Person
from onestop.domain.staff.deeds import DeedKind
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.people.households import keep_said, load_said, people_at
from onestop.storage.staff.deeds import deed_kept_first
from onestop.storage.staff.looks import Look, keep_look_of_person

HOMES, MEMBERS = 3, 40  # addresses of one person, and records at one address
SHOWN = ("contact.name",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The household at one postal address of the people found."""

    identity: str
    household: Household


def homes_of(found: WholePerson) -> list[Home]:
    """Returns the households of the people found, if there is more than one name: three calls for each address. An
    address that nobody else gave is not a household."""
    homes = []
    for identity, own in addresses_of(found):
        others = people_at(identity, MEMBERS, identity_key())
        household = household_of((*own, *others), load_said(identity))
        if len(household.people) > 1:
            homes.append(Home(identity=identity, household=household))
    return homes


def addresses_of(found: WholePerson) -> Iterator[tuple[str, list[Person]]]:
    """Yields the newest addresses of the people found, each with its owners."""
    own: dict[str, list[Person]] = {}
    for person in sorted(at_home(found), key=lambda each: each.since.isoformat() if each.since else "", reverse=True):
        if may_share(person):
            own.setdefault(post_identity(person.post, identity_key()), []).append(person)
    yield from list(own.items())[:HOMES]


def note_homes(homes: Iterable[Home], found: WholePerson, staff: Staff, purpose: str, at: datetime) -> None:
    """Records that others of a household were shown; they can read it at "who saw my data"."""
    look = Look(at=at, by=staff.actor, fields=SHOWN, purpose=purpose, where="search", agency=agency_of_look(staff))
    known = {person.id for person in found.people}
    others = {each.id: each for home in homes for each in home.household.people if each.id not in known}
    for identity in dict.fromkeys(each for other in others.values() for each in other.identities(identity_key())):
        keep_look_of_person(look, identity)


def say_household(found: WholePerson, one: str, other: str, together: bool, staff: Staff, at: datetime) -> None:
    """Records that two people of a household said that they are one household, or no longer are. Raises NotValid."""
    home = next((each for each in homes_of(found) if {one, other} <= {who.id for who in each.household.people}), None)
    if home is None or one == other:
        raise NotValid(Fault("household", "these are not two who share an address", "two whom the page shows"))
    kind = DeedKind.HOUSEHOLD if together else DeedKind.NO_HOUSEHOLD
    with deed_kept_first(deed_of(kind, one, staff, at, (f"person:{other}",))):
        keep_said(home.identity, HouseholdSaid(one=one, other=other, together=together, at=at, by=staff.actor))
