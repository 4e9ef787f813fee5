"""A letter as a resident will see it: its placeholders filled with examples, which are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from casework.pages.catalogue.texts import EXAMPLE_REFERENCE, EXAMPLES
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.dates import say_date
from onestop.runtime.settings import setting

PLACEHOLDER = re.compile(r"\(\((\w+)\)\)")

Pieces = list[tuple[str, bool]]  # words, and whether they are an example


def examples(catalogue: Catalogue, language: str, at: datetime) -> dict[str, str]:
    """Returns the example for each placeholder, in a language."""
    service = next(iter(catalogue.services.values()))
    day = say_date(at + timedelta(days=7), catalogue.jurisdiction["time_zone"], language)
    said = {name: catalogue.say(words, language) for name, words in EXAMPLES.items()}
    return {
        **said,
        "reference": EXAMPLE_REFERENCE,
        "city": catalogue.say(catalogue.jurisdiction["name"], language),
        "link": f"{setting('PUBLIC_URL')}/c/{EXAMPLE_REFERENCE}",
        "service": catalogue.say(service["name"], language),
        "until": day,
        "code": "481 205",
        "due": day,
    }


def filled(text: str, words: Mapping[str, str]) -> Pieces:
    """Returns the words of a letter in pieces; a placeholder without an example keeps its name."""
    return [piece for piece in pieces_of(text, words) if piece[0]]


def pieces_of(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for number, part in enumerate(PLACEHOLDER.split(text)):
        yield (words.get(part, part), True) if number % 2 else (part, False)


def length_of(pieces: Pieces) -> int:
    return sum(len(words) for words, _ in pieces)
