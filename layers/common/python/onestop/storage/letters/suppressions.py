"""Addresses and numbers that no longer take our letters, and why: by a receipt of a provider, or by a bounce that
proved to answer one of our letters.

Kept by the keyed hash that people are found by. An address that writes to us again is taken off, and staff may take one
off where its owner says that it works.
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
    """Since when, and why, an address is not written to."""

    since: datetime
    because: SuppressionReason


def suppress(identity: str, at: datetime, because: SuppressionReason = SuppressionReason.BOUNCE) -> None:
    """Writes to an address no more."""
    body = msgspec.json.encode(Suppression(at, because)).decode()
    MessageRow(suppression_key(identity), SINCE, body=body).save()


def take_off(identity: str) -> None:
    """Writes to an address again: somebody there has written to us, or told staff that it works."""
    MessageRow(suppression_key(identity), SINCE, body=TAKEN_OFF).save()


def taken_off(identity: str) -> Guard:
    """The same, with the case that they open and in its one call; it is written unread, for reading is a call too."""
    row = MessageRow(suppression_key(identity), SINCE, body=TAKEN_OFF)
    return Guard("taken_off", "put", lambda transaction: transaction.save(row))


def is_suppressed(identity: str) -> bool:
    """Whether letters to an address come back: one Query."""
    return find_suppression(identity) is not None


def suppressed_among(identities: Iterable[str]) -> set[str]:
    """Those of some addresses, at most a hundred, to which letters come back: one call."""
    keys = [(suppression_key(each), SINCE) for each in dict.fromkeys(identities)]
    rows = MessageRow.batch_get(keys, consistent_read=True) if keys else []
    return {row.pk.partition("#")[2] for row in rows if row.body}


def closed_among(addresses: Iterable[str], numbers: Iterable[str]) -> set[str]:
    """Those of some addresses and numbers, at most thirty of each, that are not written to: letters to them come back,
    or whoever has the number said STOP. One call."""
    numbers = set(numbers)
    keys = [(suppression_key(each), SINCE) for each in {*addresses, *numbers}]
    keys += [talk_key(each) for each in numbers]
    rows = MessageRow.batch_get(keys, consistent_read=True) if keys else []
    return {row.pk.partition("#")[2] for row in rows if (row.body if row.sk == SINCE else is_stopped(row.body or ""))}


def find_suppression(identity: str) -> Suppression | None:
    """Why an address is not written to, if so: one Query. Earlier versions kept the moment alone, and knew bounces."""
    rows = MessageRow.query(suppression_key(identity), MessageRow.sk == SINCE, consistent_read=True)
    body = next((row.body for row in rows), None) or TAKEN_OFF
    if not body:
        return None
    if body.startswith("{"):
        return msgspec.json.decode(body, type=Suppression)
    return Suppression(datetime.fromisoformat(body), SuppressionReason.BOUNCE)


def suppression_key(identity: str) -> str:
    return f"SUPPRESSED#{identity}"
