"""Subscriptions and news in words. A place is named by its district: words that somebody typed could be used to lure
the reader of a letter, so no typed text is in one."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import district_of
from onestop.domain.letters.subscriptions import News, NewsKind, Topic, TopicKind
from onestop.domain.time.dates import say_date
from onestop.domain.translation import NC_, Phrase

PLACE_IN = NC_("subscription", "Within {metres} m of a place in {district}")
PLACE = NC_("subscription", "Within {metres} m of the place that you chose")
SERVICE = NC_("subscription", "{service}, everywhere")
CASE = NC_("subscription", "Case {reference}")
ONLY = NC_("subscription", "{topic}: {service}")
HAPPENED: Mapping[NewsKind, Phrase] = {
    NewsKind.OPENED: NC_("subscription", "{service}: reported on {date} (reference {reference})"),
    NewsKind.ENDED: NC_("subscription", "{service}: ended on {date} (reference {reference})"),
}


def say_topic(topic: Topic, catalogue: Catalogue, language: str) -> str:
    """Returns what somebody subscribed to, in words."""
    said = whole_topic(topic, catalogue, language)
    if topic.only is None:
        return said
    service = catalogue.name_of("service", topic.only, language)
    return catalogue.say(ONLY, language).format(topic=said, service=service)


def whole_topic(topic: Topic, catalogue: Catalogue, language: str) -> str:
    if topic.kind is TopicKind.PLACE:
        district = district_of(topic.lat, topic.long, catalogue.release["boundaries"])
        words = catalogue.say(PLACE_IN if district else PLACE, language)
        return words.format(metres=round(topic.within), district=district_name(district or "", catalogue, language))
    if topic.kind is TopicKind.DISTRICT:
        return district_name(topic.code, catalogue, language)
    if topic.kind is TopicKind.SERVICE:
        service = catalogue.name_of("service", topic.code, language)
        return catalogue.say(SERVICE, language).format(service=service)
    return catalogue.say(CASE, language).format(reference=topic.code)


def district_name(code: str, catalogue: Catalogue, language: str) -> str:
    """Returns the name of a district; its code if it no longer exists."""
    features = catalogue.release["boundaries"]["features"]
    names = {each["properties"]["code"]: each["properties"]["name"] for each in features}
    return catalogue.say(names[code], language) if code in names else code


def say_news(news: News, catalogue: Catalogue, language: str) -> str:
    """Returns one piece of news in a line."""
    date = say_date(news.at, catalogue.jurisdiction["time_zone"], language)
    service = catalogue.name_of("service", news.service, language)
    return catalogue.say(HAPPENED[news.kind], language).format(service=service, date=date, reference=news.reference)


def query_of(topic: Topic) -> dict[str, str]:
    """Returns a topic as the query of a page's or feed's address."""
    if topic.kind is TopicKind.PLACE:
        said = {"lat": f"{topic.lat:g}", "long": f"{topic.long:g}", "within": f"{topic.within:g}"}
    else:
        said = {topic.kind.value if topic.kind is not TopicKind.CASE else "reference": topic.code}
    return {**said, **({"service": topic.only} if topic.only else {})}


def page_path(topic: Topic, language: str) -> str:
    """Returns the page about a topic for anybody; empty for a case and a service, which have no such page."""
    if topic.kind not in (TopicKind.PLACE, TopicKind.DISTRICT):
        return ""
    return f"/around?{urlencode({**query_of(topic), 'lang': language})}"
