"""Notifications: what we owe somebody, kept before it is sent, so that it is sent once and never forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zlib import crc32

import msgspec
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from onestop.domain.people.delivery import Delivery, WhyNot, may_become, states_before
from onestop.domain.people.preferences import PUSH
from onestop.domain.people.stuck import look_again_at
from onestop.storage.case_keys import case_key
from onestop.storage.sent_as import sent_as_row
from onestop.storage.tables import MessageRow, connection
from onestop.storage.transactions import met_another, refused, refused_at, try_again
from onestop.storage.turns import Turn, give_back, give_back_alone, take_turn
from onestop.storage.windows import Window, count_one, full

CLAIMED = timedelta(minutes=2)  # longer than any function runs
MOST_LOOKED_AT = 100  # of a shard in one sweep
SHARDS = 8  # of what is unfinished: each takes a thousand letters a second
FORGOTTEN = timedelta(days=30)  # what is kept of a letter about no case, after which nothing sends it again


class InHand(Exception):
    """Another sender has claimed this notification and may still be at work.

    No OnestopError: nobody waits for an answer, and the queue brings it again.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One message to one person on one channel. `letter` is its text's code; the address stays in the People table. A
    letter about no case, such as a one-time code, has no reference: its event alone names it. `moved_at` is when a
    receipt last said how it stands; `instead_of` the channel on which the same letter failed before, which may be its
    own; `batch` the part of a notice to many that it is. `looked_at` is when the sweeper last looked at it; `again`
    that it is to be tried once more where it failed."""

    reference: str
    event: str
    type: str
    letter: str
    channel: str
    language: str
    status: Delivery
    created_at: datetime
    sent_at: datetime | None = None
    provider_id: str | None = None
    moved_at: datetime | None = None
    instead_of: str | None = None
    tried_since: datetime | None = None
    batch: str | None = None
    looked_at: datetime | None = None
    again: bool = False

    @property
    def since(self) -> datetime:
        """When it was first claimed: others may have tried, and died or met a provider that did not answer."""
        return self.tried_since or self.created_at

    @property
    def name(self) -> str:
        """What it is called within its case: its event, and the channel where it takes the place of another."""
        return f"{self.event}#{self.channel}" if self.instead_of else self.event

    @property
    def full_name(self) -> str:
        """What it is called among all letters."""
        return f"{self.reference}#{self.name}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the sending of a notification ended. Where a receipt is to come, `identity` is the keyed hash of where it
    went; `turn` is the address at which it was its turn, which the next letter may take from now on."""

    notification: Notification
    identity: str = ""
    turn: str = ""


class NotItsTurn(InHand):
    """A letter that must leave before this one has not left yet.

    No OnestopError: nobody waits for an answer, and the queue brings it again.
    """


def claim(notification: Notification, window: Window | None = None, turn: Turn | None = None) -> Notification | None:
    """Claims a notification for sending and counts it, in one transaction; None if it has been sent or is held. Raises
    InHand if somebody else is at it, NotItsTurn if another must leave before it, Full if it is one too many for now
    (nothing is kept in these two cases).

    A claim that is older than `CLAIMED` belongs to a sender that died between sending and saying so: whether the
    message left is not known, and one too many is better than none. It was counted the first time.
    """

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            ask_for(notification, window, turn, transaction)

    try:
        try_again(write, met_another)
    except TransactWriteError as error:
        reasons = error.cancellation_reasons
        place = 1 if turn and turn.after else 0  # DynamoDB is told of checks first, then of rows, then of updates
        if refused_at(place, reasons):
            return claim_again(notification)
        if turn and (refused_at(place + 1, reasons) or (turn.after and refused_at(0, reasons))):
            raise NotItsTurn(notification.event) from error
        raise (full(window, reasons) if window else None) or error from error
    return notification


