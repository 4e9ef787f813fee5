"""A provider's report on a letter that it took: the letter's state changes, and an address that takes none is noted.

A receipt contains no address. The rules of messaging.yaml take from the provider's event only the fields given here,
and the letter's address is known by the keyed hash that was kept when it was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec

from notifications.sending.send_letter import fall_back
from onestop.domain.letters.delivery import MISSED, LetterState, ReceiptMeaning, may_become, outcome_of
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.storage.letters.letter_outcomes import move_notification
from onestop.storage.letters.notifications import load_notification
from onestop.storage.letters.provider_ids import SentAs, letters_sent_as
from onestop.storage.letters.suppressions import suppress

EMAIL, SMS, LETTER, VOICE = "receipt.email", "receipt.sms", "receipt.letter", "receipt.voice"
# A receipt may arrive before the sender notes what it sent; after this time it is about no letter that we kept, such as
# one that intake replied with.
PATIENCE = timedelta(minutes=10)


class NotYet(RuntimeError):
    """The letter of a receipt is not known yet; the queue brings the receipt again.

    Not an OnestopError, because nobody waits for an answer.
    """


class Receipt(msgspec.Struct, frozen=True):
    """The fields that we take from a receipt. Any other fields, or another form, are ignored."""

    type: str
    said: Annotated[str, msgspec.Meta(max_length=100)]
    id: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    time: Annotated[datetime, msgspec.Meta(tz=True)]
    kind: Annotated[str, msgspec.Meta(max_length=100)] | None = None


def read_receipt(told: Mapping[str, Any]) -> Receipt | None:
    """Reads a receipt; None if it cannot be read, because it will not be better when it comes again."""
    try:
        return msgspec.convert(told, Receipt)
    except msgspec.ValidationError:  # its content is not logged: whoever made it may have put anything there
        logger.error("a receipt that cannot be read")
        count("ReceiptsUnreadable")
        return None


def take_receipt(told: Mapping[str, Any], at: datetime) -> None:
    """Changes the state of the letters that a receipt is about. It may come twice, in any order, and contain
    anything."""
    receipt = read_receipt(told)
    if receipt is None:
        return
    channel = receipt.type.partition(".")[2]
    said = "/".join(filter(None, (receipt.said, receipt.kind)))
    outcome = outcome_of(channel, said)
    if outcome is None:
        return
    letters = letters_sent_as(receipt.id)
    if not letters:
        if at - receipt.time < PATIENCE:
            raise NotYet(receipt.id)
        logger.info("a receipt of no letter that we keep", said=said)
        return
    if outcome.gone:
        suppress(letters[0].identity, at, outcome.gone)
        count("AddressesSuppressed")
    for sent in letters:
        move_letter(sent, outcome, said, at)


def take_receipts(told: Mapping[str, Any], at: datetime) -> None:
    """Takes the receipts of several letters. One that cannot be taken does not stop the others; the message then comes
    again for all of them, and changes nothing twice."""
    failures: list[Exception] = []
    for each in told["receipts"]:
        try:
            take_receipt({**each, "type": told["type"]}, at)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]


def move_letter(sent: SentAs, outcome: ReceiptMeaning, said: str, at: datetime) -> None:
    """Changes the state of one letter. One that did not reach its recipient is first sent by the next channel: if the
    process stops between the two, both are repeated."""
    kept = load_notification(sent.reference, sent.letter)
    missed, again = outcome.becomes in MISSED, False
    if missed and kept.reference and may_become(kept.status, outcome.becomes):
        again = fall_back(kept, said, at, passing=outcome.becomes is LetterState.TEMPORARY)
    if move_notification(sent.reference, sent.letter, outcome.becomes, at, again=again):
        count("LettersMissed", missed)
        count("LettersDelivered", outcome.becomes is LetterState.DELIVERED)
