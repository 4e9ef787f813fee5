"""The number of mistakes (`onestop.domain.slips`) that a typed word may have and still count as a known one."""

from __future__ import annotations

SHORTEST = 4  # letters; a shorter word with a mistake could be anything
TWO_FROM = 7  # letters from which a word may have two mistakes


def mistakes_allowed(word: str) -> int:
    """Returns how many mistakes a typed word may have and still be recognised."""
    return 0 if len(word) < SHORTEST else 2 if len(word) >= TWO_FROM else 1


def letters_of(word: str) -> int:
    """Returns which letters a word has, as bits: two words whose letters differ much need not be compared."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
