"""How much one person is sent: counted by clock hour and by day (UTC), in the transaction that claims a letter.

Rows of the Messages table, SENT#<counting identity> with the hour or the day as their sort key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute
from pynamodb.transactions import TransactWrite

from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row
from onestop.storage.transactions import refused_at

COUNTED = timedelta(days=2)  # how long a count is kept after its hour or day


class Full(Exception):
    """Somebody was sent as much as the limits allow; `until` is when more may be sent.

    Not an OnestopError: the sender catches it and lets the letter wait until then.
    """

    def __init__(self, until: datetime) -> None:
        super().__init__(f"no more before {until.isoformat()}")
        self.until = until


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What may still be sent to somebody (a keyed hash) at a moment: at most this many in its hour and in its day."""

    identity: str
    at: datetime
    per_hour: int
    per_day: int


class SentRow(Row):
    """How many letters somebody was sent in an hour or a day."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    amount = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def count_one(window: Window, transaction: TransactWrite) -> None:
    """Adds the counting of one more letter to a transaction: two updates, the last ones that DynamoDB gets."""
    for moment, most in ((f"{window.at:%Y-%m-%dT%H}", window.per_hour), (f"{window.at:%Y-%m-%d}", window.per_day)):
        transaction.update(
            SentRow(f"SENT#{window.identity}", moment),
            actions=[SentRow.amount.add(1), SentRow.expires_at.set(int((window.at + COUNTED).timestamp()))],
            condition=SentRow.amount.does_not_exist() | (SentRow.amount < most),
        )


def full(window: Window, reasons: Any) -> Full | None:
    """Returns when more may be sent, if one of the two counts made a transaction fail."""
    hour, day = refused_at(-2, reasons), refused_at(-1, reasons)
    if day:
        return Full(datetime.combine(window.at.date() + timedelta(days=1), time(), window.at.tzinfo))
    return Full(hour_of(window.at) + timedelta(hours=1)) if hour else None


def hour_of(at: datetime) -> datetime:
    """Returns the clock hour of a moment."""
    return at.replace(minute=0, second=0, microsecond=0)
