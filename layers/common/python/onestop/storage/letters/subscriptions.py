"""Who wants to be told about what: rows of the People table, because they name addresses.

SUBSCRIBER#<keyed hash of the address>  SUBSCRIPTION#<id>   what they want to be told about
SUBSCRIBED#<key of a topic>             <keyed hash>#<id>   who is told; emptied when they stop, then forgotten

The body of the second row begins with `on`, followed by what a notice to many is counted by: the language, and of the
topic the circle and the one service. Earlier versions kept `on` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError
from pynamodb.transactions import TransactWrite

from onestop.domain.letters.subscriptions import CONFIRMED_WITHIN, Subscription, Topic, TopicKind
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row, connection
from onestop.storage.transactions import refused

ON, OFF = "on", ""
FIRST = " "  # sorts before every row
FORGOTTEN = timedelta(days=30)  # after it was stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A subscriber of a key: by the keyed hash of an address and the id of the subscription. Rows of earlier versions
    lack language and topic."""

    identity: str
    subscription: str
    language: str | None = None
    topic: Topic | None = None


class SubscriptionRow(Row):
    """A row of the People table about a subscription."""

    class Meta:
        table_name = FromEnvironment("PEOPLE_TABLE")
        region = REGION
        host = ENDPOINT

    expires_at = NumberAttribute(null=True)


def subscription_row(identity: str, subscription: Subscription) -> SubscriptionRow:
    """Returns the row of a subscription. One that nobody confirms is forgotten, and so is one that was stopped."""
    row = SubscriptionRow(
        f"SUBSCRIBER#{identity}",
        f"SUBSCRIPTION#{subscription.id}",
        body=msgspec.json.encode(subscription).decode(),
    )
    if subscription.stopped_at:
        row.expires_at = int((subscription.stopped_at + FORGOTTEN).timestamp())
    elif subscription.confirmed_at is None:
        row.expires_at = int((subscription.asked_at + CONFIRMED_WITHIN).timestamp())
    return row


def index_rows(identity: str, subscription: Subscription, body: str) -> Iterator[SubscriptionRow]:
    for key in subscription.topic.found_by():
        row = SubscriptionRow(f"SUBSCRIBED#{key}", f"{identity}#{subscription.id}", body=body)
        if subscription.stopped_at:
            row.expires_at = int((subscription.stopped_at + FORGOTTEN).timestamp())
        yield row


def ask_for(identity: str, subscription: Subscription) -> None:
    """Keeps a subscription that is not confirmed yet: its topic does not find it. A confirmed one stays confirmed (only
    that is never forgotten). Always one PutItem, so that its timing reveals nothing."""
    not_live = SubscriptionRow.pk.does_not_exist() | SubscriptionRow.expires_at.exists()
    try:
        subscription_row(identity, subscription).save(condition=not_live)
    except PutError as error:
        if not refused(error):
            raise


def keep_subscription(identity: str, subscription: Subscription) -> None:
    """Keeps a subscription that was confirmed or stopped, with its rows by topic: one transaction, safe to repeat."""
    with TransactWrite(connection=connection()) as transaction:
        transaction.save(subscription_row(identity, subscription))
        for row in index_rows(identity, subscription, indexed(subscription) if subscription.live else OFF):
            transaction.save(row)


def subscriptions_of(identity: str) -> list[Subscription]:
    """Returns all subscriptions of somebody, oldest first: one Query."""
    rows = SubscriptionRow.query(f"SUBSCRIBER#{identity}", consistent_read=True)
    found = [msgspec.json.decode(row.body or "", type=Subscription) for row in rows]
    return sorted(found, key=lambda each: (each.asked_at, each.id))


def find_subscription(identity: str, name: str) -> Subscription | None:
    """Returns one of somebody's subscriptions: one Query."""
    rows = SubscriptionRow.query(
        f"SUBSCRIBER#{identity}", SubscriptionRow.sk == f"SUBSCRIPTION#{name}", consistent_read=True
    )
    return next((msgspec.json.decode(row.body or "", type=Subscription) for row in rows), None)


def subscribers_of(key: str) -> Iterator[str]:
    """Yields the keyed hashes of the addresses that subscribed to a key: one Query."""
    for row in SubscriptionRow.query(f"SUBSCRIBED#{key}"):
        if (row.body or "").startswith(ON):
            yield row.sk.partition("#")[0]


def indexed(subscription: Subscription) -> str:
    """Returns the body of a row by topic: enough to count by, and no address."""
    topic = subscription.topic
    circle = (topic.lat, topic.long, topic.within) if topic.kind is TopicKind.PLACE else ()
    return f"{ON} {msgspec.json.encode([subscription.language, topic.only, *circle]).decode()}"


def page_of_subscribers(key: str, after: str | None, most: int) -> tuple[list[Subscriber], str | None]:
    """Returns some subscribers of a key, in the order of their rows, after a given one: one Query. Also returns where
    to continue; None at the end."""
    rows = SubscriptionRow.query(f"SUBSCRIBED#{key}", SubscriptionRow.sk > (after or FIRST), limit=most, page_size=most)
    last, read, found = "", 0, []
    for row in rows:
        last, read = row.sk, read + 1
        if (row.body or "").startswith(ON):
            found.append(subscriber_of(key, row.sk, (row.body or "").removeprefix(ON).strip()))
    return found, last if read == most else None


def subscriber_of(key: str, order: str, said: str) -> Subscriber:
    identity, _, subscription = order.partition("#")
    if not said:
        return Subscriber(identity=identity, subscription=subscription)
    language, only, *circle = msgspec.json.decode(said)
    kind, _, code = key.partition("/")
    lat, long, within = circle or (0.0, 0.0, 0.0)
    topic = Topic(kind=TopicKind(kind), code="" if circle else code, lat=lat, long=long, within=within, only=only)
    return Subscriber(identity=identity, subscription=subscription, language=language, topic=topic)


def load_subscriptions(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Subscription]:
    """Reads several subscriptions by the hash of their address and their id, at most a hundred: one call."""
    keys = [(f"SUBSCRIBER#{identity}", f"SUBSCRIPTION#{name}") for identity, name in dict.fromkeys(names)]
    rows = SubscriptionRow.batch_get(keys, consistent_read=True) if keys else []
    return {
        (row.pk.partition("#")[2], row.sk.partition("#")[2]): msgspec.json.decode(row.body or "", type=Subscription)
        for row in rows
    }
