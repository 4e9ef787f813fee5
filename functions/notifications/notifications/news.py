"""What subscribers are told: in one letter a day, on the morning after. What happens is kept by topic when it happens,
so it costs as much with a million subscribers as with none; in the morning each topic's are looked up by its key, and
every one of them is a message of the queue, sent once and tried again for itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from notifications.letters import Message, write
from notifications.news_words import say_digest
from notifications.own_letters import deliver_own, may_be_written_to, own_letter
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import Person
from onestop.domain.people.subscriptions import (
    News,
    NewsKind,
    Subscription,
    concerns,
    id_of_digest,
    news_of,
)
from onestop.domain.places.spots import is_public
from onestop.domain.time.quiet_hours import next_waking_hour
from onestop.runtime.clients import client
from onestop.runtime.settings import setting
from onestop.storage.catalogue import current
from onestop.storage.files import load_file
from onestop.storage.messages import claim
from onestop.storage.news import keep_news, keys_on, news_between, note_spread
from onestop.storage.subscriptions import subscribers_of, subscriptions_of

DUE = "news.due"
LETTER = "subscription-news"
TOLD: Mapping[str, NewsKind] = {
    "case.routed": NewsKind.OPENED,  # now it is known what it is about
    "case.resolved": NewsKind.ENDED,
    "case.closed": NewsKind.ENDED,  # one that was resolved has been told already
}
NO_END = "merged"  # it goes on in another case
LOOKED_BACK = 2  # days: where nobody looked for one, it is made good
AT_ONCE = 10  # messages that SQS takes together


def note_news(event: Mapping[str, Any], at: datetime) -> None:
    """Keeps what subscribers may know of an event, once: one Query and one transaction."""
    kind = TOLD.get(event["type"])
    if kind is None or event.get("data", {}).get("because") == NO_END:
        return
    catalogue = current()
    happened = datetime.fromisoformat(event["time"]) if event.get("time") else at
    news = news_of(load_file(event["subject"]).case, kind, happened)
    if news and is_public(catalogue.services.get(news.service)):
        keep_news(news, day_of(happened, catalogue))


def spread_news(at: datetime, has_time: Callable[[], bool] = lambda: True) -> int:
    """In the morning, has everybody told who subscribed to something that happened on the days before: a Query for each
    day and one for each topic. Says how many letters it asked for."""
    catalogue = current()
    if next_waking_hour(at, catalogue) > at:
        return 0
    today, asked = day_of(at, catalogue), 0
    for back in range(LOOKED_BACK, 0, -1):
        day = today - timedelta(days=back)
        if not (keys := keys_on(day)):
            continue
        identities: dict[str, None] = {}
        for key in keys:
            if not has_time():
                return asked  # the next run begins again: who was told is told nothing twice
            identities |= dict.fromkeys(subscribers_of(key))
        asked += ask_for_letters(identities, day, at)
        note_spread(day, at)
    return asked


def ask_for_letters(identities: Iterable[str], day: date, at: datetime) -> int:
    """Puts a message for each subscriber into the queue; raises where SQS did not take one."""
    everybody = list(identities)
    for first in range(0, len(everybody), AT_ONCE):
        some = everybody[first : first + AT_ONCE]
        entries = [{"Id": str(number), "MessageBody": due(each, day, at)} for number, each in enumerate(some)]
        answer = client("sqs").send_message_batch(QueueUrl=setting("NOTIFICATIONS_QUEUE"), Entries=entries)
        if answer.get("Failed"):
            raise RuntimeError(f"{len(answer['Failed'])} letters could not be asked for")
    return len(everybody)


def due(identity: str, day: date, at: datetime) -> str:
    told = {"type": DUE, "id": id_of_digest(identity, day), "subject": identity, "time": at.isoformat()}
    return json.dumps({**told, "data": {"day": day.isoformat()}})


def send_news(event: Mapping[str, Any], at: datetime) -> None:
    """Sends somebody what happened on a day, in one letter, once: a Query for what they subscribed to and one for each
    key of it. Nothing is sent where nothing of it concerns them, or they have stopped meanwhile."""
    catalogue, day = current(), date.fromisoformat(event["data"]["day"])
    mine = [each for each in subscriptions_of(event["subject"]) if each.live]
    found = [(each, news) for each in mine if (news := news_for(each, day, catalogue))]
    if not found:
        return
    newest = found[-1][0]
    person = Person(id="", email=newest.address, language=newest.language)
    if not may_be_written_to(person, "email"):
        return
    notification = claim(own_letter(event, LETTER, "email", newest.language, at))
    if notification is not None:
        deliver_own(event, notification, message_of(event["subject"], found, newest.language, catalogue), person)


def message_of(
    identity: str, found: Sequence[tuple[Subscription, list[News]]], language: str, catalogue: Catalogue
) -> Message:
    """The letter of a day."""
    words, stop = say_digest(identity, found, language, catalogue)
    letter = write(LETTER, "email", language, words, catalogue)
    return Message(letter.subject, letter.body, stop)


def news_for(subscription: Subscription, day: date, catalogue: Catalogue) -> list[News]:
    """What happened on a day since somebody subscribed, and is still public: each once, oldest first."""
    since, until = bounds(day, catalogue)
    since = max(since, (subscription.confirmed_at or since).astimezone(UTC))
    kept = [news for key in subscription.topic.found_by() for news in news_between(key, since, until)]
    wanted = [each for each in kept if concerns(each, subscription.topic) and still_public(each, catalogue)]
    once = {(each.reference, each.kind): each for each in wanted}
    return sorted(once.values(), key=lambda each: (each.at, each.reference, each.kind is NewsKind.ENDED))


def still_public(news: News, catalogue: Catalogue) -> bool:
    return is_public(catalogue.services.get(news.service))


def day_of(at: datetime, catalogue: Catalogue) -> date:
    """The day of a moment in the jurisdiction."""
    return at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date()


def bounds(day: date, catalogue: Catalogue) -> tuple[datetime, datetime]:
    """When a day of the jurisdiction begins and ends, in UTC: what is kept is ordered by it."""
    zone = ZoneInfo(catalogue.jurisdiction["time_zone"])
    begins, ends = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return begins.astimezone(UTC), ends.astimezone(UTC)
