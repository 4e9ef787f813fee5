"""Notifications: messages that we owe somebody, kept before they are sent, so that each is sent once and never
forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zlib import crc32

import msgspec
from pynamodb.exceptions import PutError, TransactWriteError

from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.stuck_letters import look_again_at
from onestop.storage.cases.case_keys import case_key
from onestop.storage.tables import MessageRow

SHARDS = 8  # shards of the unfinished list: each takes a thousand letters a second
FORGOTTEN = timedelta(days=30)  # how long a letter about no case is kept; after that nothing sends it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One message to one person on one channel. `letter` is the code of its text; the address stays in the People
    table. A letter about no case, such as a one-time code, has no reference: only its event names it. `moved_at` is
    when a receipt last changed its status; `instead_of` the channel on which the same letter failed before, which may
    be the same one; `batch` the batch of a notice that it belongs to. `looked_at` is when the sweeper last looked at
    it; `again` that it is to be tried again after it failed."""

    reference: str
    event: str
    type: str
    letter: str
    channel: str
    language: str
    status: LetterState
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
        """Returns when it was first claimed: earlier senders may have died or met a provider that did not answer."""
        return self.tried_since or self.created_at

    @property
    def name(self) -> str:
        """Its name within its case: its event, and the channel if it replaces a letter on another one."""
        return f"{self.event}#{self.channel}" if self.instead_of else self.event

    @property
    def full_name(self) -> str:
        """Its name among all letters."""
        return f"{self.reference}#{self.name}"


def refused_first(error: PutError | TransactWriteError) -> bool:
    """Whether a write was refused by the condition of its first, or only, row."""
    if isinstance(error, PutError):
        return error.cause_response_code == "ConditionalCheckFailedException"
    reasons = error.cancellation_reasons
    return bool(reasons and reasons[0] and reasons[0].code == "ConditionalCheckFailed")


def load_notification(reference: str, name: str) -> Notification:
    return load_kept(reference, name)[0]


def load_kept(reference: str, name: str) -> tuple[Notification, str]:
    """Reads a letter, and the body of its row as stored: an earlier version may have written fewer fields."""
    rows = MessageRow.query(about_key(reference, name), MessageRow.sk == notification_key(name), consistent_read=True)
    body = next(iter(rows)).body or ""
    return msgspec.json.decode(body, type=Notification), body


def notifications_of(reference: str) -> list[Notification]:
    """Returns all notifications about a case: one Query."""
    rows = MessageRow.query(case_key(reference), MessageRow.sk.startswith("NOTIFICATION#"), consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Notification) for row in rows]


def notification_key(name: str) -> str:
    """Returns the key of a letter, within the case of the person who is told."""
    return f"NOTIFICATION#{name}"


def about_key(reference: str, name: str) -> str:
    """Returns the partition of letters about a case; a letter about no case has one of its own."""
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
    """Returns when the sweeper looks at a letter if nothing was heard of it by then; None once it has ended."""
    entered = notification.moved_at or notification.created_at
    return look_again_at(
        notification.status,
        notification.channel,
        max(entered, notification.looked_at or entered),
        own=not notification.reference,
        again=notification.again,
    )
