"""What somebody wants to be told about: a place, a district, a service or one case. Nothing is sent until they confirm.

News is kept by *keys*: the tile that a case is in, its district, its service, its reference. Subscriptions
are kept under the same keys, so neither ever has to be searched for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from onestop.domain.cases.case import Case, LinkKind
from onestop.domain.places.distances import metres, tile_of, tiles_around

CONFIRMED_WITHIN = timedelta(days=1)
MOST = 20  # subscriptions of one address
TILES = 16  # of one circle of 500 metres: usually four; nine far in the north, where tiles are small


class TopicKind(StrEnum):
    """What somebody subscribes to."""

    PLACE = "place"
    DISTRICT = "district"
    SERVICE = "service"
    CASE = "case"


class NewsKind(StrEnum):
    """What subscribers are told about a case."""

    OPENED = "opened"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The topic of a subscription: a district, service or case by its code, or a place and how far around it; `only`
    limits it to one service."""

    kind: TopicKind
    code: str = ""
    lat: float = 0.0
    long: float = 0.0
    within: float = 0.0
    only: str | None = None

    def found_by(self) -> tuple[str, ...]:
        """Returns its keys: for a circle, each tile that it touches."""
        if self.kind is TopicKind.PLACE:
            return tuple(key_of(self.kind, tile) for tile in tiles_around(self.lat, self.long, self.within, TILES))
        return (key_of(self.kind, self.code),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Somebody asked to be told about a topic at an address; `confirmed_at` is when they confirmed by mail that it was
    them, `stopped_at` when they stopped it."""

    id: str
    topic: Topic
    address: str
    language: str
    asked_at: datetime
    confirmed_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether something may be sent for it."""
        return self.confirmed_at is not None and self.stopped_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What anybody may know of an event of a case: never words, never a person."""

    reference: str
    kind: NewsKind
    service: str
    at: datetime
    lat: float | None = None
    long: float | None = None
    district: str | None = None


def key_of(kind: TopicKind, code: str) -> str:
    return f"{kind}/{code}"


def can_be_confirmed(subscription: Subscription, at: datetime) -> bool:
    """Whether the link in the mail still has an effect."""
    return subscription.confirmed_at is None and at - subscription.asked_at < CONFIRMED_WITHIN


def news_of(case: Case, kind: NewsKind, at: datetime) -> News | None:
    """Returns what may be told of a case; None for one that no public list shows. Whether its service is public is
    checked when it is told: the catalogue may change."""
    part = any(link.kind is LinkKind.PARENT for link in case.links)
    if case.service is None or part or case.endangered or case.protected:
        return None
    spot = case.spot
    return News(
        reference=case.reference,
        kind=kind,
        service=case.service,
        at=at,
        lat=spot.lat if spot else None,
        long=spot.long if spot else None,
        district=case.district,
    )


def keys_of(news: News) -> tuple[str, ...]:
    """Returns the keys under which a piece of news is kept: at most four."""
    return tuple(named_keys(news))


def named_keys(news: News) -> Iterator[str]:
    if news.lat is not None and news.long is not None:
        yield key_of(TopicKind.PLACE, tile_of(news.lat, news.long))
    if news.district:
        yield key_of(TopicKind.DISTRICT, news.district)
    yield key_of(TopicKind.SERVICE, news.service)
    yield key_of(TopicKind.CASE, news.reference)


def news_concern_topic(news: News, topic: Topic) -> bool:
    """Whether a piece of news under a key of a topic is about that topic: a tile is larger than a circle."""
    if topic.only not in (None, news.service):
        return False
    if topic.kind is not TopicKind.PLACE:
        return True
    if news.lat is None or news.long is None:
        return False
    return metres(topic.lat, topic.long, news.lat, news.long) <= topic.within


def id_of(topic: Topic) -> str:
    """Returns the id of a subscription of one address: the same for the same topic."""
    said = (topic.kind, topic.code, f"{topic.lat:.5f}", f"{topic.long:.5f}", f"{topic.within:g}", topic.only or "")
    return hashlib.sha256("|".join(said).encode()).hexdigest()[:32]


def id_of_digest(identity: str, day: date) -> str:
    """Returns the id of the one letter that somebody is sent about a day."""
    return f"news-{day.isoformat()}-{identity}"
