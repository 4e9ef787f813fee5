"""Asks the reader of an address whether a subscription is theirs: the only letter that is sent before they confirm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from notifications.news.words import city_of
from notifications.without_case.send_letter import deliver_own, may_be_written_to, own_letter
from notifications.words.letter import write_letter
from onestop.domain.letters.subscription_words import say_topic
from onestop.domain.letters.subscriptions import can_be_confirmed
from onestop.domain.people.person import Person
from onestop.runtime.subscription_links import confirm_link
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.claim_letters import claim
from onestop.storage.letters.subscriptions import find_subscription

ASKED = "subscription.asked"
LETTER = "subscription-confirm"


def ask_to_confirm(event: Mapping[str, Any], at: datetime) -> None:
    """Sends the link that confirms a subscription, once; sends none if it would come too late."""
    identity, name = event["subject"], event["data"]["subscription"]
    subscription = find_subscription(identity, name)
    if subscription is None or not can_be_confirmed(subscription, at):
        return
    language, catalogue = subscription.language, current()
    person = Person(id="", email=subscription.address, language=language)
    if not may_be_written_to(person, "email"):
        return
    notification = claim(own_letter(event, LETTER, "email", language, at))
    if notification is None:
        return
    words = {
        "topic": say_topic(subscription.topic, catalogue, language),
        "link": confirm_link(identity, name, language),
        "city": city_of(catalogue, language),
    }
    deliver_own(event, notification, write_letter(LETTER, "email", language, words, catalogue), person)
