"""A resident's addresses that no longer accept our letters, and the way back: staff who hear that one works again
allow letters to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.acts.carry_out import check_may_act
from casework.views.recorded_views import SeenCase
from onestop.contracts.phones import with_normal_phone
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.letters.delivery import MISSED
from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.person import Person, identity_of
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.letters.suppressions import Suppression, find_suppression, take_off
from onestop.storage.people.contact_details import load_person
from onestop.storage.staff.deeds import deed_kept_first


@dataclass(frozen=True, slots=True)
class Unreached:
    """A channel on which somebody gets no letters, and why; without the address itself."""

    channel: str
    identity: str
    suppression: Suppression


def unreached_on(seen: SeenCase, catalogue: Catalogue) -> list[Unreached]:
    """Returns the channels on which the resident of a case gets no letters: looked up only if a letter of the case
    was missed, because it costs up to four Queries."""
    person_id = seen.whole.file.case.person
    if not (seen.sight.full and person_id and any(letter.status in MISSED for letter in seen.letters)):
        return []
    person = with_normal_phone(seen.person or load_person(person_id), catalogue)
    found = []
    for channel, identity in identities_of(person):
        if suppression := find_suppression(identity):
            found.append(Unreached(channel, identity, suppression))
    return found


def identities_of(person: Person) -> list[tuple[str, str]]:
    """Returns the channels on which somebody has an address, each with its keyed hash."""
    key = identity_key()
    found = [(way, identity_of(at, key)) for way, at in (("email", person.email), ("sms", person.phone)) if at]
    return [*found, ("letter", post_identity(person.post, key))] if person.post else found


def write_again(staff: Staff, seen: SeenCase, channel: str, catalogue: Catalogue, at: datetime) -> None:
    """Allows letters to the resident of a case on a channel again; recorded for the auditor before it is done."""
    check_may_act(seen.sight)
    found = next((each for each in unreached_on(seen, catalogue) if each.channel == channel), None)
    if found is None:
        raise NotFound("Letters on this channel are not held back.", "channel")
    case = seen.whole.file.case.reference
    with deed_kept_first(Deed(at=at, by=staff.actor, kind=DeedKind.WRITTEN_AGAIN, about=case, details=(channel,))):
        take_off(found.identity)
