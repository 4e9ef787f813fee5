"""Who wants to be told of what: rows of the People table, for they name addresses.

SUBSCRIBER#<keyed hash of the address>  SUBSCRIPTION#<id>   what they want to be told of
SUBSCRIBED#<key of a topic>             <keyed hash>#<id>   who is told; empty once they stopped, then forgotten
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError
from pynamodb.transactions import TransactWrite

from onestop.domain.people.subscriptions import CONFIRMED_WITHIN, Subscription
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row, connection
from onestop.storage.transactions import refused

ON, OFF = "on", ""
FORGOTTEN = timedelta(days=30)  # after it was stopped


class SubscriptionRow(Row):
    """A row of the People table about a subscription."""

    class Meta:
        table_name = FromEnvironment("PEOPLE_TABLE")
        region = REGION
        host = ENDPOINT

    expires_at = NumberAttribute(null=True)


def subscription_row(identity: str, subscription: Subscription) -> SubscriptionRow:
    """One that nobody confirms is forgotten; so is one that was stopped."""
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
    """Keeps a subscription that is not confirmed yet: nobody finds it by its topic. A confirmed one stays so (it alone
    is never forgotten). One PutItem whatever is known, so that its time tells nobody which it was."""
    not_live = SubscriptionRow.pk.does_not_exist() | SubscriptionRow.expires_at.exists()
    try:
        subscription_row(identity, subscription).save(condition=not_live)
    except PutError as error:
        if not refused(error):
            raise


def keep(identity: str, subscription: Subscription) -> None:
    """Keeps a subscription that was confirmed or stopped, with its rows by topic: one transaction, safe to repeat."""
    with TransactWrite(connection=connection()) as transaction:
        transaction.save(subscription_row(identity, subscription))
        for row in index_rows(identity, subscription, ON if subscription.live else OFF):
            transaction.save(row)


def subscriptions_of(identity: str) -> list[Subscription]:
    """All that somebody asked for, the oldest first: one Query."""
    rows = SubscriptionRow.query(f"SUBSCRIBER#{identity}", consistent_read=True)
    found = [msgspec.json.decode(row.body or "", type=Subscription) for row in rows]
    return sorted(found, key=lambda each: (each.asked_at, each.id))


def find_subscription(identity: str, name: str) -> Subscription | None:
    """One of somebody's subscriptions: one Query."""
    rows = SubscriptionRow.query(
        f"SUBSCRIBER#{identity}", SubscriptionRow.sk == f"SUBSCRIPTION#{name}", consistent_read=True
    )
    return next((msgspec.json.decode(row.body or "", type=Subscription) for row in rows), None)


def subscribers_of(key: str) -> Iterator[str]:
    """Who is told of what happens under a key, by the keyed hash of their address: one Query."""
    for row in SubscriptionRow.query(f"SUBSCRIBED#{key}"):
        if row.body == ON:
            yield row.sk.partition("#")[0]
