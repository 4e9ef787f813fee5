"""Letters that are held, by night or because somebody was sent enough for now, until one letter tells them all: a
digest.

Rows of the Messages table, under the keyed hash of the very address that they go to:

HELD#<identity>  LETTER#<reference>#<event>  a letter that is held, or has been told since
HELD#<identity>  DIGEST                      the last digest: which letters it tells, and how far it got
DUE#<hour>       <identity>                  somebody to be looked at in that hour; no more than a hint
DUE              PLACE                       the hour before which nobody is left to be looked at

A letter is in one digest and no other: a digest names its letters before it leaves, and the next is begun only when all
that the one before told have been noted as told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.storage.messages import CLAIMED, Delivery, InHand, Notification, met_another, notification_row, settle
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row, connection
from onestop.storage.windows import Window, count_one, full, hour_of

ATTEMPTS = 5
FORGOTTEN = timedelta(days=30)  # how long what was told is kept here; the notification itself stays with its case
LOOKED_BACK = timedelta(days=1)  # where no place is known yet
OVERLAP = timedelta(hours=1)  # a hint may be written a little after its hour has begun
OPEN, DONE = "open", "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLetter:
    """A letter that waits for a digest. `task` is what it asks about; the words are written when it is told, from the
    `event` where the letter is told alone."""

    notification: Notification
    person: str
    opens: str
    task: str | None = None
    event: dict[str, Any] | None = None  # none in rows of earlier versions

    @property
    def name(self) -> str:
        return f"LETTER#{self.notification.reference}#{self.notification.event}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One letter that tells several. `settled` is that all of them have been noted as told."""

    identity: str
    letters: tuple[str, ...]
    status: Delivery
    created_at: datetime
    sent_at: datetime | None = None
    provider_id: str | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that is held for somebody, the oldest first, and their last digest."""

    letters: list[HeldLetter] = field(default_factory=list)
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """Somebody to be looked at: `mark` tells the last hint of an hour from those before."""

    hour: str
    identity: str
    mark: str


class HeldRow(Row):
    """A row of this module."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    status = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def hold(letter: HeldLetter, identity: str, due: datetime) -> bool:
    """Holds a letter until a moment, in one transaction; says whether it did: another may have claimed it."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with TransactWrite(connection=connection()) as transaction:
                transaction.save(notification_row(letter.notification), condition=HeldRow.pk.does_not_exist())
                transaction.save(letter_row(letter, identity, OPEN))
                transaction.save(hint_row(Hint(hour_name(due), identity, letter.name), OPEN))
        except TransactWriteError as error:
            if met_another(error) and attempt < ATTEMPTS:
                continue
            reason = next(iter(error.cancellation_reasons), None)
            if reason is None or reason.code != "ConditionalCheckFailed":
                raise
            return False
        else:
            return True
    raise AssertionError("unreachable: the last attempt returns or raises")


def load_waiting(identity: str) -> Waiting:
    """What is held for somebody, and how far their last digest got: one Query."""
    letters, digest = [], None
    for row in HeldRow.query(f"HELD#{identity}", consistent_read=True):
        if row.sk == "DIGEST":
            digest = msgspec.json.decode(row.body or "", type=Digest)
        elif row.status == OPEN:
            letters.append(msgspec.json.decode(row.body or "", type=HeldLetter))
    return Waiting(sorted(letters, key=lambda each: (each.notification.created_at, each.name)), digest)


def begin(digest: Digest, before: Digest | None, window: Window) -> None:
    """Claims a digest for sending, which counts as one letter. Raises Full, or InHand if somebody was faster."""
    for attempt in range(1, ATTEMPTS + 1):
        unchanged = HeldRow.body == digest_row(before).body if before else HeldRow.pk.does_not_exist()
        try:
            with TransactWrite(connection=connection()) as transaction:
                transaction.save(digest_row(digest), condition=unchanged)
                count_one(window, transaction)
        except TransactWriteError as error:
            if met_another(error) and attempt < ATTEMPTS:
                continue
            reasons = error.cancellation_reasons
            if reasons and reasons[0] and reasons[0].code == "ConditionalCheckFailed":
                raise InHand("a digest is being sent") from error
            raise full(window, reasons) or error from error
        else:
            return


def take_over(digest: Digest, at: datetime) -> Digest:
    """Claims a digest whose sender died, as a letter is claimed again: whether it left is not known. Raises InHand."""
    if at - digest.created_at < CLAIMED:
        raise InHand("a digest is being sent")
    mine = replace(digest, created_at=at)
    try:
        digest_row(mine).save(condition=HeldRow.body == digest_row(digest).body)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise InHand("a digest is being sent") from error
    return mine


def note_sent(digest: Digest) -> None:
    """Keeps how the sending of a digest ended."""
    digest_row(digest).save()


def settle_letters(digest: Digest, letters: list[HeldLetter], at: datetime) -> Digest:
    """Notes that the letters of a digest ended as it did; what is noted already is noted again, to the same effect."""
    for letter in letters:
        ended = replace(
            letter.notification, status=digest.status, sent_at=digest.sent_at, provider_id=digest.provider_id
        )
        settle(ended)
        letter_row(replace(letter, notification=ended), digest.identity, DONE, at + FORGOTTEN).save()
    settled = replace(digest, settled=True)
    digest_row(settled).save()
    return settled


def settle_overtaken(letter: HeldLetter, identity: str, at: datetime) -> None:
    """Notes that a letter will not be told: what it asks for was done while it waited."""
    ended = replace(letter.notification, status=Delivery.OVERTAKEN)
    settle(ended)
    letter_row(replace(letter, notification=ended), identity, DONE, at + FORGOTTEN).save()


def hints(at: datetime) -> Iterator[Hint]:
    """Who is to be looked at until a moment: one Query an hour, from the place where nobody was left."""
    hour = kept_place(at)
    while hour <= at:
        for row in HeldRow.query(f"DUE#{hour_name(hour)}", consistent_read=True):
            if row.status == OPEN:
                yield Hint(hour_name(hour), row.sk, row.body or "")
        hour += timedelta(hours=1)


def give_hint(identity: str, due: datetime) -> None:
    """Has somebody looked at later: in the first hour that begins when more may be sent, never in the one at hand,
    whose hint is taken away after the look."""
    hour = hour_of(due.astimezone(UTC))
    later = hour if hour == due else hour + timedelta(hours=1)
    hint_row(Hint(hour_name(later), identity, "later"), OPEN).save()


def take_hint(hint: Hint, at: datetime) -> None:
    """Looks at somebody no more in this hour, unless a letter was held for them meanwhile."""
    try:
        hint_row(hint, DONE, at + FORGOTTEN).save(condition=HeldRow.body == hint.mark)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


def kept_place(at: datetime) -> datetime:
    """The hour to begin with."""
    rows = list(HeldRow.query("DUE", HeldRow.sk == "PLACE", consistent_read=True))
    return datetime.fromisoformat(rows[0].body or "") if rows else hour_of(at - LOOKED_BACK)


def keep_place(at: datetime) -> None:
    """Notes that nobody is left to be looked at before an hour."""
    HeldRow("DUE", "PLACE", body=hour_of(at - OVERLAP).isoformat()).save()


def hour_name(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H}"


def letter_row(letter: HeldLetter, identity: str, status: str, expires: datetime | None = None) -> HeldRow:
    return row_of(f"HELD#{identity}", letter.name, status, msgspec.json.encode(letter).decode(), expires)


def hint_row(hint: Hint, status: str, expires: datetime | None = None) -> HeldRow:
    return row_of(f"DUE#{hint.hour}", hint.identity, status, hint.mark, expires)


def digest_row(digest: Digest) -> HeldRow:
    return HeldRow(f"HELD#{digest.identity}", "DIGEST", body=msgspec.json.encode(digest).decode())


def row_of(pk: str, sk: str, status: str, body: str, expires: datetime | None) -> HeldRow:
    row = HeldRow(pk, sk, status=status, body=body)
    if expires:
        row.expires_at = int(expires.timestamp())
    return row
