"""Names that are nearly written right: how many slips of the hand lie between two words."""

from __future__ import annotations

from collections.abc import Iterable


def slips_allowed(word: str) -> int:
    """How many slips a name may have: none in a short one, for there Oak is one slip from Oat."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


def slips(one: str, other: str, most: int) -> int:
    """Letters that are wrong, missing, too many or the wrong way round (optimal string alignment); `most` + 1 where
    there are more."""
    ours, theirs = set(one), set(other)  # a slip adds one letter at most and takes one away: few words need more
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
    return old[-1]


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """The names that are the fewest slips away, if that is few enough. Digits and the first letter are never slips."""
    most = slips_allowed(word)
    if not most or any(letter.isdigit() for letter in word):
        return []
    near: dict[int, list[str]] = {}
    for name in names:
        if name[0] == word[0] and (away := slips(word, name, most)) <= most:
            near.setdefault(away, []).append(name)
    return near[min(near)] if near else []
