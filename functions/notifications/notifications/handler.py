"""The entry point of notifications: events from SNS by way of a queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from notifications.channels import Undeliverable, send
from notifications.owing import LETTERS, message_about
from onestop.runtime.clock import now
from onestop.runtime.metrics import count
from onestop.runtime.queues import handle_messages
from onestop.storage.cases import load_file
from onestop.storage.catalogue import current, warmed
from onestop.storage.messages import Delivery, Notification, claim, settle
from onestop.storage.people import load_person


def handle(event: dict[str, Any], context: Any) -> Any:
    """Sends what the events of a batch make us owe; a message that fails goes back to the queue alone."""
    return {} if warmed(event) else handle_messages(event, context, notify)


def notify(event: dict[str, Any]) -> None:
    """Sends the message that one event makes us owe, unless it has been sent."""
    if event["type"] in LETTERS:
        notify_resident(event, now())


def notify_resident(event: dict[str, Any], at: datetime) -> None:
    """Tells the resident of a case about an event, on the channel they prefer."""
    case = load_file(event["subject"]).case
    if case.person is None:
        return
    person, catalogue = load_person(case.person), current()
    channel = person.channel()
    if channel is None:
        return
    notification = claim(
        Notification(
            reference=case.reference,
            event=event["id"],
            type=event["type"],
            letter=LETTERS[event["type"]][0],
            channel=channel,
            language=person.language,
            status=Delivery.CREATED,
            created_at=at,
        )
    )
    if notification is None:
        return
    message = message_about(event["type"], channel, case, person, catalogue)
    try:
        provider_id = send(channel, message, person, catalogue.jurisdiction["email_from"])
    except Undeliverable as error:
        settle(replace(notification, status=Delivery.FAILED, provider_id=str(error)))
        count("NotificationsFailed")
    else:
        settle(replace(notification, status=Delivery.SENT, sent_at=now(), provider_id=provider_id))
        count("NotificationsSent")
