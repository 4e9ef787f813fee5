"""Which messages the events of a batch require, read for all of them in three calls: their cases, their people, and
which addresses are closed.

Only simple letters go together: those written from the case and its event alone, to the resident of the case, on the
first channel of its row, now. Anything that needs more is sent by itself, and so is what follows it in its case or goes
to the same person, so that the order stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from notifications.event_message import EventMessage
from notifications.news.send_news import is_news
from notifications.owed.owed_letter import Owed, Ready, goes_without, make_ready, ways_for
from notifications.owed.which_letters import (
    BY_CASE,
    FOLLOWERS,
    LETTERS,
    OwedLetter,
    as_for_life,
    kind_of,
    told_with_the_whole,
)
from notifications.surveys.ask_seldom import ASKS
from notifications.waiting.claim_or_hold import did_it_themselves
from notifications.waiting.limits import address_of, counting_identity_on, identity_on
from notifications.waiting.when_may_leave import may_leave_at
from notifications.words.letter_of_event import letter_about
from onestop.contracts.phones import with_normal_phone
from onestop.contracts.recorded import cloud_event
from onestop.domain.cases.case import Case, LinkKind
from onestop.domain.people.person import Person
from onestop.storage.cases.read_case import WholeFile, load_beginnings
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.suppressions import closed_among
from onestop.storage.people.contact_details import load_people

CHANNELS = ("email", "sms")
LONGEST = 18  # events of a case that are read; a later event of a longer history is handled by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """An event that is handled together with others, its case, and the letter about it; None if nobody has to be
    told."""

    event: EventMessage
    case: Case
    ready: Ready | None


def read_together(events: Sequence[EventMessage], at: datetime) -> list[Plain]:
    """Those of some events that can be handled together, in the order in which they happened: three calls."""
    known = list(first_of_each_case(events))
    if sum(is_plain(each) for each in known) < 2:
        return []
    until = {each["subject"]: int(each["sequence"]) if is_plain(each) else 0 for each in known}
    files = load_beginnings(until)
    people = people_of(files)
    closed = closed_to(people.values())
    found, seen = list[Plain](), set[str]()
    for event in known:
        whole = files.get(event["subject"])
        if whole is None:
            continue
        person = people.get(whole.file.case.person or "")
        of_person = identities_of(person) if person else set()
        if is_plain(event) and not of_person & seen and (plain := as_plain(event, whole, person, closed, at)):
            found.append(plain)
        seen |= of_person
    return found


def first_of_each_case(events: Sequence[EventMessage]) -> Iterator[EventMessage]:
    """The events of cases, without those that follow another one of the same case."""
    seen = set[str]()
    for event in events:
        if isinstance(event.get("subject"), str) and event["subject"] not in seen:
            seen.add(event["subject"])
            yield event


def is_plain(event: EventMessage) -> bool:
    """Tells whether an event may be handled together with others, judged by itself alone."""
    if not str(event.get("sequence", "")).isdecimal() or int(event["sequence"]) > LONGEST:
        return False
    kind = kind_of(event)
    letter = LETTERS.get(kind)
    if letter is None:
        return kind not in FOLLOWERS and is_news(event)
    return letter.code != ASKS and is_by_case(letter)


def is_by_case(letter: OwedLetter) -> bool:
    """Tells whether a letter is written from the case and the event alone."""
    return letter.words is None or letter.words in BY_CASE


def people_of(files: Mapping[str, WholeFile]) -> dict[str, Person]:
    """The residents of some cases, by their id, as stored before any merge: one call."""
    wanted = {whole.file.case.person for whole in files.values() if whole.file.case.person}
    found = load_people(wanted) if wanted else []
    return {each.id: with_normal_phone(each, current()) for each in found}


def closed_to(people: Collection[Person]) -> set[str]:
    """The addresses and numbers of some people that must not be written to: one call."""
    reached = {way: [identity_on(each, way) for each in people if address_of(each, way)] for way in CHANNELS}
    return closed_among(reached["email"], reached["sms"])


def identities_of(person: Person) -> set[str]:
    """All identities by which two letters may concern one person, whoever they were merged into."""
    ways = [way for way in CHANNELS if address_of(person, way)]
    return {named(person, way) for way in ways for named in (identity_on, counting_identity_on)} | {
        person.id,
        person.merged_into or person.id,
    }


def as_plain(
    event: EventMessage, whole: WholeFile, person: Person | None, closed: set[str], at: datetime
) -> Plain | None:
    """An event and its letter; None if it must be handled by itself."""
    case, kind, catalogue = whole.file.case, kind_of(event), current()
    letter = LETTERS.get(kind)
    if kind in FOLLOWERS and any(link.kind is LinkKind.JOINED for link in case.links):
        return None
    if letter is None or case.person is None or told_with_the_whole(kind, case):
        return Plain(event=event, case=case, ready=None)
    if person is None or person.merged_into:
        return None
    if as_for_life(letter, case, catalogue) is not letter or needs_more(event, whole):
        return None
    owed = Owed(event=event, case=case, letter=letter, whole=whole, person=person)
    channels = ways_for(owed)
    if not channels:
        return Plain(event=event, case=case, ready=None)
    channel = channels[0]
    if channel not in CHANNELS or identity_on(person, channel) in closed or goes_without(person, letter.code):
        return None
    ready = make_ready(channel, channels, owed, at)
    asked_for = did_it_themselves(event, case.reference)
    if ready and may_leave_at(ready.wanted, person, at, asked_for=asked_for) > at:
        return None
    return Plain(event=event, case=case, ready=ready)


def needs_more(event: EventMessage, whole: WholeFile) -> bool:
    """Tells whether an earlier letter needs more: whether it was required depends on all that was said and done."""
    before = (each for each in whole.events if each.id != event["id"])
    letters = (letter_about(cloud_event(each, ""), each.reference) for each in before)
    return any(not is_by_case(letter) for letter in letters if letter)
