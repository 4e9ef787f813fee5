"""How the sending of a letter ended, and what receipts said of it later: it never moves backwards."""

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
    """How the sending of a notification ended. Where a receipt is to come, `identity` is the keyed hash of where it
    went; `turn` is the address at which it was its turn, which the next letter may take from now on."""

    notification: Notification
    identity: str = ""
    turn: str = ""


def note_outcome(notification: Notification, identity: str = "", turn: str = "") -> None:
    """Keeps how the sending of a notification ended, unless a receipt has said more by now: one call. Where one is to
    come, it is kept as well which letter the provider's id stands for, and the keyed hash of where it went; `turn` is
    the address at which it was its turn, which the next letter may take from now on."""
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
            note_outcome(notification, identity)  # it took longer than a turn lasts: another letter has it by now
        else:
            raise


def keep_sending_outcome(notification: Notification, identity: str, turn: str) -> None:
    """Writes an outcome: one row, or a transaction where there is more to keep."""
    receipt = notification.provider_id and may_hear_more(notification)
    if not receipt and not turn:
        notification_row(notification).save(condition=unless_further(notification))
        return

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            add_outcome(SendingOutcome(notification, identity, turn), transaction)

    try_again(write, met_another)


def add_outcome(outcome: SendingOutcome, transaction: TransactWrite) -> None:
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
    return notification.status is LetterState.SENDING or (
        notification.channel == PUSH and notification.status is LetterState.SENT
    )


def sent_as(notification: Notification, identity: str) -> MessageRow:
    """Which letter a provider's id stands for."""
    return sent_as_row(
        notification.provider_id or "", notification.reference, notification.name, identity, notification.created_at
    )


def move_notification(
    reference: str, name: str, becomes: LetterState, at: datetime, *, again: bool = False
) -> Notification | None:
    """Moves a notification as a receipt says, never backwards; the notification where it moved, else None."""

    def write() -> Notification | None:
        kept, body = load_kept(reference, name)
        if not may_become(kept.status, becomes):
            return None
        moved = replace(kept, status=becomes, moved_at=at, again=again)
        notification_row(moved).save(condition=MessageRow.body == body)
        return moved

    return try_again(write, refused)
