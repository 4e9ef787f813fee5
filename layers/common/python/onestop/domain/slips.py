"""Counts spelling mistakes between two words: names of streets, and words that somebody types."""

from __future__ import annotations


def slips(one: str, other: str, most: int) -> int:
    """Returns the number of letters that are wrong, missing, extra or swapped (optimal string alignment); `most` + 1
    if there are more."""
    ours, theirs = set(one), set(other)  # a mistake adds one letter at most and removes one: few words need more
    if abs(len(one) - len(other)) > most or len(ours - theirs) > most or len(theirs - ours) > most:
        return most + 1
    older: list[int] = []
    old = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        new = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(old[column] + 1, new[-1] + 1, old[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, older[column - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return most + 1
        older, old = old, new
    return min(old[-1], most + 1)
