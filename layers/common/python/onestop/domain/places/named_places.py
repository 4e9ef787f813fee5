"""Finds the parts of the jurisdiction and the landmarks that a text names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onestop.domain.places.gazetteer import Gazetteer
from onestop.domain.places.street_words import ARTICLES, StreetWord, each_of

LONGEST_NAME = 6  # words
BEFORE_A_PLACE = each_of(
    "by near outside behind opposite beside at and next front inside en junto frente lado cerca detras de "
    "del al in delante fuera across"
)
AFTER_A_PLACE = each_of("旁 附 对 门 前 后 里 外 边")


def starts_an_area(at: int, words: Sequence[StreetWord], gazetteer: Gazetteer) -> bool:
    """Says whether the name of a part of the jurisdiction or a post code begins here."""
    return any(" ".join(word.form for word in words[at:end]) in gazetteer.areas for end in range(at + 1, at + 5))


def find_areas(words: Sequence[StreetWord], gazetteer: Gazetteer) -> set[str]:
    """Returns the parts of the jurisdiction and the post codes that a text names."""
    found: set[str] = set()
    past = 0
    for at in range(len(words)):
        for end in range(min(len(words), at + 4), max(at, past), -1):
            key = " ".join(word.form for word in words[at:end])
            if key in gazetteer.areas:  # the Roxbury in West Roxbury does not count
                found |= gazetteer.areas[key]
                past = end
                break
    return found


def find_landmarks(words: Sequence[StreetWord], gazetteer: Gazetteer) -> list[Mapping[str, Any]]:
    """Returns landmarks by name; or by their kind, if the text says "by the library"."""
    found: list[Mapping[str, Any]] = []
    for at in range(len(words)):
        for end in range(min(len(words), at + LONGEST_NAME), at, -1):
            key = " ".join(word.form for word in words[at:end])
            if key in gazetteer.landmarks:
                return list(gazetteer.landmarks[key])
            if key in gazetteer.kinds and is_a_place(at, end, words):
                found = found or list(gazetteer.kinds[key])
                break
    return found


def is_a_place(at: int, end: int, words: Sequence[StreetWord]) -> bool:
    """Says whether words say where something is, and not what it is about."""
    back = at
    while back and words[back - 1].form in (ARTICLES - {"of"}) | {"a", "to"}:
        back -= 1
        if words[back].form == "del":
            return True
    said_before = back > 0 and words[back - 1].form in BEFORE_A_PLACE
    return said_before or (end < len(words) and words[end].form in AFTER_A_PLACE)
