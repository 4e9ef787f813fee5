"""The words of letters to subscribers: what happened, by subscription, and how to stop it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.subscription_words import page_path, say_news, say_topic
from onestop.domain.letters.subscriptions import News, Subscription
from onestop.domain.translation import NC_
from onestop.runtime.settings import setting
from onestop.runtime.subscription_links import manage_link, stop_link

MOST = 50  # lines about one topic; a busy district has more, and a page that shows them
MORE = NC_("subscription", "and more")


def say_digest(
    identity: str, found: Sequence[tuple[Subscription, list[News]]], language: str, catalogue: Catalogue
) -> tuple[Mapping[str, str], str]:
    """The words for the letter of a day, and the address where mail programs unsubscribe."""
    told = "\n\n".join(say_chapter(each, news, language, catalogue) for each, news in found)
    words = {"news": told, "link": manage_link(identity, language), "city": city_of(catalogue, language)}
    return words, stop_link(identity)


def say_chapter(subscription: Subscription, news: list[News], language: str, catalogue: Catalogue) -> str:
    """What happened for one subscription, and where to look."""
    lines = [f"- {say_news(each, catalogue, language)}" for each in news[:MOST]]
    lines += [f"- {catalogue.say(MORE, language)}"] if len(news) > MOST else []
    path = page_path(subscription.topic, language)
    there = [f"{setting('PUBLIC_URL').rstrip('/')}{path}"] if path else []
    return "\n".join((say_topic(subscription.topic, catalogue, language), *lines, *there))


def city_of(catalogue: Catalogue, language: str) -> str:
    return catalogue.say(catalogue.jurisdiction["name"], language)
