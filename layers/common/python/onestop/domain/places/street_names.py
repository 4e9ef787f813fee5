"""The parts of a street's name: the name itself, the kind of street, and the direction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onestop.domain.places.street_words import ARTICLES, DIRECTIONS, TYPES, words_of


class StreetName(NamedTuple):
    """`N Washington St` is `washington`, its kind is `st`, its end is `n`. Missing parts are empty."""

    core: str
    kind: str = ""
    end: str = ""


@lru_cache(4096)  # a register names a street once for each house
def parse_name(name: str) -> StreetName:
    """Returns the parts of a name as a register writes it: North Street is called north, because a name is needed."""
    return parse_forms([word.form for word in words_of(name)])


def parse_forms(forms: Sequence[str]) -> StreetName:
    """Returns the parts of a name, from its normalised words."""
    rest, kind, end = list(forms), "", ""
    if len(rest) > 2 and rest[-1] in DIRECTIONS and rest[-2] in TYPES:
        end = rest.pop()
    if len(rest) > 1 and rest[-1] in TYPES:
        kind = rest.pop()
    if len(rest) > 1 and rest[0] in DIRECTIONS:
        end = rest.pop(0)
    if len(rest) > 1 and not kind and rest[0] in TYPES:  # Calle del Puerto, Avenue B
        kind = rest.pop(0)
        while len(rest) > 1 and rest[0] in ARTICLES:
            rest.pop(0)
    if len(rest) == 1 and kind in TYPES and rest[0].isdigit():  # Calle 5
        rest = [f"#{int(rest[0])}"]
    return StreetName(" ".join(rest), kind, end)


def agree(said: StreetName, known: StreetName) -> bool:
    """Says whether what somebody said can be this street: omitted parts match anything."""
    return said.kind in ("", known.kind) and (said.end in ("", known.end) or not known.end)
