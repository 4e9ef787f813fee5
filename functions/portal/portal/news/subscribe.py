"""Subscribing, confirming it by the e-mail that comes, and stopping it. The answer is the same whatever is known about
the address, and only that one e-mail is sent before it is confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chalice.app import Request

from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.letters.subscriptions import MOST, Subscription, Topic, can_be_confirmed, id_of
from onestop.domain.people.person import identity_of
from onestop.runtime.asking_to_write import ask_to_write
from onestop.runtime.keys import identity_key
from onestop.storage.letters.subscriptions import ask_for, keep_subscription, subscriptions_of
from portal.my.ask_for_code import check_not_too_many

ASKED = "subscription.asked"  # an event that notifications listens to
TOO_LATE = "This link was good for a day. Subscribe once more, and we send you a new one."
ENOUGH = f"This address is told of {MOST} things already. Stop one of them first."


def ask_to_subscribe(topic: Topic, email: str, language: str, request: Request, at: datetime) -> None:
    """Keeps a requested subscription and has an e-mail sent that asks to confirm it. Raises TooMany. A confirmed one
    stays so, and no e-mail is sent for it."""
    check_not_too_many(email, request, at, "subscription")
    identity = identity_of(email, identity_key())
    subscription = Subscription(id=id_of(topic), topic=topic, address=email, language=language, asked_at=at)
    ask_for(identity, subscription)
    name = f"{identity}-{subscription.id}-{at.isoformat()}"
    told = {"type": ASKED, "id": name, "subject": identity, "data": {"subscription": subscription.id}}
    ask_to_write(told)


def confirm_subscription(identity: str, name: str, at: datetime) -> Subscription:
    """Confirms a subscription. Raises NotFound if it was never asked for or too long ago, NotPossible for more than one
    address may have."""
    everything = subscriptions_of(identity)
    subscription = next((each for each in everything if each.id == name), None)
    if subscription is None:
        raise NotFound(TOO_LATE, "secret")
    if subscription.live:
        return subscription
    if not can_be_confirmed(subscription, at):
        raise NotFound(TOO_LATE, "secret")
    if sum(each.live for each in everything) >= MOST:
        raise NotPossible(ENOUGH)
    confirmed = replace(subscription, confirmed_at=at)
    keep_subscription(identity, confirmed)
    return confirmed


def live_of(identity: str) -> list[Subscription]:
    """The confirmed subscriptions of an address."""
    return [each for each in subscriptions_of(identity) if each.live]


def stop_subscriptions(identity: str, name: str | None, at: datetime) -> int:
    """Stops one subscription of an address, or all; returns how many were stopped. Harmless if repeated."""
    wanted = [each for each in live_of(identity) if name in (None, each.id)]
    for each in wanted:
        keep_subscription(identity, replace(each, stopped_at=at))
    return len(wanted)
