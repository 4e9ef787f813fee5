"""The mark of each recipient of a notice: one address is told of it once, whichever list it was found in.

A mark is a letter about no case (`storage/letters/notifications.py`), named by the notice and the keyed hash of the
address. It is written on condition that there is none; a sender that finds one learns what became of the letter.
"""

from __future__ import annotations

from dataclasses import replace

from pynamodb.exceptions import PutError

from onestop.domain.letters.delivery import WITH_PROVIDER, LetterState
from onestop.storage.letters.claim_letters import CLAIMED, InHand
from onestop.storage.letters.notifications import Notification, load_notification, notification_row
from onestop.storage.tables import MessageRow
from onestop.storage.transactions import refused

TOLD, FAILED, UNSURE, AGAIN = "told", "failed", "unsure", "again"


def put_mark(wanted: Notification) -> tuple[Notification | None, str]:
    """Marks a recipient as being told; returns the mark (None if the recipient is not ours to tell) and their outcome.
    Raises InHand if another sender may still be working on it."""
    try:
        notification_row(wanted).save(condition=MessageRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return take_over(wanted, load_notification("", wanted.name))
    return wanted, TOLD


def take_over(wanted: Notification, kept: Notification) -> tuple[Notification | None, str]:
    """Decides what follows from an existing mark: told by this batch or another, freed, or left by a sender that
    died."""
    if kept == wanted:  # our own mark, whose acknowledgement was lost
        return wanted, TOLD
    if kept.status is LetterState.CREATED and wanted.created_at - kept.created_at < CLAIMED:
        raise InHand(f"{wanted.event} is being told")
    if kept.status not in (LetterState.CREATED, LetterState.HELD):
        return None, ended_as(kept) if kept.batch == wanted.batch else AGAIN
    again = replace(wanted, tried_since=kept.since)  # of this batch from now on: it is the one that counts them
    notification_row(again).save(condition=MessageRow.body == notification_row(kept).body)
    return again, TOLD if kept.status is LetterState.HELD else UNSURE


def ended_as(kept: Notification) -> str:
    return TOLD if kept.status in WITH_PROVIDER or kept.status is LetterState.TEMPORARY else FAILED


def free_mark(notification: Notification) -> None:
    """Frees the mark of a letter that certainly did not leave, so that the next try may take it over."""
    mine = MessageRow.body == notification_row(notification).body
    notification_row(replace(notification, status=LetterState.HELD)).save(condition=mine)
