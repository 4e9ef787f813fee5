"""Words that people mistype in a hurry: one letter too many, missing, wrong or swapped.

Only for words that our tables list for this, and never if the typed word exists itself: somebody who is shouting is not
shooting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

SHORTEST = 4


class Typos:
    """Finds the words meant by a typed one. Built once: words are indexed by what is left when one letter is
    removed."""

    __slots__ = ("_left", "_real")

    def __init__(self, mistyped: Collection[str], real: Collection[str]) -> None:
        self._real = frozenset(real)
        self._left: dict[str, set[str]] = defaultdict(set)
        for word in mistyped:
            for left in lessened(word):
                self._left[left].add(word)

    def meant_by(self, typed: str) -> Iterator[str]:
        """Yields the words that were meant, without the typed one."""
        if len(typed) < SHORTEST or typed in self._real:
            return
        candidates = {word for left in lessened(typed) for word in self._left.get(left, ())}
        yield from (word for word in candidates if word[0] == typed[0] and word != typed and is_near(typed, word))


def lessened(word: str) -> Iterator[str]:
    """Yields a word, and what is left of it when any one letter is removed."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def is_near(typed: str, word: str) -> bool:
    """Says whether one letter was added, left out or wrong, or two adjacent ones were swapped."""
    shorter, longer = sorted((typed, word), key=len)
    start = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    rest, other = shorter[start:], longer[start:]
    if len(shorter) < len(longer):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[2:] == other[2:] and rest[:2] == other[1::-1])
