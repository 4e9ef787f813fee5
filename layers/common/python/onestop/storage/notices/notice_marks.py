"""The mark of each recipient of a notice: that one address is told of it once, by whichever list it was found.

A mark is a letter about no case (`storage/letters/notifications.py`), named by the notice and the keyed hash of the
address. It is put on the condition that there is none; who finds one knows by it what became of the letter.
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
    """Marks a recipient as being told, and says what they are once they were; where it is for nobody to tell them, what
    became of it. Raises InHand where another may still be at it."""
    try:
        notification_row(wanted).save(condition=MessageRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return take_over(wanted, load_notification("", wanted.name))
    return wanted, TOLD


def take_over(wanted: Notification, kept: Notification) -> tuple[Notification | None, str]:
    """What follows from a mark that is there: told by this batch or another, freed, or of somebody who died at it."""
    if kept == wanted:  # our own mark, whose acknowledgement was lost
        return wanted, TOLD
    if kept.status is LetterState.CREATED and wanted.created_at - kept.created_at < CLAIMED:
        raise InHand(f"{wanted.event} is being told")
    if kept.status not in (LetterState.CREATED, LetterState.HELD):
        return None, ended_as(kept) if kept.batch == wanted.batch else AGAIN
    again = replace(wanted, tried_since=kept.since, batch=kept.batch)
    notification_row(again).save(condition=MessageRow.body == notification_row(kept).body)
    return again, TOLD if kept.status is LetterState.HELD else UNSURE


def ended_as(kept: Notification) -> str:
    return TOLD if kept.status in WITH_PROVIDER or kept.status is LetterState.TEMPORARY else FAILED


def free_mark(notification: Notification) -> None:
    """Lets the mark of a letter that certainly did not leave be taken over by whoever tries again."""
    mine = MessageRow.body == notification_row(notification).body
    notification_row(replace(notification, status=LetterState.HELD)).save(condition=mine)
