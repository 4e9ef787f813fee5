"""The notation of the phrases that name danger, for people who know a language and not how to program.

smell|smells ... gas     one of these words, up to three others (six Chinese characters), and this word
闻到...煤气|天然气        the same without spaces
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onestop.domain.hazards.tokens import fold_text, is_chinese, words_in

BETWEEN = 3.0  # words that may come between where a phrase has three dots
CHARACTER = 0.5  # share of a word that a character counts as
DOTS = "..."
PARTS = re.compile(r"\.\.\.|[^\s.]+")

PhraseWords = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: the words that fit, by the first of them, and whether others may come before it."""

    by_first: dict[str, tuple[PhraseWords, ...]]
    apart: bool = False


Slots = tuple[Slot, ...]


def read_phrases(written: Iterable[str]) -> list[Slots]:
    """Reads the phrases of a list."""
    return [slots for phrase in written if (slots := read_phrase(phrase))]


def read_phrase(phrase: str) -> Slots:
    """Reads a phrase as slots."""
    slots: list[Slot] = []
    apart = False
    for part in PARTS.findall(phrase):
        if part == DOTS:
            apart = bool(slots)
            continue
        by_first = alternatives_of(part)
        if by_first:
            slots.append(Slot(by_first, apart))
            apart = False
    return tuple(slots)


@cache
def alternatives_of(part: str) -> dict[str, tuple[PhraseWords, ...]]:
    """Returns the alternatives of one slot; cached, because many phrases share them."""
    found: dict[str, tuple[PhraseWords, ...]] = {}
    for alternative in fold_text(part).split("|"):
        if words := words_in(alternative):
            found[words[0]] = (*found.get(words[0], ()), words)
    return found


def length_of(word: str) -> float:
    """Returns how much of the allowed distance between words of a phrase a word uses."""
    return CHARACTER if is_chinese(word) else 1.0
