"""The words of a message: a letter of the catalogue with its ((placeholders)) filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.hazards.first_words import call_now, first_words
from onestop.domain.letters.preferences import VOICE
from onestop.domain.translation import N_, Phrase

PLACEHOLDER = re.compile(r"\(\((\w+)\)\)")
WRITTEN_BY_STAFF = ("question", "message")  # may be too long for an SMS; the link leads to all of it
SMS_WORDS = 300
BETWEEN_LANGUAGES = "\n\n* * *\n\n"
NAMELESS: Phrase = N_("neighbour")
NO_SERVICE: Phrase = N_("your request")
NO_DATE: Phrase = N_("we tell you as soon as we know")


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to be sent; an SMS has no subject. `stop` is where a mail program unsubscribes somebody from
    letters of this kind. `language` is empty for one in several."""

    subject: str
    body: str
    stop: str = ""
    language: str = ""


def write_letter(code: str, channel: str, language: str, words: Mapping[str, str], catalogue: Catalogue) -> Message:
    """Writes a letter for a channel in a language; on paper, and when it is read out, it uses the words of the e-mail,
    or its own words for paper."""
    letter = catalogue.letters[code]
    if channel == "sms":
        return Message("", fill_placeholders(catalogue.say(letter["sms"], language), shortened_words(words)))
    email = letter["email"]
    subject = fill_placeholders(catalogue.say(email["subject"], language), words)
    said = letter["paper"]["body"] if channel in ("letter", VOICE) and "paper" in letter else email["body"]
    body = fill_placeholders(catalogue.say(said, language), words)
    return Message(" ".join(subject.split()), body, language=language)


def with_danger(message: Message, hazard: str, language: str, catalogue: Catalogue) -> Message:
    """A letter to somebody who named a danger: the emergency number is the first thing they read, also in its
    subject."""
    number = catalogue.hazards.number_of(hazard)
    subject = f"{call_now(number, language, catalogue.say)} {message.subject}" if message.subject else ""
    return replace(message, subject=subject, body=f"{first_words(number, language, catalogue.say)}\n\n{message.body}")


def in_languages(messages: list[Message]) -> Message:
    """One letter in several languages, for somebody whose language we do not know yet."""
    if len(messages) == 1:
        return messages[0]
    subjects = dict.fromkeys(message.subject for message in messages)
    return Message(" / ".join(subjects), BETWEEN_LANGUAGES.join(message.body.strip() for message in messages))


def shortened_words(words: Mapping[str, str]) -> Mapping[str, str]:
    """The words on one line, those of staff cut to what fits into an SMS."""
    short = {name: " ".join(text.split()) for name, text in words.items()}
    cut = {
        name: f"{short[name][: SMS_WORDS - 1]}…" for name in WRITTEN_BY_STAFF if len(short.get(name, "")) > SMS_WORDS
    }
    return short | cut


def fill_placeholders(text: str, words: Mapping[str, str]) -> str:
    """Puts words in place of placeholders, once: placeholders in a resident's own name are not replaced."""
    return PLACEHOLDER.sub(lambda found: words[found[1]], text)