def ask_for(notification: Notification, window: Window | None, turn: Turn | None, transaction: TransactWrite) -> None:
    """Has a transaction claim a notification. DynamoDB is told of checks first, then of rows, then of updates."""
    transaction.save(notification_row(notification), condition=MessageRow.pk.does_not_exist())
    if turn:
        take_turn(turn, transaction)
    if turn and turn.after:
        left = MessageRow.status.exists() & (MessageRow.status != Delivery.CREATED.value)
        transaction.condition_check(MessageRow, *turn.after, condition=left)
    if window:
        count_one(window, transaction)


def claim_again(notification: Notification) -> Notification | None:
    kept, body = load_kept(notification.reference, notification.name)
    if was_stopped(kept):
        return take_up(notification, body)
    if kept.status is not Delivery.CREATED:
        return None
    if kept.created_at == notification.created_at:  # our own claim, whose acknowledgement was lost
        return kept
    if notification.created_at - kept.created_at < CLAIMED:
        raise InHand(f"{notification.event} is being sent")
    return take_up(replace(notification, tried_since=kept.since), body)


def was_stopped(kept: Notification) -> bool:
    """Whether a letter did not leave because of a STOP. Who takes that back gets it, if its event comes once more."""
    return kept.status is Delivery.CANCELLED and kept.provider_id == WhyNot.STOPPED


def take_up(again: Notification, body: str) -> Notification:
    """Claims a letter whose row stands as it was read. Raises InHand where another was quicker."""
    try:
        notification_row(again).save(condition=MessageRow.body == body)
    except PutError as error:
        if not refused_first(error):
            raise
        if load_notification(again.reference, again.name).created_at != again.created_at:
            raise InHand(f"{again.event} is being sent") from error  # else our own, acknowledged too late
    return again


def note_outcome(notification: Notification, identity: str = "", turn: str = "") -> None:
    """Keeps how the sending of a notification ended, unless a receipt has said more by now: one call. Where one is to
    come, it is kept as well which letter the provider's id stands for, and the keyed hash of where it went; `turn` is
    the address at which it was its turn, which the next letter may take from now on."""
    try:
        keep_outcome(notification, identity, turn)
    except PutError as error:
        if not refused_first(error):
            raise
    except TransactWriteError as error:
        if refused_first(error):
            if turn:
                give_back_alone(turn, notification.full_name)
        elif turn and refused_at(-1, error.cancellation_reasons):
            note_outcome(notification, identity)  # it took longer than a turn lasts: another letter has it by now
        else:
            raise


def keep_outcome(notification: Notification, identity: str, turn: str) -> None:
    """Writes an outcome: one row, or a transaction where there is more to keep."""
    receipt = notification.provider_id and may_hear_more(notification)
    if not receipt and not turn:
        notification_row(notification).save(condition=unless_further(notification))
        return

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            add_outcome(Outcome(notification, identity, turn), transaction)

    try_again(write, met_another)


def add_outcome(outcome: Outcome, transaction: TransactWrite) -> None:
    """Has a transaction note an outcome."""
    notification = outcome.notification
    transaction.save(notification_row(notification), condition=unless_further(notification))
    if outcome.turn:
        give_back(outcome.turn, notification.full_name, transaction)
    if notification.provider_id and may_hear_more(notification):
        transaction.save(sent_as(notification, outcome.identity))


def unless_further(notification: Notification) -> Condition:
    """The condition that no receipt has said more of a notification."""
    condition: Condition = MessageRow.pk.does_not_exist()
    if earlier := states_before(notification.status):
        condition |= MessageRow.status.is_in(*(each.value for each in earlier))
    return condition


def may_hear_more(notification: Notification) -> bool:
    """Whether its provider says later how a letter went; of what an app is told, only that it could not be."""
    return notification.status is Delivery.SENDING or (
        notification.channel == PUSH and notification.status is Delivery.SENT
    )


def sent_as(notification: Notification, identity: str) -> MessageRow:
    """Which letter a provider's id stands for."""
    return sent_as_row(
        notification.provider_id or "", notification.reference, notification.name, identity, notification.created_at
    )


