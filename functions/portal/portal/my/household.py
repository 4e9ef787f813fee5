"""Whether the signed-in resident lives with others who gave the same postal address. Everybody who gave one is asked,
whether there are others or not, so nobody learns who else lives there."""

from __future__ import annotations

from collections.abc import Iterable

from chalice.app import Response

from onestop.domain.people.actor import Actor
from onestop.domain.people.alike import home_of
from onestop.domain.people.households import HouseholdSaid, may_share
from onestop.domain.people.person import Person
from onestop.runtime.keys import identity_key
from onestop.runtime.pages.frame import Visit, go_to
from onestop.storage.people.households import keep_said, load_said
from portal.my.signed_in_page import moment_of

MOST = 5  # addresses of one person


def said_of_home(people: Iterable[Person]) -> bool | None:
    """Their latest answer, None if there is none: a Query for each of their addresses."""
    homes = homes_of(people)
    own = {person.id for people in homes.values() for person in people}
    said = [each for identity in homes for each in load_said(identity) if each.one == each.other and each.one in own]
    return max(said, key=lambda each: each.at).together if said else None


def homes_of(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Their addresses, each with its owner; those of protected people are left out."""
    homes: dict[str, list[Person]] = {}
    for person in people:
        for identity in home_of(person, identity_key()) if may_share(person) else ():
            homes.setdefault(identity, []).append(person)
    return dict(list(homes.items())[:MOST])


def take_household(visit: Visit, people: Iterable[Person], together: bool) -> Response:
    """Keeps their answer, for each address that came with what they proved."""
    for identity, own in homes_of(people).items():
        for each in own:
            said = HouseholdSaid(
                one=each.id, other=each.id, together=together, at=moment_of(visit.request), by=Actor.RESIDENT
            )
            keep_said(identity, said)
    return go_to("/my/data", visit.language, said="household")
