"""Finds services by the words of their names, keywords and descriptions, while somebody types: by the beginning of a
word, with spelling mistakes, in all languages at once.

It knows words, not their meaning: that is `meaning`. Chinese is searched by pairs of characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

from onestop.domain.slips import slips
from onestop.domain.understanding.plain_text import is_chinese, plain, words_of
from onestop.domain.understanding.typing_mistakes import letters_of, mistakes_allowed

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

OF_NAME, OF_KEYWORD, OF_DESCRIPTION = 3.0, 2.0, 1.0  # points of a word
BEGUN, MISTAKEN = 0.9, (1.0, 0.75, 0.5)  # share of points for an unfinished word; for 0, 1, 2 mistakes
LEAST = 0.5  # points from which a service is found
OF_BEST = 0.4  # services with a smaller share of the best one's points are left out
SHORTEST = 3  # letters of a word that means something; a pair of Chinese characters does, too
MOST_WORDS = 12  # typed words that are looked up
COMMON = 4  # a word of more than one service in this many means nothing


@dataclass(frozen=True, slots=True)
class NamedService:
    """A service whose words were typed, with our words that support it."""

    service: str
    points: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordUse:
    """A word of a service: its points, and the phrase that it is part of, as the jurisdiction wrote it."""

    points: float
    phrase: str


class ServiceNames:
    """The words of all services: built once for a release, at the first search."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._services = tuple(services)

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, WordUse]]:
        """Returns the services of each word."""
        found: dict[str, dict[str, WordUse]] = defaultdict(dict)
        for service in self._services:
            for source, words in phrases_of(service):
                for word in pieces_of(words):
                    kept = found[word].get(service["code"])
                    if kept is None or kept.points < source.points:
                        found[word][service["code"]] = source
        most = max(3, len(self._services) // COMMON)
        return {word: services for word, services in found.items() if len(services) <= most}

    @cached_property
    def letters(self) -> Mapping[str, int]:
        """Returns the words with which misspelt ones are compared, with the letters of each."""
        return {word: letters_of(word) for word in self.sources if not is_chinese(word)}

    def find(self, typed: str) -> tuple[NamedService, ...]:
        """Returns the services that the typed words may name, the best first."""
        pieces = list(dict.fromkeys(pieces_of(typed, shortest=2)))[-MOST_WORDS:]
        points: dict[str, float] = defaultdict(float)
        spoke: dict[str, dict[str, None]] = defaultdict(dict)
        for piece in pieces:
            for code, (worth, phrase) in self.best_of(piece, unfinished=piece == pieces[-1]).items():
                points[code] += worth
                spoke[code][phrase] = None
        least = max(LEAST, OF_BEST * max(points.values(), default=0.0))
        found = [NamedService(code, worth, tuple(spoke[code])) for code, worth in points.items() if worth >= least]
        return tuple(sorted(found, key=lambda each: (-each.points, each.service)))

    def best_of(self, piece: str, *, unfinished: bool) -> dict[str, tuple[float, str]]:
        """Returns, for each service, the most points that one typed word gives it, and the phrase that the word is
        part of."""
        best: dict[str, tuple[float, str]] = {}
        for word, share in self.words_like(piece, unfinished=unfinished):
            services = self.sources[word]
            for code, source in services.items():
                if share < 1 and source.points == OF_DESCRIPTION:
                    continue  # descriptions have so many words that one is always similar
                worth = source.points * share / sqrt(len(services))
                if worth > best.get(code, (0.0, ""))[0]:
                    best[code] = (worth, source.phrase)
        return best

    def words_like(self, piece: str, *, unfinished: bool) -> Iterator[tuple[str, float]]:
        """Yields our words that a typed one may be, each with its share of points."""
        if piece in self.sources:
            yield piece, 1.0
        if is_chinese(piece):
            if len(piece) == 1:
                yield from ((word, BEGUN) for word in self.sources if piece in word)
            return
        if unfinished:
            yield from ((word, BEGUN) for word in self.letters if word != piece and word.startswith(piece))
        if piece not in self.sources:
            yield from self.mistyped(piece, unfinished=unfinished)

    def mistyped(self, piece: str, *, unfinished: bool) -> Iterator[tuple[str, float]]:
        """Yields the words that may be meant by an unknown one."""
        allowed, letters = mistakes_allowed(piece), letters_of(piece)
        if not allowed:
            return
        for word, others in self.letters.items():
            if (letters ^ others).bit_count() <= 2 * allowed and mistakes_allowed(word):
                made = slips(piece, word, allowed)
                if made <= allowed:
                    yield word, MISTAKEN[made]
                    continue
            if unfinished and word[:2] == piece[:2] and len(word) > len(piece):
                begun = min(slips(piece, word[: len(piece) + more], 1) for more in (0, 1))
                if begun <= 1:
                    yield word, BEGUN * MISTAKEN[begun]


def phrases_of(service: Service) -> Iterator[tuple[WordUse, str]]:
    """Yields everything by which a service may be found, in all languages."""
    for name in service["name"].values():
        yield WordUse(OF_NAME, name), name
    for keywords in service["keywords"].values():
        for keyword in keywords:
            yield WordUse(OF_KEYWORD, keyword), keyword
    for description in service["description"].values():
        for word in words_of(plain(description)):
            if not is_chinese(word):
                yield WordUse(OF_DESCRIPTION, word), word


def pieces_of(text: str, shortest: int = SHORTEST) -> Iterator[str]:
    """Yields the words of a text as they are searched; of Chinese, each pair of characters."""
    for word in words_of(plain(text)):
        if is_chinese(word):
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif len(word) >= shortest:
            yield word