def refused_first(error: PutError | TransactWriteError) -> bool:
    """Whether it was the condition of the first, or only, row that kept a write from happening."""
    if isinstance(error, PutError):
        return error.cause_response_code == "ConditionalCheckFailedException"
    reasons = error.cancellation_reasons
    return bool(reasons and reasons[0] and reasons[0].code == "ConditionalCheckFailed")


def move(reference: str, name: str, becomes: Delivery, at: datetime, *, again: bool = False) -> Notification | None:
    """Moves a notification as a receipt says, never backwards; the notification where it moved, else None."""

    def write() -> Notification | None:
        kept, body = load_kept(reference, name)
        if not may_become(kept.status, becomes):
            return None
        moved = replace(kept, status=becomes, moved_at=at, again=again)
        notification_row(moved).save(condition=MessageRow.body == body)
        return moved

    return try_again(write, refused)


def load_notification(reference: str, name: str) -> Notification:
    return load_kept(reference, name)[0]


def load_kept(reference: str, name: str) -> tuple[Notification, str]:
    """A letter, and its row's body as it stands: an earlier version may have written fewer fields."""
    rows = MessageRow.query(about_key(reference, name), MessageRow.sk == notification_key(name), consistent_read=True)
    body = next(iter(rows)).body or ""
    return msgspec.json.decode(body, type=Notification), body


def notifications_of(reference: str) -> list[Notification]:
    """All notifications about a case: one Query."""
    rows = MessageRow.query(case_key(reference), MessageRow.sk.startswith("NOTIFICATION#"), consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Notification) for row in rows]


def notification_key(name: str) -> str:
    """Where a letter lies, within the case of who is told."""
    return f"NOTIFICATION#{name}"


def about_key(reference: str, name: str) -> str:
    """Where letters about a case lie; one about no case lies by itself."""
    return case_key(reference) if reference else f"LETTER#{name}"


def notification_row(notification: Notification) -> MessageRow:
    row = MessageRow(
        about_key(notification.reference, notification.name),
        notification_key(notification.name),
        status=notification.status.value,
        body=msgspec.json.encode(notification).decode(),
    )
    if not notification.reference:
        row.expires_at = int((notification.created_at + FORGOTTEN).timestamp())
    if moment := look_at_of(notification):
        shard = crc32(notification.event.encode()) % SHARDS
        row.look_key = f"LOOK#{shard:02}"
        row.look_order = f"{moment.astimezone(UTC).isoformat()}#{notification.name}"
    return row


def look_at_of(notification: Notification) -> datetime | None:
    """When the sweeper looks at a letter, if nothing was heard of it by then; None once it has ended."""
    entered = notification.moved_at or notification.created_at
    return look_again_at(
        notification.status,
        notification.channel,
        max(entered, notification.looked_at or entered),
        own=not notification.reference,
        again=notification.again,
    )


def unfinished(at: datetime) -> Iterator[Notification]:
    """The letters of which nothing was heard for too long, the oldest of each shard first: a Query for each shard, and
    one for each letter."""
    for shard in range(SHARDS):
        # "$" comes after "#": whatever is to be looked at in this very moment, too
        found = MessageRow.unfinished.query(
            f"LOOK#{shard:02}", MessageRow.look_order < f"{at.astimezone(UTC).isoformat()}$", limit=MOST_LOOKED_AT
        )
        for row in found:
            for letter in MessageRow.query(row.pk, MessageRow.sk == row.sk, consistent_read=True):
                kept = msgspec.json.decode(letter.body or "", type=Notification)
                moment = look_at_of(kept)
                if moment and moment <= at:  # the index may be a little behind
                    yield kept


def note_looked(notification: Notification, at: datetime, *, again: bool = False) -> None:
    """Keeps that the sweeper has looked at a letter, unless it moved meanwhile: the next look is as far off again."""
    kept, body = load_kept(notification.reference, notification.name)
    if kept != notification:
        return
    try:
        notification_row(replace(kept, looked_at=at, again=again)).save(condition=MessageRow.body == body)
    except PutError as error:
        if not refused_first(error):
            raise
