"""Letters that are held, because it is night or because somebody was sent enough for now, until one letter, a digest,
tells them all. Their rows are in `held_rows`.

A letter is in one digest and no other: a digest lists its letters before it leaves, and the next one is begun only when
all letters of the one before were noted as told.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.domain.letters.delivery import LetterState
from onestop.storage.letters.claim_letters import CLAIMED, InHand
from onestop.storage.letters.held_hints import Hint, hint_row, hour_name
from onestop.storage.letters.held_rows import DONE, FORGOTTEN, OPEN, HeldRow, row_of
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification, notification_row
from onestop.storage.letters.sent_counts import Window, count_one, full
from onestop.storage.tables import connection
from onestop.storage.transactions import met_another, refused, refused_at, try_again


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLetter:
    """A letter that waits for a digest. `task` is what it asks about; the words are written when it is told, from the
    `event` if the letter is sent alone. It waits until `not_before`, whatever else is told earlier."""

    notification: Notification
    person: str
    opens: str
    task: str | None = None
    event: dict[str, Any] | None = None  # missing in rows of earlier versions
    not_before: datetime | None = None

    @property
    def name(self) -> str:
        return f"LETTER#{self.notification.reference}#{self.notification.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One letter that tells several others. `settled` says that all of them were noted as told."""

    identity: str
    letters: tuple[str, ...]
    status: LetterState
    created_at: datetime
    sent_at: datetime | None = None
    provider_id: str | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class HeldLetters:
    """All letters held for somebody, oldest first, and their last digest."""

    letters: list[HeldLetter] = field(default_factory=list)
    digest: Digest | None = None


def hold_letter(letter: HeldLetter, identity: str, due: datetime) -> bool:
    """Holds a letter until a moment, in one transaction; returns whether it did, because another sender may have
    claimed it."""

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(notification_row(letter.notification), condition=HeldRow.pk.does_not_exist())
            transaction.save(letter_row(letter, identity, OPEN))
            transaction.save(hint_row(Hint(hour_name(due), identity, letter.name), OPEN))

    try:
        try_again(write, met_another)
    except TransactWriteError as error:
        if not refused_at(0, error.cancellation_reasons):
            raise
        return False
    return True


def load_waiting(identity: str) -> HeldLetters:
    """Reads what is held for somebody, and how far their last digest got: one Query."""
    letters, digest = [], None
    for row in HeldRow.query(f"HELD#{identity}", consistent_read=True):
        if row.sk == "DIGEST":
            digest = msgspec.json.decode(row.body or "", type=Digest)
        elif row.status == OPEN:
            letters.append(msgspec.json.decode(row.body or "", type=HeldLetter))
    return HeldLetters(sorted(letters, key=lambda each: (each.notification.created_at, each.name)), digest)


def claim_digest(digest: Digest, before: Digest | None, window: Window) -> None:
    """Claims a digest for sending, which counts as one letter. Raises Full, or InHand if somebody else was faster."""
    unchanged = HeldRow.body == digest_row(before).body if before else HeldRow.pk.does_not_exist()

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(digest_row(digest), condition=unchanged)
            count_one(window, transaction)

    try:
        try_again(write, met_another)
    except TransactWriteError as error:
        reasons = error.cancellation_reasons
        if refused_at(0, reasons):
            raise InHand("a digest is being sent") from error
        raise full(window, reasons) or error from error


def take_over(digest: Digest, at: datetime) -> Digest:
    """Claims a digest whose sender died, as a letter is claimed again: whether it left is not known. Raises InHand."""
    if at - digest.created_at < CLAIMED:
        raise InHand("a digest is being sent")
    mine = replace(digest, created_at=at)
    try:
        digest_row(mine).save(condition=HeldRow.body == digest_row(digest).body)
    except PutError as error:
        if not refused(error):
            raise
        raise InHand("a digest is being sent") from error
    return mine


def note_sent(digest: Digest) -> None:
    """Keeps the outcome of sending a digest."""
    digest_row(digest).save()


def note_told(digest: Digest, letters: list[HeldLetter], at: datetime) -> Digest:
    """Notes that the letters of a digest ended as it did; safe to repeat."""
    for letter in letters:
        ended = replace(
            letter.notification,
            status=digest.status,
            sent_at=digest.sent_at,
            provider_id=digest.provider_id,
            looked_at=digest.created_at,
        )
        note_outcome(ended, digest.identity)
        letter_row(replace(letter, notification=ended), digest.identity, DONE, at + FORGOTTEN).save()
    settled = replace(digest, settled=True)
    digest_row(settled).save()
    return settled


def note_overtaken(
    letter: HeldLetter, identity: str, at: datetime, status: LetterState = LetterState.OVERTAKEN
) -> None:
    """Notes that a letter will not be told: what it asks for was done while it waited, or it is not wanted any more."""
    ended = replace(letter.notification, status=status)
    note_outcome(ended)
    letter_row(replace(letter, notification=ended), identity, DONE, at + FORGOTTEN).save()


def letter_row(letter: HeldLetter, identity: str, status: str, expires: datetime | None = None) -> HeldRow:
    return row_of(f"HELD#{identity}", letter.name, status, msgspec.json.encode(letter).decode(), expires)


def digest_row(digest: Digest) -> HeldRow:
    return HeldRow(f"HELD#{digest.identity}", "DIGEST", body=msgspec.json.encode(digest).decode())
