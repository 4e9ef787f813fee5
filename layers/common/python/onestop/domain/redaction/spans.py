"""A text without the personal data in it: each place as a span with its kind, and the text that replaces it.

Rules find data with a form (an address, a number, a plate) or with introducing words (a name). Anything else stays:
redaction makes a text safer to keep, not safe to publish.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from onestop.domain.redaction import addresses, births, chinese_names, listed_names, names, numbers, placed_names

KINDS = (
    "email",
    "link",
    "id",
    "card",
    "plate",
    "birth",
    "phone",
    "address",
    "name",
)  # of two at a place, the first counts


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text, from its first letter to the one after its last, and its kind of personal data."""

    start: int
    end: int
    kind: str


FINDERS: tuple[Callable[[str], Iterator[tuple[int, int, str]]], ...] = (
    numbers.find_numbers,
    addresses.find_addresses,
    births.find_births,
    names.find_names,
    placed_names.find_placed_names,
    listed_names.find_listed_names,
    chinese_names.find_chinese_names,
)


def find_personal(text: str) -> tuple[Span, ...]:
    """Returns the personal data in a text, in order; spans do not overlap."""
    seen = [place for place, letter in enumerate(text) if not is_unseen(letter)]
    plain = level("".join(text[place] for place in seen))
    found = [
        Span(seen[names.begin_with_titles(plain, start) if kind == "name" else start], seen[end - 1] + 1, kind)
        for finder in FINDERS
        for start, end, kind in finder(plain)
    ]
    kinds: dict[int, str] = {}
    for span in sorted(found, key=lambda span: (KINDS.index(span.kind), span.start)):
        for place in range(span.start, span.end):
            kinds.setdefault(place, span.kind)
    return tuple(runs_of(kinds, text))


def runs_of(kinds: Mapping[int, str], text: str) -> Iterator[Span]:
    """Yields adjacent places of one kind as one span. Remains without a letter where two kinds meet are dropped: a
    space alone is not personal data."""
    ends = [place for place in sorted(kinds) if kinds.get(place + 1) != kinds[place]]
    starts = [place for place in sorted(kinds) if kinds.get(place - 1) != kinds[place]]
    for start, end in zip(starts, ends, strict=True):
        run = text[start : end + 1]
        if any(map(str.isalnum, run)):
            yield Span(end + 1 - len(run.lstrip()), start + len(run.rstrip()), kinds[start])


def redact(text: str, keeping: Collection[str] = ()) -> str:
    """Returns the text with `[kind]` in place of each personal datum, except the kinds to keep."""
    parts, last = [], 0
    for span in find_personal(text):
        if span.kind not in keeping:
            parts += [text[last : span.start], f"[{span.kind}]"]
            last = span.end
    return "".join((*parts, text[last:]))


def is_unseen(letter: str) -> bool:
    """Says whether a character is invisible: soft hyphens and direction marks are copied along, and would split a
    number."""
    return not letter.isascii() and unicodedata.category(letter) == "Cf"


def level(text: str) -> str:
    """Returns the text as rules read it, with the same length: full-width letters become normal, digits of any
    script become ASCII."""
    return "".join(map(leveled, text))


def leveled(letter: str) -> str:
    if letter.isascii():
        return letter
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    narrow = unicodedata.normalize("NFKC", letter)
    if len(narrow) != 1:
        return letter
    return {"\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2212": "-"}.get(narrow, narrow)
