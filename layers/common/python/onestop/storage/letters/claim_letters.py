"""Claims letters for sending, so that each is sent once, in its turn, and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.domain.letters.delivery import LetterState, WhyNot
from onestop.storage.letters.notifications import (
    Notification,
    load_kept,
    load_notification,
    notification_row,
    refused_first,
)
from onestop.storage.letters.sent_counts import Window, count_one, full
from onestop.storage.letters.turns import Turn, take_turn
from onestop.storage.tables import MessageRow, connection
from onestop.storage.transactions import met_another, refused_at, try_again

CLAIMED = timedelta(minutes=2)  # longer than any function runs


class InHand(Exception):
    """Another sender has claimed this notification and may still be working on it.

    Not an OnestopError: nobody waits for an answer, and the queue delivers the message again.
    """


class NotItsTurn(InHand):
    """A letter that must leave before this one has not left yet.

    Not an OnestopError: nobody waits for an answer, and the queue delivers the message again.
    """


def claim(notification: Notification, window: Window | None = None, turn: Turn | None = None) -> Notification | None:
    """Claims a notification for sending and counts it, in one transaction; None if it has been sent or is held. Raises
    InHand if somebody else is sending it, NotItsTurn if another must leave before it, Full if a limit is reached
    (nothing is kept in the last two cases).

    A claim older than `CLAIMED` belongs to a sender that died between sending and noting it: whether the message left
    is not known, and a duplicate is better than none. It was counted the first time.
    """

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            ask_for(notification, window, turn, transaction)

    try:
        try_again(write, met_another)
    except TransactWriteError as error:
        reasons = error.cancellation_reasons
        place = 1 if turn and turn.after else 0  # DynamoDB gets checks first, then rows, then updates
        if refused_at(place, reasons):
            return claim_again(notification)
        if turn and (refused_at(place + 1, reasons) or (turn.after and refused_at(0, reasons))):
            raise NotItsTurn(notification.event) from error
        raise (full(window, reasons) if window else None) or error from error
    return notification


def ask_for(notification: Notification, window: Window | None, turn: Turn | None, transaction: TransactWrite) -> None:
    """Adds the claim of a notification to a transaction. DynamoDB gets checks first, then rows, then updates."""
    transaction.save(notification_row(notification), condition=MessageRow.pk.does_not_exist())
    if turn:
        take_turn(turn, transaction)
    if turn and turn.after:
        left = MessageRow.status.exists() & (MessageRow.status != LetterState.CREATED.value)
        transaction.condition_check(MessageRow, *turn.after, condition=left)
    if window:
        count_one(window, transaction)


def claim_again(notification: Notification) -> Notification | None:
    kept, body = load_kept(notification.reference, notification.name)
    if was_stopped(kept):
        return take_up(notification, body)
    if kept.status is not LetterState.CREATED:
        return None
    if kept.created_at == notification.created_at:  # our own claim, whose acknowledgement was lost
        return kept
    if notification.created_at - kept.created_at < CLAIMED:
        raise InHand(f"{notification.event} is being sent")
    return take_up(replace(notification, tried_since=kept.since), body)


def was_stopped(kept: Notification) -> bool:
    """Whether a letter did not leave because of a STOP. Anyone who takes the STOP back gets it, if its event comes
    again."""
    return kept.status is LetterState.CANCELLED and kept.provider_id == WhyNot.STOPPED


def take_up(again: Notification, body: str) -> Notification:
    """Claims a letter whose row is still as it was read. Raises InHand if another sender was faster."""
    try:
        notification_row(again).save(condition=MessageRow.body == body)
    except PutError as error:
        if not refused_first(error):
            raise
        if load_notification(again.reference, again.name).created_at != again.created_at:
            raise InHand(f"{again.event} is being sent") from error  # otherwise the claim is ours, acknowledged late
    return again
