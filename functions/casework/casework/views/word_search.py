"""Searches words in a text: each must begin a word, so that "tree" finds trees and not street. Ignores case, accents
and width; in scripts without spaces, such as Chinese, each character begins a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

# scripts without spaces between words: Thai and Lao, Myanmar, Khmer, kana, Chinese characters and their extensions
WITHOUT_SPACES = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)


def fold_searched(text: str) -> str:
    """Returns the text as it is compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).strip()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def has_all(words: Iterable[str], text: str) -> bool:
    """Says whether each of the words begins a word in a text; both are folded."""
    return all(any(begins_word(text, at) for at in places_of(word, text)) for word in words)


def places_of(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def begins_word(text: str, at: int) -> bool:
    """Says whether a word may begin at a position: at the start, after a non-letter, and at any unspaced character."""
    if at == 0 or not (text[at].isalnum() and text[at - 1].isalnum()):
        return True
    return is_unspaced(text[at]) or is_unspaced(text[at - 1])


def is_unspaced(letter: str) -> bool:
    return any(first <= letter <= last for first, last in WITHOUT_SPACES)
