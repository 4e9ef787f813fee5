"""Notifications: what we owe somebody, kept before it is sent, so that it is sent once and never forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.storage.case_keys import case_key
from onestop.storage.tables import MessageRow, connection
from onestop.storage.transactions import met_another, refused_at
from onestop.storage.windows import Window, count_one, full

CLAIMED = timedelta(minutes=2)  # longer than any function runs
ATTEMPTS = 5
FORGOTTEN = timedelta(days=30)  # what is kept of a letter about no case, after which nothing sends it again


class InHand(Exception):
    """Another sender has claimed this notification and may still be at work."""


class Delivery(StrEnum):
    """Where a notification is; the words are those of GOV.UK Notify, and two of ours. Held: it leaves later, alone or
    in a digest. Overtaken: what it asks for was done before it left, so it never will."""

    CREATED = "created"
    HELD = "held"
    OVERTAKEN = "overtaken"
    SENT = "sent"
    FAILED = "permanent-failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One message to one person on one channel. `letter` is its text's code; the address stays in the People table. A
    letter about no case, such as a one-time code, has no reference: its event alone names it."""

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


def claim(notification: Notification, window: Window | None = None) -> Notification | None:
    """Claims a notification for sending and counts it, in one transaction; None if it has been sent or is held. Raises
    InHand if somebody else is at it, Full if it is one too many for now (nothing is kept then).

    A claim that is older than `CLAIMED` belongs to a sender that died between sending and saying so: whether the
    message left is not known, and one too many is better than none. It was counted the first time.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with TransactWrite(connection=connection()) as transaction:
                transaction.save(notification_row(notification), condition=MessageRow.pk.does_not_exist())
                if window:
                    count_one(window, transaction)
        except TransactWriteError as error:
            if met_another(error) and attempt < ATTEMPTS:
                continue
            reasons = error.cancellation_reasons
            if refused_at(0, reasons):
                return claim_again(notification)
            raise (full(window, reasons) if window else None) or error from error
        else:
            return notification
    raise AssertionError("unreachable: the last attempt returns or raises")


def claim_again(notification: Notification) -> Notification | None:
    kept = load_notification(notification.reference, notification.event)
    if kept.status is not Delivery.CREATED:
        return None
    if kept.created_at == notification.created_at:  # our own claim, whose acknowledgement was lost
        return notification
    if notification.created_at - kept.created_at < CLAIMED:
        raise InHand(f"{notification.event} is being sent")
    notification_row(notification).save(condition=MessageRow.body == notification_row(kept).body)
    return notification


def note_outcome(notification: Notification) -> None:
    """Keeps how the sending of a notification ended."""
    notification_row(notification).save()


def load_notification(reference: str, event: str) -> Notification:
    rows = MessageRow.query(about_key(reference, event), MessageRow.sk == notification_key(event), consistent_read=True)
    return msgspec.json.decode(next(iter(rows)).body or "", type=Notification)


def notifications_of(reference: str) -> list[Notification]:
    """All notifications about a case: one Query."""
    rows = MessageRow.query(case_key(reference), MessageRow.sk.startswith("NOTIFICATION#"), consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Notification) for row in rows]


def notification_key(event: str) -> str:
    """Where the letter about an event lies, within the case of who is told."""
    return f"NOTIFICATION#{event}"


def about_key(reference: str, event: str) -> str:
    """Where letters about a case lie; one about no case lies by itself."""
    return case_key(reference) if reference else f"LETTER#{event}"


def notification_row(notification: Notification) -> MessageRow:
    row = MessageRow(
        about_key(notification.reference, notification.event),
        notification_key(notification.event),
        status=notification.status.value,
        body=msgspec.json.encode(notification).decode(),
    )
    if not notification.reference:
        row.expires_at = int((notification.created_at + FORGOTTEN).timestamp())
    return row
