"""Words that people mistype in a hurry: one letter too many, too few, wrong or in another's place.

Only for words that our tables name for it, and never for what is a word of its own: somebody who is shouting is not
shooting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

SHORTEST = 4


class Typos:
    """The words meant by what was typed. Made once: each word is found by what is left when a letter is taken out."""

    __slots__ = ("_left", "_real")

    def __init__(self, mistyped: Collection[str], real: Collection[str]) -> None:
        self._real = frozenset(real)
        self._left: dict[str, set[str]] = defaultdict(set)
        for word in mistyped:
            for left in lessened(word):
                self._left[left].add(word)

    def meant_by(self, typed: str) -> Iterator[str]:
        """The words that were meant, without the one that was typed."""
        if len(typed) < SHORTEST or typed in self._real:
            return
        candidates = {word for left in lessened(typed) for word in self._left.get(left, ())}
        yield from (word for word in candidates if word[0] == typed[0] and word != typed and is_near(typed, word))


def lessened(word: str) -> Iterator[str]:
    """A word, and what is left of it when any one letter is taken out."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def is_near(typed: str, word: str) -> bool:
    """Whether one letter was added, left out, mistaken, or two beside each other were swapped."""
    shorter, longer = sorted((typed, word), key=len)
    start = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    rest, other = shorter[start:], longer[start:]
    if len(shorter) < len(longer):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[2:] == other[2:] and rest[:2] == other[1::-1])
