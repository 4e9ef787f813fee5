"""Tells everybody whom an event concerns: the resident of the case, then those who follow it. Each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from notifications.channels import Undeliverable, send
from notifications.followers import followers_of
from notifications.gathering import hold
from notifications.letters import Message, in_languages, with_danger, write
from notifications.limits import window_of
from notifications.owing import ACKNOWLEDGEMENT, FOLLOWERS, LETTERS, Letter, kind_of
from notifications.promptness import count_told
from notifications.talking import allowed_channel, remember
from notifications.threading import thread_of
from notifications.undelivered import show_undelivered
from notifications.usual import usual_words
from onestop.contracts.phones import with_normal_phone
from onestop.domain.cases.case import Case
from onestop.domain.people.person import Person
from onestop.runtime.clock import now, time_of
from onestop.runtime.log import describe, logger
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting
from onestop.storage.catalogue import current
from onestop.storage.files import WholeFile, load_file, load_whole
from onestop.storage.held_letters import HeldLetter
from onestop.storage.messages import Delivery, InHand, Notification, claim, claim_again, settle
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
            tell(event, case, letter, whole, at)
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


def read_for(reference: str, letter: Letter | None) -> WholeFile:
    """A case with as much of it as the letter needs."""
    if letter and letter.words:
        return load_whole(reference)
    return WholeFile(file=load_file(reference), events=[], notes=[], contacts=[])


def tell(event: Event, case: Case, letter: Letter, whole: WholeFile, at: datetime) -> None:
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
        settle(replace(notification, status=Delivery.FAILED, provider_id=str(error)))
        show_undelivered(notification, str(error))
        count("NotificationsFailed")
    else:
        sent_at = now()
        settle(replace(notification, status=Delivery.SENT, sent_at=sent_at, provider_id=provider_id))
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
    """Claims a notification for sending now; None if it has been sent, or is held because they were sent enough."""
    at, channel = notification.created_at, notification.channel
    try:
        return claim(notification, window_of(person, channel, current(), moment_of(event, at)))
    except Full as full:
        held = HeldLetter(
            notification=replace(notification, status=Delivery.HELD),
            person=person.id,
            opens=letter.opens,
            task=event.get("data", {}).get("task"),
        )
        return None if hold(held, person, max(full.until, at)) else claim_again(notification)


def moment_of(event: Event, at: datetime) -> datetime:
    """When a letter counts as sent: now, or, where a history is played again, when it happened."""
    return time_of(event.get("time")) if setting("CLOCK", "real") == "stated" else at


def message_for(
    event: Event, case: Case, letter: Letter, whole: WholeFile, person: Person, channel: str
) -> Message | None:
    """The message ready to be sent; None if it is not owed any more."""
    catalogue = current()
    more = letter.words(event, whole, catalogue, person.language) if letter.words else {}
    if more is None:
        return None
    unsure = channel == "email" and whole.file.request.language_unsure and letter.code == ACKNOWLEDGEMENT
    spoken = catalogue.jurisdiction["languages"] if unsure else [person.language]
    messages = [
        write(
            letter.code,
            channel,
            language,
            {**usual_words(case, replace(person, language=language), letter.opens, catalogue), **more},
            catalogue,
        )
        for language in spoken
    ]
    hazard = event.get("data", {}).get("hazard")
    if hazard:
        messages = [
            with_danger(message, hazard, language, catalogue)
            for message, language in zip(messages, spoken, strict=True)
        ]
    return in_languages(messages)
