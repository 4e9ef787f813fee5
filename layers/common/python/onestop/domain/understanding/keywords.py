"""Finds the service that a description means, by the keywords of the catalogue in the resident's words.

Whole words for languages with spaces between them, any position in the text for Chinese. A keyword gives as many points
as it has words (Chinese: pairs of characters), so "street light" beats "street". There is no understanding: negation
and irony are not recognised. If a classifier was trained, keywords only support it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

WORD = re.compile(r"\w+")
SPACELESS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LONGEST = 20_000  # letters in which they are searched
FIRSTS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    """A service that a description may mean: its points, and the keywords that were found."""

    service: str
    points: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of a service: its position among all, and its form for searching."""

    place: int
    service: str
    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class KeywordIndex:
    """The keywords of many services by their beginnings, so that few have to be searched for in a text."""

    by_first: Mapping[str, Sequence[Keyword]]

    @classmethod
    def of(cls, services: Iterable[Service]) -> KeywordIndex:
        """Builds the index, once for a catalogue."""
        by_first: dict[str, list[Keyword]] = defaultdict(list)
        written = (
            (service["code"], keyword)
            for service in services
            for keywords in service["keywords"].values()
            for keyword in keywords
        )
        for place, (code, keyword) in enumerate(written):
            plain = fold_words(keyword)
            if first := firsts_of(plain)[:1]:
                by_first[first[0]].append(Keyword(place, code, keyword, plain))
        return cls(by_first)

    def find(self, text: str) -> list[KeywordMatch]:
        """Returns the services whose keywords occur in the text, the best first."""
        plain = fold_words(text)[:LONGEST]
        words = f" {' '.join(WORD.findall(plain))} "
        found: dict[str, list[Keyword]] = defaultdict(list)
        looked_for = (keyword for first in dict.fromkeys(firsts_of(plain)) for keyword in self.by_first.get(first, ()))
        for keyword in sorted(looked_for, key=lambda each: each.place):
            if occurs(keyword.plain, plain, words):
                found[keyword.service].append(keyword)
        matches = [match_of(service, keywords) for service, keywords in found.items()]
        return sorted(matches, key=lambda match: -match.points)


def firsts_of(plain: str) -> list[str]:
    """Returns the beginnings of keywords in a text: its words, and each Chinese character."""
    return FIRSTS.findall(plain)


def match_of(service: str, found: Sequence[Keyword]) -> KeywordMatch:
    """Returns a service with the keywords that were found; one inside a longer one does not count."""
    longest = [
        each.written
        for each in found
        if not any(each.written != other.written and each.plain in other.plain for other in found)
    ]
    unique = tuple(dict.fromkeys(longest))
    return KeywordMatch(service, sum(points_of(word) for word in unique), unique)


def fold_words(text: str) -> str:
    """Returns the text as it is compared: without case, accents, or differences of width."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def occurs(keyword: str, plain: str, words: str) -> bool:
    if SPACELESS.search(keyword):
        return keyword in plain
    return f" {' '.join(WORD.findall(keyword))} " in words


def points_of(keyword: str) -> float:
    return len(keyword) / 2 if SPACELESS.search(keyword) else len(WORD.findall(keyword))
