"""Words that mean much the same, in several languages: what is learned of one is expected of the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onestop.domain.understanding.pieces import number_of_part, number_of_whole
from onestop.domain.understanding.plain_text import is_chinese, plain, words_of

FILE = Path(__file__).with_name("same_meaning.txt")
SHORT = 3  # letters of a word that no ending is added to
ENDINGS = ("s", "es", "ed", "ing", "er")
SPANISH_ENDINGS = {"o": ("os", "a", "as"), "a": ("as", "o", "os"), "e": ("es",), "r": ("n", "ndo")}


def read_meanings(file: Path = FILE) -> list[frozenset[int]]:
    """The meanings of a file, each as the numbers of the pieces that have it: whole ones and parts."""
    meanings = []
    for line in file.read_text(encoding="utf-8").splitlines():
        name, colon, words = line.partition(":")
        if colon and not name.startswith("#"):
            meanings.append(frozenset(number for word in words.split(",") for number in numbers_of(word)))
    return meanings


def numbers_of(phrase: str) -> Iterator[int]:
    """The numbers of the pieces that stand for a word, a pair of words, or up to four Chinese characters."""
    words = words_of(plain(phrase))
    if len(words) == 1 and is_chinese(words[0]):
        yield (number_of_whole if len(words[0]) in (2, 3) else number_of_part)(words[0])
    elif len(words) == 1:
        yield from (number_of_whole(form) for form in forms_of(words[0]))
    elif len(words) == 2:
        yield from (number_of_whole(mark.join(words)) for mark in " ~")


def forms_of(word: str) -> set[str]:
    """A word with the endings that it may have; some of these are no words, and nobody writes them."""
    forms = {word}
    if len(word) > SHORT:
        stem = word[:-1]
        forms |= {word + ending for ending in ENDINGS}
        forms |= {stem + ending for ending in SPANISH_ENDINGS.get(word[-1], ())}
        if word[-1] in "ey":
            forms |= {stem + ending for ending in ("ing", "ed", "ies")}
    return forms
