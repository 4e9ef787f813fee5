"""Subscriptions for programs: to subscribe an address, and to list what a proven one is subscribed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Chalice, Response

from onestop.contracts.signed_in_requests import SubscriptionBody
from onestop.domain.errors import NotAllowed
from onestop.domain.letters.subscription_words import say_topic
from onestop.domain.letters.subscriptions import CONFIRMED_WITHIN
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.read_request import json_body
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from portal.my.api import language_of
from portal.my.resident_session import come_in_by_token
from portal.my.signed_in_page import moment_of
from portal.news.feeds import feed_address
from portal.news.subscribe import ask_to_subscribe, live_of, stop_subscriptions
from portal.news.topics import topic_sent

if TYPE_CHECKING:
    from onestop.contracts.answers.signed_in_resident import OwnSubscriptions, SubscriptionAsked

BY_EMAIL = "Subscriptions go to e-mail addresses: this session proved a telephone number."


def add_news_api(app: Chalice) -> None:
    """Declares the calls."""

    def subscriber() -> str:
        request = current_request(app)
        resident = come_in_by_token(request, moment_of(request))
        if resident.session.channel != "email":
            raise NotAllowed(BY_EMAIL, "Authorization")
        return resident.identities(current())[0]

    @route(app, "POST", "/api/subscriptions", Caller.PUBLIC)
    def subscribe() -> AnswerOf[SubscriptionAsked]:
        """Has an e-mail address told what is reported and ended: at a place, in a district, of a service or of a case.
        It is sent a link to confirm first, and nothing else before."""
        request, at, catalogue = current_request(app), moment_of(current_request(app)), current()
        body = json_body(request, SubscriptionBody)
        language = catalogue.language(body.language) if body.language else language_of(request)
        ask_to_subscribe(topic_sent(body, catalogue), body.email, language, request, at)
        answer: SubscriptionAsked = {"ends_at": (at + CONFIRMED_WITHIN).isoformat()}
        return answer_with(answer, 202)

    @route(app, "GET", "/api/subscriptions", Caller.RESIDENT)
    def list_subscriptions() -> OwnSubscriptions:
        """The subscriptions of the proven e-mail address."""
        identity, catalogue, language = subscriber(), current(), language_of(current_request(app))
        return {
            "subscriptions": [
                {
                    "id": each.id,
                    "topic": say_topic(each.topic, catalogue, language),
                    "feed": feed_address(each.topic, language),
                    "since": (each.confirmed_at or each.asked_at).isoformat(),
                }
                for each in live_of(identity)
            ]
        }

    @route(app, "DELETE", "/api/subscriptions/{subscription}", Caller.RESIDENT)
    def end_subscription(subscription: str) -> Response:
        """Stops one of them. One that does not exist counts as stopped."""
        stop_subscriptions(subscriber(), subscription, moment_of(current_request(app)))
        return Response(body="", status_code=204, headers={})
