"""How hard a text is to read, by a measure of each language: 0 is very hard, 100 very easy.

English by Flesch, Spanish by Fernández Huerta, both with syllables counted as groups of vowels; Chinese by the
characters between two stops; any other language by the length of sentences and words (LIX, reversed).
"""

from __future__ import annotations

import re
import unicodedata

PLAIN = 50  # what most people read without trouble
ENDS = re.compile(r"[.!?:;。！？；：\n]+")
WORD = re.compile(r"[^\W\d_]+")
CHARACTER = re.compile(r"[\u3400-\u9fff]")
VOWELS = re.compile(r"[aeiouy]+")
EASY_CHARACTERS = 15  # between two stops of easy Chinese


def reading_ease(text: str, language: str) -> float:
    """Returns how easy a text is, from 0 to 100; a text without words is easy."""
    sentences = [part for part in ENDS.split(text) if WORD.search(part)]
    if not sentences:
        return 100.0
    if language.startswith("zh"):
        characters = len(CHARACTER.findall(text)) / len(sentences)
        return bounded(100 - 2 * max(0.0, characters - EASY_CHARACTERS))
    words = WORD.findall(text)
    length = len(words) / len(sentences)
    if language.startswith("en"):
        return bounded(206.835 - 1.015 * length - 84.6 * syllables(words))
    if language.startswith("es"):
        return bounded(206.84 - 1.02 * length - 60 * syllables(words))
    long = sum(len(word) > 6 for word in words) / len(words)
    return bounded(120 - length - 100 * long)


def syllables(words: list[str]) -> float:
    """Returns the average number of syllables in a word; a silent e at the end does not count."""
    plain = (unicodedata.normalize("NFD", word.casefold()).encode("ascii", "ignore").decode() for word in words)
    counts = [max(1, len(VOWELS.findall(word.removesuffix("e") if len(word) > 3 else word))) for word in plain]
    return sum(counts) / len(counts)


def bounded(points: float) -> float:
    return round(min(100.0, max(0.0, points)), 1)
