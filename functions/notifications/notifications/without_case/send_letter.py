"""Letters that belong to no case, such as a one-time code: claimed, sent and noted once, like every other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from notifications.channels.providers import Undeliverable
from notifications.channels.senders import send_on_channel
from notifications.sending.promptness import count_told
from notifications.waiting.limits import identity_on
from notifications.words.letter import Message
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import Person
from onestop.runtime.clock import now
from onestop.runtime.metrics import count
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import find_talk
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.suppressions import is_suppressed

NO_CASE = ""


def own_letter(event: Mapping[str, Any], letter: str, channel: str, language: str, at: datetime) -> Notification:
    """A letter without a case, as it is claimed: its event alone identifies it."""
    return Notification(
        reference=NO_CASE,
        event=event["id"],
        type=event["type"],
        letter=letter,
        channel=channel,
        language=language,
        status=LetterState.CREATED,
        created_at=at,
    )


def may_be_written_to(person: Person, channel: str) -> bool:
    """Tells whether an address takes our letters and its owner has not said STOP: one Query."""
    identity = identity_on(person, channel)
    return not (is_suppressed(identity) if channel == "email" else find_talk(identity).stopped)


def deliver_own(event: Mapping[str, Any], notification: Notification, message: Message, person: Person) -> None:
    """Sends a letter that was claimed, and keeps the result."""
    try:
        left = send_on_channel(notification.channel, message, person, current().jurisdiction["email_from"])
    except Undeliverable as error:
        note_outcome(replace(notification, status=LetterState.FAILED, provider_id=str(error)))
        count("NotificationsFailed")
    else:
        sent_at = now()
        sent = replace(notification, status=left.status, sent_at=sent_at, provider_id=left.provider_id)
        note_outcome(sent, identity_on(person, notification.channel))
        count("NotificationsSent")
        count_told(event, sent_at)
