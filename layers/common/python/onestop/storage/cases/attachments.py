"""Attachments: one row each next to their case. The row is written first, then the bytes, then what became of them.

CASE#<reference>  ATTACHMENT#<id>  kind attachment
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PutError, PynamoDBException, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.domain.cases.attachments import (
    AN_HOUR,
    MOST_BYTES,
    Attachment,
    AttachmentStatus,
    added,
    places_left,
    safe_name,
)
from onestop.domain.people.proof import Proof, counts
from onestop.storage.cases.case_keys import case_key
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import contacts_of
from onestop.storage.cases.uploads import put_incoming
from onestop.storage.guards import at_most, failed_guard
from onestop.storage.once import Once
from onestop.storage.tables import CaseRow, connection
from onestop.storage.transactions import refused

ROWS = "ATTACHMENT#"
UNREACHABLE = (PynamoDBException, BotoCoreError, ClientError)


class Enclosed(Protocol):
    """Something that came with a contact, such as `intake.incoming.Enclosure`."""

    @property
    def name(self) -> str: ...
    @property
    def data(self) -> bytes: ...


AnyEnclosed = TypeVar("AnyEnclosed", bound=Enclosed)


def attachment_row(reference: str, attachment: Attachment) -> CaseRow:
    """Returns the row of an attachment."""
    body = msgspec.json.encode(attachment).decode()
    return CaseRow(case_key(reference), f"{ROWS}{attachment.id}", kind="attachment", body=body)


def read_attachment(body: str | None) -> Attachment:
    """Reads an attachment from the body of its row."""
    return msgspec.json.decode(body or "", type=Attachment)


def attachments_of(reference: str) -> list[Attachment]:
    """Returns all attachments of a case, oldest first: one Query."""
    rows = CaseRow.query(case_key(reference), CaseRow.sk.startswith(ROWS), consistent_read=True)
    return sorted((read_attachment(row.body) for row in rows), key=lambda each: (each.at, each.id))


def find_attachment(reference: str, attachment: str) -> Attachment | None:
    """Returns one attachment of a case, or None: one Query."""
    key = CaseRow.sk == f"{ROWS}{attachment}"
    return next(
        (read_attachment(row.body) for row in CaseRow.query(case_key(reference), key, consistent_read=True)), None
    )


def expect(reference: str, attachment: Attachment, who: str) -> None:
    """Notes that a resident's attachment will come. Raises GuardFailed for more than AN_HOUR of `who` (an id)."""
    guard = at_most("attachments", f"ATTACH#{who}", AN_HOUR, attachment.at)
    try:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(attachment_row(reference, attachment), condition=CaseRow.pk.does_not_exist())
            guard.add(transaction)
    except TransactWriteError as error:
        raise failed_guard((guard,), 1, error.cancellation_reasons) or error from error


def expect_once(reference: str, attachment: Attachment) -> Attachment:
    """Notes that an attachment will come, or returns what became of it if it came before."""
    try:
        attachment_row(reference, attachment).save(condition=CaseRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return find_attachment(reference, attachment.id) or attachment
    return attachment


def note_outcome(reference: str, attachment: Attachment, at: datetime) -> None:
    """Keeps what became of an attachment. Only a kept one changes its case: a transaction, with its event.

    If the resident confirmed the message while its attachment was examined, the attachment counts as theirs too.
    Raises NotFound if there is no such case.
    """

    def row() -> CaseRow:
        return attachment_row(reference, following_message(reference, attachment))

    if not attachment.kept:
        row().save()
        return
    once = Once(key=f"attachment:{reference}:{attachment.id}")
    change_case(reference, lambda file: added(file, attachment, at), lambda _: once, read_beside=lambda: (row(),))


def following_message(reference: str, attachment: Attachment) -> Attachment:
    """Returns an attachment of a claimed message with the proof that the message has by now."""
    if attachment.proof is not Proof.CLAIMED or not attachment.arrival:
        return attachment
    confirmed = any(each.arrival == attachment.arrival and each.confirmed_at for each in contacts_of(reference))
    return with_proof(attachment, Proof.PROVEN) if confirmed else attachment


def with_proof(attachment: Attachment, proof: Proof) -> Attachment:
    """Returns an attachment with this proof: how far it is believed to come from the resident, who sees what counts as
    theirs."""
    return replace(attachment, proof=proof, public=counts(proof))


def add_enclosures(
    reference: str,
    enclosures: Sequence[AnyEnclosed],
    by: str,
    at: datetime,
    proof: Proof = Proof.PROVEN,
    arrival: str | None = None,
) -> tuple[AnyEnclosed, ...]:
    """Adds what came with a contact to its case, to be examined like an upload. Never raises for AWS.

    The resident sees what counts as theirs.

    Returns what could not be stored: the caller tries those again. Trying again, or delivering a contact twice, is safe
    because an attachment is named after its bytes: the same bytes are one attachment of a case.
    """
    try:
        there = attachments_of(reference)
    except UNREACHABLE:
        return tuple(enclosures)
    left = places_left(there, by, at)
    known = {each.id for each in there}
    failed = []
    for enclosure in enclosures:
        judged = judge(reference, enclosure, by, at, left)
        attachment = replace(with_proof(judged, proof), arrival=arrival)
        if attachment.id not in known:
            left -= attachment.status is AttachmentStatus.EXPECTED
            known.add(attachment.id)
        try:
            bring(reference, attachment, enclosure.data)
        except UNREACHABLE:
            failed.append(enclosure)
    return tuple(failed)


def judge(reference: str, enclosure: Enclosed, by: str, at: datetime, left: int) -> Attachment:
    """Returns an enclosure as an attachment; one that we cannot take is refused with a reason that the resident is
    shown."""
    name = hashlib.sha256(reference.encode() + b"\n" + enclosure.data).hexdigest()[:16]
    attachment = Attachment(id=name, at=at, by=by, name=safe_name(enclosure.name))
    size = len(enclosure.data)
    reason = "empty" if not size else "too_large" if size > MOST_BYTES else "too_many" if left <= 0 else None
    return replace(attachment, status=AttachmentStatus.REFUSED, reason=reason, size=size) if reason else attachment


def bring(reference: str, attachment: Attachment, data: bytes) -> None:
    """Writes the row, then the bytes: a file without a row is not examined."""
    if expect_once(reference, attachment).status is AttachmentStatus.EXPECTED:
        put_incoming(reference, attachment.id, data)
