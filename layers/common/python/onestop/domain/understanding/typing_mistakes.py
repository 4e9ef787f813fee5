"""How many slips (`onestop.domain.slips`) a word may have as it was typed, and still be one that we know."""

from __future__ import annotations

SHORTEST = 4  # letters; with a mistake in fewer it could be anything
TWO_FROM = 7  # letters: so long a word may have two mistakes


def mistakes_allowed(word: str) -> int:
    """How many mistakes a typed word may have and still be known."""
    return 0 if len(word) < SHORTEST else 2 if len(word) >= TWO_FROM else 1


def letters_of(word: str) -> int:
    """Which letters a word has, as bits: two words whose letters differ much need not be compared."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
