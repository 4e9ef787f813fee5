"""The likeness of a need, computed from its place and words.

Only words that tell one need from another count: not those of every sentence, nor those by which the service is known.
They are kept as numbers (the hashes of `understanding.pieces`), never as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from onestop.domain.again.likeness import Likeness
from onestop.domain.hazards.tokens import fold_text
from onestop.domain.understanding.pieces import number_of_whole
from onestop.domain.understanding.plain_text import ENGLISH, LONGEST, SPANISH, is_chinese, language_of, plain, words_of

if TYPE_CHECKING:
    from onestop.domain.cases.request import Request
    from onestop.domain.catalogue.service import Service

MOST_WORDS = 40  # the smallest hashes of each text: of two long texts the same part is kept
STEM = 6  # letters of a word that are compared: "broken" and "brokenly" are one
A_SENTENCE = 3  # telling words that a text must have before an equal text means anything
# identifiers of things: plates, poles, houses; not hours, years or counts of days
NAMED = re.compile(r"(?<!\w)(?=[a-z-]*\d)(?:\d{3,}[a-z]*|[a-z]{1,4}-?\d{2,}[a-z]*|\d{1,3}[a-z]{2,4}\d*)(?!\w)")
EVERY_WORD = re.compile(r"\w+")
UNNAMED = re.compile(r"(?:19|20)\d\d|\d+(?:am|pm|st|nd|rd|th|km|ft|hrs?|mins?|cm|kg|mm)")


def likeness_of(request: Request, service: Service, found: tuple[float, float] | None = None) -> Likeness | None:
    """Returns the likeness of a need; None if its exact place is unknown. `found` is where its address is."""
    place = request.place
    point = (place.lat, place.long) if place else (None, None)
    lat, long = found if found and point[0] is None else point
    if lat is None or long is None:
        return None
    said = " ".join((request.description, *written_answers(request)))
    return likeness_at(lat, long, said, service)


def likeness_at(lat: float, long: float, text: str, service: Service | None) -> Likeness:
    """Returns the likeness of a place and a text; without a service if that is not known yet."""
    shown = plain(text)
    written = words_of(shown)
    folded = fold_text(text[:LONGEST])
    said = " ".join(EVERY_WORD.findall(folded))
    words = set(telling(shown)) - (known_words(service) if service else set())
    return Likeness(
        lat=lat,
        long=long,
        words=numbers_of(words),
        named=numbers_of(names_in(folded)),
        whole=number_of_whole(said) if len(words) >= A_SENTENCE else None,
        language=language_of(text) if written else "",
    )


def written_answers(request: Request) -> Iterator[str]:
    """Yields the answers written in free text, such as the plate of a car."""
    return (value for value in request.answers.values() if isinstance(value, str))


def telling(shown: str) -> Iterator[str]:
    """Yields the telling words of a text, without those of every sentence; of Chinese each two adjacent characters."""
    for word in words_of(shown):
        if is_chinese(word):
            yield from (word[start : start + 2] for start in range(len(word) - 1))
        elif len(word) > 2 and word not in ENGLISH and word not in SPANISH:
            yield word[:STEM]


def known_words(service: Service) -> set[str]:
    """Returns the words by which a service is known, in every language: everybody who needs it uses them."""
    names = (*service["name"].values(), *(each for words in service["keywords"].values() for each in words))
    return set().union(*map(telling_of_name, names))


@lru_cache(maxsize=8192)
def telling_of_name(name: str) -> frozenset[str]:
    """Returns the telling words of a name from the catalogue: the same for each need, so it is read once."""
    return frozenset(telling(plain(name)))


def names_in(folded: str) -> set[str]:
    """Returns the identifiers of things in a folded text, such as a plate or the number of a pole."""
    found = (match.group().replace("-", "") for match in NAMED.finditer(folded))
    return {name for name in found if not UNNAMED.fullmatch(name)}


def numbers_of(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(number_of_whole(word) for word in words)[:MOST_WORDS])
