"""Which recipients of a batch still have to be told of a notice, and on which channels they can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from notifications.owed.owed_letter import goes_without
from notifications.sending.routes import channels_for, first_open
from onestop.contracts.phones import with_normal_phone
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.notices.audience import Outline, notice_concerns_topic, outlines_of
from onestop.domain.notices.notice import Notice
from onestop.domain.people.person import Person, identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_cases
from onestop.storage.letters.subscriptions import load_subscriptions
from onestop.storage.letters.suppressions import suppressed_among
from onestop.storage.notices.notice_recipients import RESIDENTS
from onestop.storage.people.contact_details import load_people, load_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to tell: `mark` is the key that ensures they are told once, `channels` are open to them, `identity`
    belongs to the subscription that can be stopped."""

    person: Person
    mark: str
    channels: Sequence[str]
    subscriber: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as it is sent: of which notice, when."""

    notice: Notice
    name: str
    at: datetime
    catalogue: Catalogue


def read_recipients(batch: Batch, names: Sequence[str]) -> dict[str, Recipient]:
    """Those of some recipients who still have to be told, with the channels that are open to them."""
    subscribers = [name for name in names if not name.startswith(f"{RESIDENTS}:")]
    residents = [name for name in names if name.startswith(f"{RESIDENTS}:")]
    return {
        **(read_subscribers(batch, subscribers) if subscribers else {}),
        **(read_residents(batch, residents) if residents else {}),
    }


def read_subscribers(batch: Batch, names: Sequence[str]) -> dict[str, Recipient]:
    """Subscribers who have not unsubscribed and whose topic the notice is about: two calls."""
    keys = {name: (name[2:].partition("#")[0], name[2:].partition("#")[2]) for name in names}
    found = load_subscriptions(keys.values())
    outlines = places_of(batch)
    wanted = {
        name: (key[0], found[key])
        for name, key in keys.items()
        if key in found and found[key].live and notice_concerns_topic(batch.notice, found[key].topic, outlines)
    }
    gone = suppressed_among(identity for identity, _ in wanted.values())
    return {
        name: Recipient(
            person=Person(id="", email=subscription.address, language=subscription.language),
            mark=identity,
            channels=() if identity in gone else ("email",),
            subscriber=identity,
        )
        for name, (identity, subscription) in wanted.items()
    }


def places_of(batch: Batch) -> Sequence[Outline]:
    return outlines_of(batch.notice.audience, batch.catalogue.release["boundaries"])


def read_residents(batch: Batch, names: Sequence[str]) -> dict[str, Recipient]:
    """Residents whose case is still open: two calls, and one to three for each to see which channels are closed. People
    who opted out of such letters, or restricted the use of their data, are left out."""
    cases = {case.reference: case for case in load_cases(name[2:] for name in names)}
    people = {person.id: person for person in load_people(case.person for case in cases.values() if case.person)}
    found = {}
    for name in names:
        case = cases.get(name[2:])
        person = people.get(case.person or "") if case and not case.endangered else None
        if person is None:
            continue
        stays = with_normal_phone(load_person(person.id) if person.merged_into else person, batch.catalogue)
        if goes_without(stays, batch.notice.letter):
            continue
        channels = [each for each in channels_for(stays, batch.notice.letter, batch.catalogue)
                    if each in batch.notice.channels]  # fmt: skip
        way = first_open(stays, channels).channel
        rest = channels[channels.index(way) :] if way else []
        main = identity_of(stays.email or stays.phone or "", identity_key())
        found[name] = Recipient(person=stays, mark=main, channels=rest)
    return found
