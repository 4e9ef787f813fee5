"""The outcome of sending a letter, and what receipts said of it later: a letter never moves backwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from onestop.domain.letters.delivery import LetterState, may_become, states_before
from onestop.domain.letters.preferences import PUSH
from onestop.storage.letters.notifications import Notification, load_kept, notification_row, refused_first
from onestop.storage.letters.provider_ids import sent_as_row
from onestop.storage.letters.turns import give_back, give_back_alone
from onestop.storage.tables import MessageRow, connection
from onestop.storage.transactions import met_another, refused, refused_at, try_again


@dataclass(frozen=True, slots=True)
class SendingOutcome:
    """The outcome of sending a notification. If a receipt is to come, `identity` is the keyed hash of the address that
    it went to; `turn` is the address at which it had its turn, which the next letter may take now."""

    notification: Notification
    identity: str = ""
    turn: str = ""


def note_outcome(notification: Notification, identity: str = "", turn: str = "") -> None:
    """Keeps the outcome of sending a notification, unless a receipt has already said more: one call. If a receipt is to
    come, also keeps which letter the provider's id stands for, and the keyed hash of the address; `turn` is the address
    at which it had its turn, which the next letter may take now."""
    try:
        keep_sending_outcome(notification, identity, turn)
    except PutError as error:
        if not refused_first(error):
            raise
    except TransactWriteError as error:
        if refused_first(error):
            if turn:
                give_back_alone(turn, notification.full_name)
        elif turn and refused_at(-1, error.cancellation_reasons):
            note_outcome(notification, identity)  # sending took longer than a turn lasts: another letter has it now
        else:
            raise


def keep_sending_outcome(notification: Notification, identity: str, turn: str) -> None:
    """Writes an outcome: one row, or a transaction if there is more to keep."""
    receipt = notification.provider_id and may_hear_more(notification)
    if not receipt and not turn:
        notification_row(notification).save(condition=unless_further(notification))
        return

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            add_outcome(SendingOutcome(notification, identity, turn), transaction)

    try_again(write, met_another)


def add_outcome(outcome: SendingOutcome, transaction: TransactWrite) -> None:
    """Adds the writing of an outcome to a transaction."""
    notification = outcome.notification
    transaction.save(notification_row(notification), condition=unless_further(notification))
    if outcome.turn:
        give_back(outcome.turn, notification.full_name, transaction)
    if notification.provider_id and may_hear_more(notification):
        transaction.save(sent_as(notification, outcome.identity))


def unless_further(notification: Notification) -> Condition:
    """Returns the condition that no receipt has said more of a notification."""
    condition: Condition = MessageRow.pk.does_not_exist()
    if earlier := states_before(notification.status):
        condition |= MessageRow.status.is_in(*(each.value for each in earlier))
    return condition


def may_hear_more(notification: Notification) -> bool:
    """Whether its provider reports later what became of a letter; for messages to an app, only failures are
    reported."""
    return notification.status is LetterState.SENDING or (
        notification.channel == PUSH and notification.status is LetterState.SENT
    )


def sent_as(notification: Notification, identity: str) -> MessageRow:
    """Returns the row that says which letter a provider's id stands for."""
    return sent_as_row(
        notification.provider_id or "", notification.reference, notification.name, identity, notification.created_at
    )


def move_notification(
    reference: str, name: str, becomes: LetterState, at: datetime, *, again: bool = False
) -> Notification | None:
    """Moves a notification as a receipt says, never backwards; returns it if it moved, else None."""

    def write() -> Notification | None:
        kept, body = load_kept(reference, name)
        if not may_become(kept.status, becomes):
            return None
        moved = replace(kept, status=becomes, moved_at=at, again=again)
        notification_row(moved).save(condition=MessageRow.body == body)
        return moved

    return try_again(write, refused)
