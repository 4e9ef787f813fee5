"""The parts of a street's name: what it is called, what kind of street it is, and which end of it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onestop.domain.places.street_words import ARTICLES, DIRECTIONS, TYPES, words_of


class StreetName(NamedTuple):
    """`N Washington St` is called `washington`, is a `st`, its end is `n`. Where a part is missing it is empty."""

    core: str
    kind: str = ""
    end: str = ""


def parse_name(name: str) -> StreetName:
    """The parts of a name as a register writes it: North Street is called north, for something must remain."""
    return parse_forms([word.form for word in words_of(name)])


def parse_forms(forms: Sequence[str]) -> StreetName:
    """The parts of a name, of its words in their one form."""
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
    """Whether what somebody said can be this street: parts that were left out fit any."""
    return said.kind in ("", known.kind) and (said.end in ("", known.end) or not known.end)
