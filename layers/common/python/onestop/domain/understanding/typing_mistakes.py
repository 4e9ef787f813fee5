"""How far a word as it was typed is from one that we know: letters left out, added, changed or swapped."""

from __future__ import annotations

SHORTEST = 4  # letters; with a mistake in fewer it could be anything
TWO_FROM = 7  # letters: so long a word may have two mistakes


def mistakes_allowed(word: str) -> int:
    """How many mistakes a typed word may have and still be known."""
    return 0 if len(word) < SHORTEST else 2 if len(word) >= TWO_FROM else 1


def mistakes(typed: str, known: str, most: int) -> int:
    """The distance of Damerau and Levenshtein (swaps of neighbours only); more than `most` is said as one more."""
    if abs(len(typed) - len(known)) > most:
        return most + 1
    before, row = [0] * (len(known) + 1), list(range(len(known) + 1))
    for at, letter in enumerate(typed, 1):
        earlier, before, row = before, row, [at]
        for there, other in enumerate(known, 1):
            cost = min(before[there] + 1, row[-1] + 1, before[there - 1] + (letter != other))
            if at > 1 and there > 1 and letter == known[there - 2] and typed[at - 2] == other:
                cost = min(cost, earlier[there - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def letters_of(word: str) -> int:
    """Which letters a word has, as bits: two words whose letters differ much need not be compared."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
