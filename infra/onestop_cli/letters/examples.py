"""A letter with examples in the place of its ((placeholders)), as long as they really are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.sms_parts import Parts, cheaper, parts_of

PLACEHOLDER = re.compile(r"\(\((\w+)\)\)")
REFERENCE = "7KQ2-M4TX-9BWD-D"
LINK = f"https://onestop.city.example/track/{REFERENCE}?secret={'x' * 43}"
SAID: Mapping[str, str] = {
    "reference": REFERENCE,
    "link": LINK,
    "name": "Ana Rivas",
    "due": "3 December 2026",
    "until": "3 December 2026",
    "code": "481205",
    "number": "417",
    "reach": "+1 902 555 0123",
    "ask": "How happy are you with the way we handled your request?",
    "reply": "How happy are you with the way we handled your request? Reply with a number from 1 (very unhappy) to 5 "
    "(very happy).",
    "scores": "\n".join(f"- {score}: {LINK.replace('track', 'survey')}&score={score}" for score in range(5, 0, -1)),
}
MOST_PARTS = 3  # of an SMS before it is said to be long


@dataclass(frozen=True, slots=True)
class SmsLength:
    """A text message of a letter in a language, as it goes over the air."""

    letter: str
    language: str
    parts: Parts

    @property
    def long(self) -> bool:
        return self.parts.parts > MOST_PARTS


def filled(text: str, language: str, catalogue: Catalogue, said: Mapping[str, str] = SAID) -> str:
    """The words with examples in their places; a placeholder without one keeps its name."""
    service = next(iter(catalogue.services.values()))
    words = {
        **said,
        "city": catalogue.say(catalogue.jurisdiction["name"], language),
        "service": catalogue.say(service["name"], language),
    }
    return PLACEHOLDER.sub(lambda found: words.get(found[1], f"[{found[1]}]"), text)


def measured(catalogue: Catalogue) -> Iterator[SmsLength]:
    """Every text message of every letter, in every language."""
    for code, letter in sorted(catalogue.letters.items()):
        for language in catalogue.jurisdiction["languages"]:
            text = filled(catalogue.say(letter["sms"], language), language, catalogue)
            yield SmsLength(code, language, parts_of(cheaper(text)))
