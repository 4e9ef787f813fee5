"""Lists of names and of words that are not names, loaded when the first text is redacted."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

PersonalSpan = tuple[int, int, str]  # begin and end in the text, and its kind
LISTS = Path(__file__).with_name("lists")


@cache
def read_list(name: str) -> frozenset[str]:
    """Returns the words of a list; lines after # are comments."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def read_given_characters() -> dict[str, float]:
    """Returns how much more often a Chinese character is in given names than elsewhere, as a logarithm."""
    lines = (LISTS / "chinese_given.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {character: float(worth) for worth, characters in rows for character in characters}


def plain(word: str) -> str:
    """Returns a word as the lists have it: in lower case, without accents and apostrophes."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in apart if letter.isalpha())


def is_given(word: str) -> bool:
    """Says whether a word is a given name and hardly anything else."""
    return word in read_list("given")


def may_be_given(word: str) -> bool:
    """Says whether it is a given name, though perhaps a word or place too."""
    return word in read_list("given") or word in read_list("given_words")


def is_surname(word: str) -> bool:
    return word in read_list("surnames")


def is_word(word: str) -> bool:
    """Says whether it is an ordinary word of English or Spanish."""
    return word in read_list("words")
