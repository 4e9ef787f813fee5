"""Finds the recipients of a notice, page by page: subscribers under the keys of its audience, and residents
with an open case in its districts.

A recipient is in the queue as `s:<keyed hash>#<subscription>` or `c:<reference of a case>`: no address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from onestop.domain.letters.subscriptions import Topic
from onestop.domain.notices.audience import (
    Outline,
    districts_of,
    is_inside,
    keys_of,
    notice_concerns_topic,
    outlines_of,
)
from onestop.domain.notices.notice import Notice
from onestop.storage.cases.case_keys import area_key
from onestop.storage.cases.public_fields import IndexedFields
from onestop.storage.letters.subscriptions import FIRST, Subscriber, page_of_subscribers
from onestop.storage.tables import CaseRow

SUBSCRIBERS, RESIDENTS = "s", "c"


@dataclass(frozen=True, slots=True)
class RecipientList:
    """One list of recipients: subscribers by a key, or open cases by a district."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class RecipientBatch:
    """Some recipients of a list: how the queue names them, and what is known of each. `after` is where to continue."""

    recipients: tuple[str, ...]
    subscribers: tuple[Subscriber, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Reach:
    """A notice with the lists of its recipients and the outlines of its places, worked out once."""

    notice: Notice
    sources: tuple[RecipientList, ...]
    keys: frozenset[str]
    outlines: Sequence[Outline]


def reach_of(notice: Notice, boundaries: Mapping[str, Any]) -> Reach:
    audience = notice.audience
    keys = keys_of(audience, boundaries) if "email" in notice.channels else ()
    sources = [RecipientList(SUBSCRIBERS, key) for key in keys]
    if audience.residents:
        sources += [RecipientList(RESIDENTS, code) for code in districts_of(audience, boundaries)]
    return Reach(notice, tuple(sources), frozenset(keys), outlines_of(audience, boundaries))


def read_page(reach: Reach, source: RecipientList, after: str | None, most: int) -> RecipientBatch:
    """Reads some recipients of a list, after those that were read before: one Query."""
    if source.kind == RESIDENTS:
        return read_residents(reach, source.key, after, most)
    subscribers, following = page_of_subscribers(source.key, after, most)
    wanted = [each for each in subscribers if each.topic is None or is_wanted(reach, each.topic, source.key)]
    named = dict.fromkeys(f"{SUBSCRIBERS}:{each.identity}#{each.subscription}" for each in wanted)
    return RecipientBatch(tuple(named), tuple(wanted), following)


def is_wanted(reach: Reach, topic: Topic, key: str) -> bool:
    """Whether the notice concerns a subscription, and this is the first of its keys to be read: a circle is in several
    tiles."""
    first = next((each for each in topic.found_by() if each in reach.keys), key)
    return first == key and notice_concerns_topic(reach.notice, topic, reach.outlines)


def read_residents(reach: Reach, district: str, after: str | None, most: int) -> RecipientBatch:
    """Returns the open cases of a district that are inside the places of a notice and are of its services."""
    rows = CaseRow.area.query(area_key(district), CaseRow.area_order > (after or FIRST), limit=most, page_size=most)
    found, read, last = [], 0, ""
    for row in rows:
        last, read = row.area_order or "", read + 1
        if is_meant(reach, msgspec.json.decode(row.shown or "", type=IndexedFields)):
            found.append(f"{RESIDENTS}:{last.partition('#')[2]}")
    return RecipientBatch(tuple(found), (), last if read == most else None)


def is_meant(reach: Reach, shown: IndexedFields) -> bool:
    """Whether an open case is one that a notice is about. For a whole district no place is compared."""
    audience = reach.notice.audience
    if audience.services and shown.service not in audience.services:
        return False
    if not audience.outline or shown.district in audience.districts:
        return True
    known = shown.lat is not None and shown.long is not None
    return known and is_inside((shown.lat or 0.0, shown.long or 0.0), audience.outline)
