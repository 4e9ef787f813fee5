"""What subscribers are told, as an Atom feed (RFC 4287): for any topic, cases opened and ended, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.subscription_words import query_of, say_news, say_topic
from onestop.domain.letters.subscriptions import News, Topic, news_concern_topic
from onestop.domain.places.spots import is_public
from onestop.runtime.settings import setting
from onestop.storage.notices.news import latest_news, without_danger

MOST = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed_address(topic: Topic, language: str) -> str:
    """Where the feed of a topic is."""
    return f"{setting('PUBLIC_URL').rstrip('/')}/subscribe/feed.atom?{urlencode({**query_of(topic), 'lang': language})}"


def news_about(topic: Topic, catalogue: Catalogue) -> list[News]:
    """The news about a topic: a Query for each of its keys, usually four, and a call for their cases."""
    found = [news for key in topic.found_by() for news in latest_news(key, MOST)]
    wanted = [
        each for each in found if news_concern_topic(each, topic) and is_public(catalogue.services.get(each.service))
    ]
    return without_danger(sorted(wanted, key=lambda each: (each.at, each.reference), reverse=True)[:MOST])


def as_feed(topic: Topic, news: Sequence[News], catalogue: Catalogue, language: str) -> str:
    """The feed. An entry is identified by its case and what happened to it."""
    city = catalogue.say(catalogue.jurisdiction["name"], language)
    there, updated = feed_address(topic, language), (news[0].at if news else NEVER).isoformat()
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language)}>',
            f"<title>{escape(say_topic(topic, catalogue, language))} – {escape(city)}</title>",
            f"<id>{escape(there)}</id><updated>{updated}</updated><author><name>{escape(city)}</name></author>",
            f'<link rel="self" type="application/atom+xml" href={quoteattr(there)}/>',
            *(entry_of(each, catalogue, language) for each in news),
            "</feed>\n",
        )
    )


def entry_of(news: News, catalogue: Catalogue, language: str) -> str:
    name = f"{setting('PUBLIC_URL').rstrip('/')}/subscribe#{news.reference}-{news.kind}"
    page = f"{setting('PUBLIC_URL').rstrip('/')}/around"
    said = escape(say_news(news, catalogue, language))
    return (
        f"<entry><title>{said}</title><id>{escape(name)}</id><updated>{news.at.isoformat()}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/><summary>{said}</summary></entry>'
    )
