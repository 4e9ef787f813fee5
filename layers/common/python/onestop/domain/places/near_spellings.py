"""Names that are nearly written right."""

from __future__ import annotations

from collections.abc import Iterable

from onestop.domain.slips import slips


def slips_allowed(word: str) -> int:
    """How many slips a name may have: none in a short one, for there Oak is one slip from Oat."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


def nearest_names(word: str, names: Iterable[str]) -> list[str]:
    """The names that are the fewest slips away, if that is few enough. Digits and the first letter are never slips."""
    most = slips_allowed(word)
    if not most or any(letter.isdigit() for letter in word):
        return []
    near: dict[int, list[str]] = {}
    for name in names:
        if name[0] == word[0] and (away := slips(word, name, most)) <= most:
            near.setdefault(away, []).append(name)
    return near[min(near)] if near else []
