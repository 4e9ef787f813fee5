"""Claims a letter for sending now, or holds it: until the morning, or because its person was sent enough for now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from notifications.event_message import EventMessage
from notifications.owed.which_letters import OwedLetter
from notifications.waiting.limits import identity_on, window_of
from notifications.waiting.when_may_leave import kept_of, may_leave_at
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.actor import Actor
from onestop.domain.people.person import Person
from onestop.runtime.clock import is_stated, time_of
from onestop.runtime.metrics import count
from onestop.storage.catalogue.releases import current
from onestop.storage.letters import held_letters
from onestop.storage.letters.claim_letters import claim, claim_again
from onestop.storage.letters.held_letters import HeldLetter
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.sent_counts import Full
from onestop.storage.letters.turns import Turn


def claim_or_hold(
    notification: Notification, event: EventMessage, letter: OwedLetter, person: Person, turn: Turn | None
) -> Notification | None:
    """Claims a notification for sending now; None if it was sent before, or is held: until the morning, or because the
    person was sent enough."""
    at, channel = notification.created_at, notification.channel
    asked_for = did_it_themselves(event, notification.reference)
    morning = may_leave_at(notification, person, at, asked_for=asked_for)
    if morning > at:
        return hold_until(morning, notification, event, letter, person)
    try:
        return claim(notification, window_of(person, channel, current(), moment_of(event, at), event), turn)
    except Full as full:
        return hold_until(max(full.until, at), notification, event, letter, person)


def hold_until(
    moment: datetime, notification: Notification, event: EventMessage, letter: OwedLetter, person: Person
) -> Notification | None:
    """Holds a letter; if a process that has claimed it stopped, it is returned to be sent now."""
    held = HeldLetter(
        notification=replace(notification, status=LetterState.HELD),
        person=person.id,
        opens=letter.opens,
        task=event.get("data", {}).get("task"),
        event=kept_of(event),
    )
    return None if hold_for_digest(held, person, moment) else claim_again(notification)


def hold_for_digest(letter: HeldLetter, person: Person, due: datetime) -> bool:
    """Holds a letter for the next digest to its address; returns False if another process has claimed it."""
    held = held_letters.hold_letter(letter, identity_on(person, letter.notification.channel), due)
    if held:
        count("NotificationsHeld")
    return held


def did_it_themselves(event: EventMessage, reference: str) -> bool:
    """Tells whether the recipient has just done this themselves, on their own case."""
    return bool(event["subject"] == reference and event.get("data", {}).get("by") == Actor.RESIDENT)


def moment_of(event: EventMessage, at: datetime) -> datetime:
    """When a letter counts as sent: now, or, if a history is replayed, when its event happened."""
    return time_of(event.get("time")) if is_stated() else at
