"""One turn of a conversation: the message with everything needed to act on it, and the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from intake.incoming import Incoming
from intake.language import detect
from intake.sms.meaning import MessageMeaning
from intake.sms.reading import TextMessage
from intake.sms.texts import REPLIES
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.hazards.find_danger import FoundHazard
from onestop.storage.incoming.talks import HOUR, KEPT_HEARD, Talk

FOLLOWS = timedelta(minutes=5)  # a message this soon after another one is its next part
RECORDED = "recorded"
REPLIES_AN_HOUR = 10  # automatic replies to one number: two machines cannot talk for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTurn:
    """A message of a number that can be answered, with the catalogue and the time."""

    message: TextMessage
    meaning: MessageMeaning
    identity: str
    catalogue: Catalogue
    at: datetime
    random_bits: Callable[[int], int]
    danger: FoundHazard | None = None
    article: str | None = None  # the article that answers the question


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnOutcome:
    """The result of a turn: `what` as in Received, or recorded; the new state of the conversation; our answer, and its
    language if we know it."""

    what: str
    reference: str | None = None
    become: Callable[[Talk], Talk] = lambda talk: talk
    reply: str | None = None
    language: str | None = None


def language_of(turn: TalkTurn, talk: Talk) -> str | None:
    """The language of a message: the one that they chose, the one it is in, the one used last."""
    offered = turn.catalogue.jurisdiction["languages"]
    return talk.language or detect(turn.message.text, offered) or talk.spoken


def reply_in_words(turn: TalkTurn, talk: Talk, name: str, **words: Any) -> str:
    """One of our replies. An order in Spanish is answered in Spanish; everybody knows the English orders."""
    ordered = turn.meaning.language if turn.meaning.language != "en" else None
    language = reply_language(turn, talk, ordered)
    city = turn.catalogue.say(turn.catalogue.jurisdiction["name"], language)
    return turn.catalogue.say(REPLIES[name], language).format(
        city=city, phone=turn.catalogue.jurisdiction["phone"], **words
    )


def reply_language(turn: TalkTurn, talk: Talk, first: str | None = None) -> str:
    return turn.catalogue.language(first, talk.language, talk.spoken)


def incoming_of(turn: TalkTurn, talk: Talk, **more: Any) -> Incoming:
    """The message as a contact."""
    message = turn.message
    if not message.text and message.lat is not None:  # a shared place that follows: a message of a case has only words
        words = ", ".join(filter(None, (message.address, f"{message.lat}, {message.long}")))
        more["text"] = words
    return contact_of(message, language=language_of(turn, talk), **more)


def contact_of(message: TextMessage, **more: Any) -> Incoming:
    """A message as a contact, whoever sent it."""
    known = {"text": message.text, "lat": message.lat, "long": message.long, "address": message.address}
    who = {"name": message.name, "phone": message.number}
    return Incoming(channel=message.channel, key=message.id, **{**known, **who, **more})


def goes_on_about(talk: Talk, reference: str | None, turn: TalkTurn) -> Talk:
    """The conversation, in which a message soon after this one belongs to a case."""
    return replace(talk, about=reference, about_until=turn.at + FOLLOWS)


def with_message_heard(talk: Talk, turn: TalkTurn, replied: bool) -> Talk:
    """The conversation after a message was handled, and answered if we still may."""
    answered = tuple(each for each in talk.answered if each > turn.at - HOUR)
    if replied and len(answered) < REPLIES_AN_HOUR:
        answered = (*answered, turn.at)
    return replace(talk, heard=(*talk.heard, turn.message.id)[-KEPT_HEARD:], answered=answered)
