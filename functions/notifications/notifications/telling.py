"""Tells everybody whom an event concerns: the resident of the case, then those who follow it. Each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from notifications.channels import Undeliverable, handed_over, send
from notifications.followers import followers_of
from notifications.gathering import hold
from notifications.limits import identity_on, window_of
from notifications.owing import FOLLOWERS, LETTERS, Letter, kind_of
from notifications.promptness import count_told
from notifications.talking import allowed_channel, remember
from notifications.threading import thread_of
from notifications.undelivered import show_undelivered
from notifications.waiting import kept_of, may_leave_at
from notifications.wording import message_for, read_for
from onestop.contracts.phones import with_normal_phone
from onestop.domain.cases.case import Case
from onestop.domain.people.delivery import Delivery
from onestop.domain.people.person import Person
from onestop.runtime.clock import now, time_of
from onestop.runtime.log import describe, logger
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting
from onestop.storage.catalogue import current
from onestop.storage.files import WholeFile
from onestop.storage.held_letters import HeldLetter
from onestop.storage.messages import InHand, Notification, claim, claim_again, note_outcome
from onestop.storage.people import load_person
from onestop.storage.windows import Full

Event = Mapping[str, Any]


def tell_all(event: Event, at: datetime) -> None:
    """Sends every message that an event makes us owe and that was not sent yet.

    One that cannot be sent keeps no other from leaving. The event then goes back to the queue all the same, and when
    it comes again only what has not left is sent: each person's message is claimed for itself.
    """
    kind = kind_of(event)
    if kind not in LETTERS and kind not in FOLLOWERS:
        return
    failures: list[Exception] = []
    for case, letter, whole in owed(event, kind):
        try:
            tell_resident(event, case, letter, whole, at)
        except Exception as error:
            count("TellingFailures", not isinstance(error, InHand))
            logger.error("could not tell", case=case.reference, **describe(error))
            failures.append(error)
    if failures:
        raise failures[0]


def owed(event: Event, kind: str) -> Iterator[tuple[Case, Letter, WholeFile]]:
    """Whom an event concerns, by their own case, and the letter for each; nobody where no person is known."""
    own, following = LETTERS.get(kind), FOLLOWERS.get(kind)
    whole = read_for(event["subject"], own)
    if own and whole.file.case.person:
        yield whole.file.case, own, whole
    if following:
        yield from ((case, following, whole) for case in followers_of(whole.file.case) if case.person)


def tell_resident(event: Event, case: Case, letter: Letter, whole: WholeFile, at: datetime) -> None:
    """Tells one person about an event, on the channel they prefer and in their language, unless they were told."""
    person = with_normal_phone(load_person(case.person or ""), current())
    channel, talk = allowed_channel(person)
    if channel is None:
        return
    message = message_for(event, case, letter, whole, person, channel)
    if message is None:
        return
    notification = claim_or_hold(notification_of(event, case, letter, person, channel, at), event, letter, person)
    if notification is None:
        return
    if talk:
        remember(talk, letter.code, event, whole.file, person, current(), at)
    try:
        sender = current().jurisdiction["email_from"]
        provider_id = send(channel, message, person, sender, thread_of(case, whole.file))
    except Undeliverable as error:
        note_outcome(replace(notification, status=Delivery.FAILED, provider_id=str(error)))
        show_undelivered(notification, str(error))
        count("NotificationsFailed")
    else:
        sent_at = now()
        left = replace(notification, status=handed_over(channel), sent_at=sent_at, provider_id=provider_id)
        note_outcome(left, identity_on(person, channel))
        count("NotificationsSent")
        count_told(event, sent_at)


def notification_of(
    event: Event, case: Case, letter: Letter, person: Person, channel: str, at: datetime
) -> Notification:
    """What is owed to one person."""
    return Notification(
        reference=case.reference,
        event=event["id"],
        type=event["type"],
        letter=letter.code,
        channel=channel,
        language=person.language,
        status=Delivery.CREATED,
        created_at=at,
    )


def claim_or_hold(notification: Notification, event: Event, letter: Letter, person: Person) -> Notification | None:
    """Claims a notification for sending now; None if it has been sent, or is held: until the morning, or because they
    were sent enough."""
    at, channel = notification.created_at, notification.channel
    morning = may_leave_at(event["type"], channel, at, asked_for=did_it_themselves(event, notification.reference))
    if morning > at:
        return hold_until(morning, notification, event, letter, person)
    try:
        return claim(notification, window_of(person, channel, current(), moment_of(event, at)))
    except Full as full:
        return hold_until(max(full.until, at), notification, event, letter, person)


def hold_until(
    moment: datetime, notification: Notification, event: Event, letter: Letter, person: Person
) -> Notification | None:
    """Holds a letter; where somebody else has claimed it and died, it is for us to send now."""
    held = HeldLetter(
        notification=replace(notification, status=Delivery.HELD),
        person=person.id,
        opens=letter.opens,
        task=event.get("data", {}).get("task"),
        event=kept_of(event),
    )
    return None if hold(held, person, moment) else claim_again(notification)


def did_it_themselves(event: Event, reference: str) -> bool:
    """Whether the one who is written to has just done what happened, on their own case."""
    return bool(event["subject"] == reference and event.get("data", {}).get("by") == "resident")


def moment_of(event: Event, at: datetime) -> datetime:
    """When a letter counts as sent: now, or, where a history is played again, when it happened."""
    return time_of(event.get("time")) if setting("CLOCK", "real") == "stated" else at
