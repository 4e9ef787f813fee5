"""Word comparers that need only the standard library, for the few people in one search; files of people are compared
by libraries that do the same many times faster (a test compares the results)."""

from __future__ import annotations

import re

from onestop.domain.people.matching.agreement import Comparers

PREFIX, MOST_PREFIX, FROM = 0.1, 4, 0.7
VOWELS = re.compile(r"(?<=.)[aeiouyhw]+")
TWICE = re.compile(r"(.)\1+")
ALIKE = str.maketrans("kqzvjdgb", "ccsffttp")


def edits(one: str, other: str) -> int:
    """Returns how many letters were inserted, left out, changed, or swapped with the next one."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, wanted in enumerate(other, start=1):
            same = letter == wanted
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (not same))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


def alike(one: str, other: str) -> float:
    """Returns the Jaro-Winkler similarity: from 0 to 1, higher for words that begin alike."""
    if not one or not other:
        return float(one == other)
    within = max(max(len(one), len(other)) // 2 - 1, 0)
    taken = [False] * len(other)
    mine = []
    for at, letter in enumerate(one):
        for place in range(max(0, at - within), min(len(other), at + within + 1)):
            if not taken[place] and other[place] == letter:
                taken[place] = True
                mine.append(letter)
                break
    if not mine:
        return 0.0
    theirs = [letter for letter, used in zip(other, taken, strict=True) if used]
    swapped = sum(a != b for a, b in zip(mine, theirs, strict=True)) // 2
    found = len(mine)
    jaro = (found / len(one) + found / len(other) + (found - swapped) / found) / 3
    if jaro <= FROM:
        return jaro
    same = next((at for at in range(MOST_PREFIX) if one[at : at + 1] != other[at : at + 1] or at >= len(one)), 4)
    return jaro + PREFIX * same * (1 - jaro)


def sound(word: str) -> str:
    """Returns the consonants of a word, with those that are often confused treated as one."""
    return TWICE.sub(r"\1", VOWELS.sub("", word.translate(ALIKE)))


PLAIN = Comparers(alike=alike, edits=edits, sound=sound)
