"""What subscribers are told: one letter a day, on the next morning. Events are kept by topic when they happen, so this
costs the same with a million subscribers as with none; in the morning the subscribers of each topic are looked up by
its key, and the queue has each of them written to, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from notifications.news.words import say_digest
from notifications.owed.which_letters import NEWS
from notifications.without_case.send_letter import deliver_own, may_be_written_to, own_letter
from notifications.words.letter import Message, write_letter
from onestop.domain.cases.case import Case
from onestop.domain.cases.lifecycle import CloseReason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.subscriptions import (
    News,
    NewsKind,
    Subscription,
    id_of_digest,
    news_concern_topic,
    news_of,
)
from onestop.domain.people.person import Person
from onestop.domain.places.spots import is_public
from onestop.domain.time.quiet_hours import next_waking_hour
from onestop.runtime.asking_to_write import ask_to_write
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.claim_letters import InHand, claim
from onestop.storage.letters.subscriptions import subscribers_of, subscriptions_of
from onestop.storage.notices.news import keep_news, keys_on, news_between, note_spread, without_danger

DUE = "news.due"
LETTER = "subscription-news"
NO_END = CloseReason.MERGED  # the case continues in another one
LOOKED_BACK = 2  # days: makes up for a morning that was missed
AT_ONCE = 5  # subscribers in one message: one run of the function handles ten messages


def note_news(event: Mapping[str, Any], at: datetime) -> None:
    """Keeps what subscribers may know about an event, once: one Query and one transaction."""
    if is_news(event) and (news := news_about(event, load_file(event["subject"]).case, at)):
        keep_news(*news)


def is_news(event: Mapping[str, Any]) -> bool:
    """Tells whether subscribers may be told about an event."""
    return event["type"] in NEWS and event.get("data", {}).get("because") != NO_END


def news_about(event: Mapping[str, Any], case: Case, at: datetime) -> tuple[News, date] | None:
    """What subscribers may know about an event, and the day whose letter it belongs to; None if they may know
    nothing."""
    if not is_news(event):
        return None
    catalogue = current()
    happened = datetime.fromisoformat(event["time"]) if event.get("time") else at
    news = news_of(case, NEWS[event["type"]], happened)
    return (news, day_of(happened, catalogue)) if news and is_still_public(news, catalogue) else None


def spread_news(at: datetime, has_time: Callable[[], bool] = lambda: True) -> int:
    """In the morning, has everybody told who subscribed to something that happened on the days before: a Query for each
    day and one for each topic. Returns how many are to be told. If time runs out, the next run continues."""
    catalogue = current()
    if next_waking_hour(at, catalogue) > at:
        return 0
    today, asked = day_of(at, catalogue), set[tuple[date, str]]()
    for day in (today - timedelta(days=back) for back in range(LOOKED_BACK, 0, -1)):
        for key in keys_on(day):
            if not has_time():
                return len(asked)
            new = [each for each in dict.fromkeys(subscribers_of(key)) if (day, each) not in asked]
            ask_for_letters(new, day, at)
            asked |= {(day, each) for each in new}
            note_spread(day, key, at)
    return len(asked)


def ask_for_letters(identities: Sequence[str], day: date, at: datetime) -> None:
    """Puts messages into the queue, each for a few subscribers."""
    for first in range(0, len(identities), AT_ONCE):
        some = identities[first : first + AT_ONCE]
        told = {"type": DUE, "time": at.isoformat(), "data": {"day": day.isoformat(), "to": some}}
        ask_to_write(told)


def send_all_news(event: Mapping[str, Any], at: datetime) -> None:
    """Tells each of some subscribers. One who cannot be told does not stop the others; the message then comes again for
    all of them, and tells nobody twice."""
    failures: list[Exception] = []
    for identity in event["data"]["to"]:
        try:
            send_news(identity, date.fromisoformat(event["data"]["day"]), event, at)
        except Exception as error:
            count("TellingFailures", not isinstance(error, InHand))
            logger.error("could not tell a subscriber", **error_fields(error))
            failures.append(error)
    if failures:
        raise failures[0]


def send_news(identity: str, day: date, event: Mapping[str, Any], at: datetime) -> None:
    """Sends somebody what happened on a day, in one letter, once: a Query for their subscriptions and one for each key
    of these. Sends nothing if nothing concerns them, or they have unsubscribed meanwhile."""
    catalogue = current()
    mine = [each for each in subscriptions_of(identity) if each.live]
    found = [(each, news) for each in mine if (news := news_for(each, day, catalogue))]
    if not found:
        return
    newest = found[-1][0]
    person = Person(id="", email=newest.address, language=newest.language)
    if not may_be_written_to(person, "email"):
        return
    named = {**event, "id": id_of_digest(identity, day)}
    notification = claim(own_letter(named, LETTER, "email", newest.language, at))
    if notification is not None:
        deliver_own(named, notification, message_of(identity, found, newest.language, catalogue), person)


def message_of(
    identity: str, found: Sequence[tuple[Subscription, list[News]]], language: str, catalogue: Catalogue
) -> Message:
    """The letter of a day."""
    words, stop = say_digest(identity, found, language, catalogue)
    letter = write_letter(LETTER, "email", language, words, catalogue)
    return replace(letter, stop=stop)


def news_for(subscription: Subscription, day: date, catalogue: Catalogue) -> list[News]:
    """What happened on a day since somebody subscribed, and is still public: each once, oldest first. One call for the
    cases."""
    since, until = bounds_of_day(day, catalogue)
    since = max(since, (subscription.confirmed_at or since).astimezone(UTC))
    kept = [news for key in subscription.topic.found_by() for news in news_between(key, since, until)]
    wanted = [
        each for each in kept if news_concern_topic(each, subscription.topic) and is_still_public(each, catalogue)
    ]
    once = {(each.reference, each.kind): each for each in without_danger(wanted)}
    return sorted(once.values(), key=lambda each: (each.at, each.reference, each.kind is NewsKind.ENDED))


def is_still_public(news: News, catalogue: Catalogue) -> bool:
    """Tells whether the catalogue in force still shows such cases to everybody."""
    return is_public(catalogue.services.get(news.service))


def day_of(at: datetime, catalogue: Catalogue) -> date:
    """The date in the jurisdiction at a moment."""
    return at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date()


def bounds_of_day(day: date, catalogue: Catalogue) -> tuple[datetime, datetime]:
    """When a day of the jurisdiction begins and ends, in UTC, because news is ordered by UTC."""
    zone = ZoneInfo(catalogue.jurisdiction["time_zone"])
    begins, ends = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return begins.astimezone(UTC), ends.astimezone(UTC)
