"""Finds names with spelling mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from onestop.domain.slips import slips


def slips_allowed(word: str) -> int:
    """Returns how many mistakes a name may have: none in a short one, because Oak is one mistake from Oat."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


def nearest_names(word: str, names: Iterable[str]) -> list[str]:
    """Returns the names with the fewest mistakes, if these are few enough. Digits and the first letter must be
    right."""
    most = slips_allowed(word)
    if not most or any(letter.isdigit() for letter in word):
        return []
    near: dict[int, list[str]] = {}
    for name in names:
        if name[0] == word[0] and (away := slips(word, name, most)) <= most:
            near.setdefault(away, []).append(name)
    return near[min(near)] if near else []
