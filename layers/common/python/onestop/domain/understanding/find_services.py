"""The services that somebody searches, with a word or two or with a sentence: the search of "What do you need?".

A few words are names, perhaps misspelt or unfinished; a sentence is read for its meaning. Each search adds what the
other does not find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.understanding.plain_text import is_chinese, plain, words_of
from onestop.domain.understanding.propose_services import ProposedService, propose_services

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier

MOST = 8
SENTENCE, CHINESE_SENTENCE = 4, 6  # from this many words, or characters, a text is more than a name
SURELY_NAMED = 1.5  # points from which a name is listed together with what a sentence means


def find_services(
    text: str, catalogue: Catalogue, classifier: Classifier | None = None, most: int = MOST
) -> tuple[ProposedService, ...]:
    """Returns the services that a text may be about, the best first, each with our words that support it."""
    meant = propose_services(text, catalogue, classifier)
    if is_sentence(text):
        named = name_services(text, catalogue, SURELY_NAMED if meant else 0.0)
        return joined(meant, named)[:most]
    return joined(name_services(text, catalogue), meant)[:most]


def suggest_services(
    text: str, catalogue: Catalogue, classifier: Classifier | None = None, most: int = MOST
) -> tuple[ProposedService, ...]:
    """Returns the same while somebody types: an unfinished word has no meaning yet."""
    if is_sentence(text):
        return find_services(text, catalogue, classifier, most)
    return name_services(text, catalogue)[:most]


def name_services(text: str, catalogue: Catalogue, least: float = 0.0) -> tuple[ProposedService, ...]:
    """Returns the services whose words were typed."""
    found = catalogue.names.find(text)
    return tuple(ProposedService(each.service, each.words) for each in found if each.points >= least)


def is_sentence(text: str) -> bool:
    """Says whether a text is more than a name."""
    words = words_of(plain(text))
    return len(words) >= SENTENCE or any(is_chinese(word) and len(word) >= CHINESE_SENTENCE for word in words)


def joined(first: tuple[ProposedService, ...], then: tuple[ProposedService, ...]) -> tuple[ProposedService, ...]:
    """Returns both, each service once."""
    known = {each.service for each in first}
    return (*first, *(each for each in then if each.service not in known))
