"""Counts the people whom a notice would reach, by channel and language, and the cost; each address counts once.

A Query for each list of its audience and for each further five thousand entries; for residents also one call for a
hundred cases and one for their people. Addresses that accept no letters are found only during sending.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.preferences import does_without
from onestop.domain.notices.notice import Notice
from onestop.domain.notices.pace import pace_of, price_of
from onestop.domain.people.person import Person, identity_of
from onestop.runtime.keys import identity_key
from onestop.runtime.notice_texts import text_message
from onestop.storage.cases.read_case import load_cases
from onestop.storage.notices.notice_recipients import RESIDENTS, Reach, RecipientList, reach_of, read_page
from onestop.storage.people.contact_details import load_people

PAGE = 5000
AT_ONCE = 100  # rows a call (DynamoDB's limit)


def with_reach(notice: Notice, catalogue: Catalogue) -> Notice:
    """Returns the notice with the number of people that it would reach now, and what that costs."""
    found = count_recipients(notice, catalogue)
    texts = {language: text_message(notice, language, catalogue) for language in catalogue.jurisdiction["languages"]}
    price = price_of(found, texts, pace_of(catalogue.jurisdiction))
    return replace(notice, count=found.total(), price=price)


def count_recipients(notice: Notice, catalogue: Catalogue) -> Counter[tuple[str, str]]:
    """Counts the recipients by channel and language."""
    known: dict[str, tuple[str, str]] = {}
    reach = reach_of(notice, catalogue.release["boundaries"])
    for source in reach.sources:
        for mark, channel, language in recipients_on(reach, source):
            known.setdefault(mark, (channel, catalogue.language(language)))
    return Counter(known.values())


def recipients_on(reach: Reach, source: RecipientList) -> Iterator[tuple[str, str, str | None]]:
    """Yields the people on a list: a key by which each is told only once, their channel and their language."""
    after: str | None = None
    while True:
        found = read_page(reach, source, after, PAGE)
        if source.kind == RESIDENTS:
            yield from residents_of([name[2:] for name in found.recipients], reach.notice)
        else:
            yield from ((each.identity, "email", each.language) for each in found.subscribers)
        if found.after is None:
            return
        after = found.after


def residents_of(references: list[str], notice: Notice) -> Iterator[tuple[str, str, str | None]]:
    for first in range(0, len(references), AT_ONCE):
        cases = load_cases(references[first : first + AT_ONCE])
        for person in load_people(case.person for case in cases if case.person and not case.endangered):
            channel = channel_of(person, notice)
            if channel and not does_without(person.preferences, notice.letter):
                yield identity_of(person.email or person.phone or "", identity_key()), channel, person.language


def channel_of(person: Person, notice: Notice) -> str | None:
    """Returns the channel on which somebody is told: the one that they prefer, if the notice uses it."""
    reachable = [way for way, address in (("email", person.email), ("sms", person.phone)) if address]
    open_ = [way for way in reachable if way in notice.channels]
    preferred = person.channel()
    return preferred if preferred in open_ else next(iter(open_), None)
