"""Addresses and numbers that no longer take our letters, and why: reported by a provider's receipt, or by a bounce that
was proven to answer one of our letters.

Kept by the keyed hash that people are found by. An address that writes to us again is taken off the list, and staff may
take one off if its owner says that it works.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from onestop.domain.letters.delivery import SuppressionReason
from onestop.storage.guards import Guard
from onestop.storage.incoming.talks import is_stopped, talk_key
from onestop.storage.tables import MessageRow

SINCE, TAKEN_OFF = "SINCE", ""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Since when, and why, nothing is sent to an address."""

    since: datetime
    because: SuppressionReason


def suppress(identity: str, at: datetime, because: SuppressionReason = SuppressionReason.BOUNCE) -> None:
    """Stops letters to an address."""
    body = msgspec.json.encode(Suppression(at, because)).decode()
    MessageRow(suppression_key(identity), SINCE, body=body).save()


def take_off(identity: str) -> None:
    """Allows letters to an address again: somebody there has written to us, or told staff that it works."""
    MessageRow(suppression_key(identity), SINCE, body=TAKEN_OFF).save()


def taken_off(identity: str) -> Guard:
    """Returns the row for the same, to be written in the transaction of the case that they open; written unread to save
    a call."""
    row = MessageRow(suppression_key(identity), SINCE, body=TAKEN_OFF)
    return Guard("taken_off", "put", lambda transaction: transaction.save(row))


def is_suppressed(identity: str) -> bool:
    """Whether letters to an address come back: one Query."""
    return find_suppression(identity) is not None


def suppressed_among(identities: Iterable[str]) -> set[str]:
    """Returns those of some addresses, at most a hundred, to which letters come back: one call."""
    keys = [(suppression_key(each), SINCE) for each in dict.fromkeys(identities)]
    rows = MessageRow.batch_get(keys, consistent_read=True) if keys else []
    return {row.pk.partition("#")[2] for row in rows if row.body}


def closed_among(addresses: Iterable[str], numbers: Iterable[str]) -> set[str]:
    """Returns those of some addresses and numbers, at most thirty of each, that nothing is sent to: letters come back,
    or the owner of the number said STOP. One call."""
    numbers = set(numbers)
    keys = [(suppression_key(each), SINCE) for each in {*addresses, *numbers}]
    keys += [talk_key(each) for each in numbers]
    rows = MessageRow.batch_get(keys, consistent_read=True) if keys else []
    return {row.pk.partition("#")[2] for row in rows if (row.body if row.sk == SINCE else is_stopped(row.body or ""))}


def find_suppression(identity: str) -> Suppression | None:
    """Returns why nothing is sent to an address, if so: one Query. Rows of earlier versions hold only the moment, and
    are bounces."""
    rows = MessageRow.query(suppression_key(identity), MessageRow.sk == SINCE, consistent_read=True)
    body = next((row.body for row in rows), None) or TAKEN_OFF
    if not body:
        return None
    if body.startswith("{"):
        return msgspec.json.decode(body, type=Suppression)
    return Suppression(datetime.fromisoformat(body), SuppressionReason.BOUNCE)


def suppression_key(identity: str) -> str:
    return f"SUPPRESSED#{identity}"
