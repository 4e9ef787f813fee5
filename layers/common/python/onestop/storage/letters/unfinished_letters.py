"""Letters of which nothing was heard for too long: the sweeper looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
from pynamodb.exceptions import PutError

from onestop.storage.letters.notifications import (
    SHARDS,
    Notification,
    load_kept,
    look_at_of,
    notification_row,
    refused_first,
)
from onestop.storage.tables import MessageRow

MOST_LOOKED_AT = 100  # letters of a shard in one sweep


def unfinished(at: datetime) -> Iterator[Notification]:
    """Yields the letters of which nothing was heard for too long, the oldest of each shard first: a Query for each
    shard, and one for each letter."""
    for shard in range(SHARDS):
        # "$" sorts after "#", so this includes letters due at this very moment
        found = MessageRow.unfinished.query(
            f"LOOK#{shard:02}", MessageRow.look_order < f"{at.astimezone(UTC).isoformat()}$", limit=MOST_LOOKED_AT
        )
        for row in found:
            for letter in MessageRow.query(row.pk, MessageRow.sk == row.sk, consistent_read=True):
                kept = msgspec.json.decode(letter.body or "", type=Notification)
                moment = look_at_of(kept)
                if moment and moment <= at:  # the index may be slightly behind
                    yield kept


def note_looked(notification: Notification, at: datetime, *, again: bool = False) -> None:
    """Keeps that the sweeper has looked at a letter, unless it moved meanwhile: the next look is again as far away."""
    kept, body = load_kept(notification.reference, notification.name)
    if kept != notification:
        return
    try:
        notification_row(replace(kept, looked_at=at, again=again)).save(condition=MessageRow.body == body)
    except PutError as error:
        if not refused_first(error):
            raise
