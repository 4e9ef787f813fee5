"""Comparison of two words by RapidFuzz and Jellyfish, which the domain must not import."""

from __future__ import annotations

from functools import lru_cache

import jellyfish
from rapidfuzz.distance import OSA, JaroWinkler

from onestop.domain.people.matching.agreement import Comparers


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Returns how a word sounds in English (by NYSIIS, which works better for Spanish names than Soundex)."""
    return jellyfish.nysiis(word) or word


COMPARERS = Comparers(alike=JaroWinkler.similarity, edits=OSA.distance, sound=sound)
