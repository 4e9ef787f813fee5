"""How far a notice has been sent, so that if the process dies, the next one continues. Rows of the Messages table:

NOTICE#<id>   WALK                the cursor: what was read of the audience, and what is being put into the queue now
NOTICE#<id>   DONE#<batch>        a batch is over; its figures were counted with this row, in one transaction
NOTICE#<id>   LEFT#<batch>        recipients who wait: the notice is paused, or it is night for them
NOTICE#<id>   FIGURES             the counts

What goes into the queue is in the cursor before it does, so a batch has the same recipients however often it is
queued. Everybody who was told has a mark of their own (`storage/letters/notifications.py`): work repeated here tells
nobody twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, MessageRow, Row, connection
from onestop.storage.transactions import met_another, refused, refused_at, try_again

WALK, FIGURES = "WALK", "FIGURES"
OPEN, QUEUED = "open", "queued"
KEPT = timedelta(days=400)  # for the figures; who was in which batch is forgotten sooner
BATCHES_KEPT = timedelta(days=30)
ATTEMPTS = 8


class FigureRow(Row):
    """The counts of a notice."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    expires_at = NumberAttribute(null=True)
    batches = NumberAttribute(null=True)
    waiting = NumberAttribute(null=True)  # batches left for later
    told = NumberAttribute(null=True)
    failed = NumberAttribute(null=True)
    unwanted = NumberAttribute(null=True)
    unsure = NumberAttribute(null=True)
    again = NumberAttribute(null=True)
    dropped = NumberAttribute(null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What became of recipients. Failed: no provider takes it. Unwanted: they stopped, opted out, or their address
    takes no letters. Unsure: the sender died before noting it, so it was sent again. Again: found a second time, and
    told once. Dropped: it was cancelled or too late. `batches` are over, `waiting` have some left."""

    batches: int = 0
    waiting: int = 0
    told: int = 0
    failed: int = 0
    unwanted: int = 0
    unsure: int = 0
    again: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How much of the audience was read. `source` and `after` say where; `batches` is how many were made, of which
    `pending` are being put into the queue from `due` on; `due` is when the next may leave. `found` counts recipients,
    some perhaps twice. `number` counts steps, so that two walkers cannot both continue."""

    source: int = 0
    after: str | None = None
    batches: int = 0
    pending: tuple[tuple[str, ...], ...] = ()
    pending_due: datetime | None = None
    due: datetime
    found: int = 0
    ended: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredRecipients:
    """Recipients of a batch who are told later."""

    batch: str
    due: datetime
    recipients: tuple[str, ...]


def key_of(notice: str) -> str:
    return f"NOTICE#{notice}"


def load_walk(notice: str) -> Walk | None:
    rows = MessageRow.query(key_of(notice), MessageRow.sk == WALK, consistent_read=True)
    return next((msgspec.json.decode(row.body or "", type=Walk) for row in rows), None)


def keep_walk(notice: str, walk: Walk, before: Walk | None, at: datetime) -> bool:
    """Moves the cursor; False if somebody else has moved it: they continue, and this walker stops."""
    row = MessageRow(key_of(notice), WALK, body=msgspec.json.encode(walk).decode())
    row.expires_at = int((at + KEPT).timestamp())
    was = msgspec.json.encode(before).decode() if before else None
    try:
        row.save(condition=MessageRow.body == was if was else MessageRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return load_walk(notice) == walk  # our own write, whose answer was lost
    return True


def note_done(
    notice: str, batch: str, outcomes: Mapping[str, int], left: DeferredRecipients | None, at: datetime
) -> bool:
    """Notes that a batch is over, and counts what became of it: one transaction, once. A batch that was left earlier
    stops waiting; recipients who are left now wait. False if it was counted already."""
    expires = int((at + BATCHES_KEPT).timestamp())
    waits = (1 if left else 0) - (1 if "." in batch else 0)
    adds = {**outcomes, "waiting": waits, "batches": 0 if "." in batch else 1}
    figures = FigureRow(key_of(notice), FIGURES)
    actions: list[Any] = [getattr(FigureRow, name).add(many) for name, many in adds.items() if many]
    actions.append(FigureRow.expires_at.set(int((at + KEPT).timestamp())))

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            done = MessageRow(key_of(notice), f"DONE#{batch}", expires_at=expires)
            transaction.save(done, condition=MessageRow.pk.does_not_exist())
            if left:
                transaction.save(left_row(notice, left, OPEN, expires))
            transaction.update(figures, actions=actions)

    try:
        try_again(write, met_another, ATTEMPTS)
    except TransactWriteError as error:
        if not refused_at(0, error.cancellation_reasons):
            raise
        return False
    return True


def left_row(notice: str, left: DeferredRecipients, status: str, expires: int) -> MessageRow:
    body = msgspec.json.encode(left).decode()
    return MessageRow(key_of(notice), f"LEFT#{left.batch}", status=status, body=body, expires_at=expires)


def note_queued(notice: str, left: DeferredRecipients, at: datetime) -> None:
    """Notes that recipients who were left are in the queue again."""
    left_row(notice, left, QUEUED, int((at + BATCHES_KEPT).timestamp())).save()


def left_of(notice: str, at: datetime, most: int) -> list[DeferredRecipients]:
    """Returns recipients who were left and may be told now: one Query for some thousands of batches."""
    rows = MessageRow.query(key_of(notice), MessageRow.sk.startswith("LEFT#"), consistent_read=True)
    found = (msgspec.json.decode(row.body or "", type=DeferredRecipients) for row in rows if row.status == OPEN)
    return [left for left, _ in zip((each for each in found if each.due <= at), range(most), strict=False)]


def figures_of(notice: str) -> Figures:
    """Returns what became of its recipients so far: one Query."""
    rows = FigureRow.query(key_of(notice), FigureRow.sk == FIGURES, consistent_read=True)
    for row in rows:
        said = {name: int(getattr(row, name) or 0) for name in Figures.__dataclass_fields__}
        return Figures(**said)
    return Figures()


def is_over(walk: Walk | None, figures: Figures) -> bool:
    """Whether everybody who was found has been dealt with."""
    return bool(walk and walk.ended and not walk.pending and figures.batches >= walk.batches and not figures.waiting)
