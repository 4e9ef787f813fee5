"""When a letter counts as stuck: nothing was heard of it for longer than its state lasts even on a bad day.

The sweeper then does what `ACTS` says; the times are longer than everything that resolves by itself (pauses of the
queue, a provider that tries for hours, a night), so a healthy day finds none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from onestop.domain.letters.delivery import LetterState


class Remedy(StrEnum):
    """What is done about a stuck letter. Send: its sender is gone, and we send it. Remind: the recipient of its digest
    is looked at again. Conclude: its provider reports nothing any more. Retry: it is tried again on the channel where
    it failed. End: only its own message could write it again, and that is gone."""

    SEND = "send"
    REMIND = "remind"
    CONCLUDE = "conclude"
    RETRY = "retry"
    END = "end"


REMEDIES: Mapping[LetterState, Remedy] = {
    LetterState.CREATED: Remedy.SEND,
    LetterState.HELD: Remedy.REMIND,
    LetterState.SENDING: Remedy.CONCLUDE,
    LetterState.TEMPORARY: Remedy.RETRY,
}
CREATED = timedelta(minutes=30)  # the queue retries within 15 minutes, and each try claims the letter again
OWN = timedelta(hours=12)  # by then the queue has given up
HELD = timedelta(days=2)  # a night, quiet hours, the daily limit, a daily digest: none is longer
SENDING = {
    "email": timedelta(hours=24),  # SES tries for 14 hours
    "sms": timedelta(hours=75),  # a carrier tries for 72 hours
    "voice": timedelta(hours=2),  # a call is over in minutes
    "letter": timedelta(days=14),  # a batch leaves each day; a print house may be closed over holidays
}
TEMPORARY = timedelta(hours=4)


def look_again_at(status: LetterState, channel: str, since: datetime, *, own: bool, again: bool) -> datetime | None:
    """Returns when to look at a letter that entered its state, or was last looked at, at a moment; None if it has
    ended. `own` letters are about no case: only the message that asked for them can write them again."""
    match status:
        case LetterState.CREATED:
            return since + (OWN if own else CREATED)
        case LetterState.HELD:
            return since + HELD
        case LetterState.SENDING:
            return since + SENDING[channel]
        case LetterState.TEMPORARY if again:
            return since + TEMPORARY
    return None


def remedy_for(status: LetterState, *, own: bool) -> Remedy:
    """Returns what is done about a letter that is stuck in a state."""
    return Remedy.END if own and status is LetterState.CREATED else REMEDIES[status]
