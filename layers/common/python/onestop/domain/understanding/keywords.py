"""Which service a description means: the keywords of the catalogue, found in the words of the resident.

Whole words for languages that put spaces between them, any place in the text for Chinese. A keyword counts for as many
points as it has words (Chinese: as it has pairs of characters), so "street light" beats "street". Does not understand
what it reads: negation and irony pass unseen. Where a classifier was trained, keywords only speak beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

WORD = re.compile(r"\w+")
SPACELESS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Match:
    """A service that a description may mean: its points, and the keywords that were found."""

    service: str
    points: float
    words: tuple[str, ...]


def find_matches(text: str, services: Iterable[Service]) -> list[Match]:
    """The services whose keywords occur in the text, the best first."""
    plain = folded(text)
    words = f" {' '.join(WORD.findall(plain))} "
    matches = []
    for service in services:
        found = [
            keyword
            for keywords in service["keywords"].values()
            for keyword in keywords
            if occurs(folded_keyword(keyword), plain, words)
        ]
        longest = [
            word
            for word in found
            if not any(word != other and folded_keyword(word) in folded_keyword(other) for other in found)
        ]
        if longest:
            unique = tuple(dict.fromkeys(longest))
            matches.append(Match(service["code"], sum(points_of(word) for word in unique), unique))
    return sorted(matches, key=lambda match: -match.points)


def folded(text: str) -> str:
    """The text as it is compared: without case, accents, or difference of width."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def folded_keyword(keyword: str) -> str:
    """A keyword as it is compared: there are so many, and they are always the same."""
    return folded(keyword)


def occurs(keyword: str, plain: str, words: str) -> bool:
    if SPACELESS.search(keyword):
        return keyword in plain
    return f" {' '.join(WORD.findall(keyword))} " in words


def points_of(keyword: str) -> float:
    return len(keyword) / 2 if SPACELESS.search(keyword) else len(WORD.findall(keyword))
