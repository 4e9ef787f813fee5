"""The quick look at a file of a jurisdiction takes none for right in which the thorough one finds a difference."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from onestop_cli.release.addresses import REGISTERS
from onestop_cli.release.files import read_documents, schema_of
from onestop_cli.release.schema import is_surely_right, validator_of
from tests.depth import some
from tests.fixtures import SAMPLE

LANGUAGES = frozenset({"en", "zh-Hans", "es"})
WRONG = (None, "", " ", -1, 1.5, 10**30, True, "2026-02-30", "x" * 5000, [], {}, {"en": "alone"}, ["a", "a"])
DEPTH = 2


def places_in(document: Any, depth: int = DEPTH) -> Iterator[tuple[str | int, ...]]:
    """Where something else could stand: every field, and the first two of each list."""
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for name, value in list(inner)[: None if isinstance(document, dict) else 2]:
        yield (name,)
        yield from ((name, *below) for below in (places_in(value, depth - 1) if depth > 1 else ()))


def spoilt(document: Any) -> Iterator[Any]:
    """The document with something else at a place, with nothing there, and with something that is too much."""
    for number, place in enumerate(some(list(places_in(document)))):
        for value in (WRONG[number % len(WRONG)], "gone", "more"):
            made = copy.deepcopy(document)
            *way, last = place
            holder = made
            for step in way:
                holder = holder[step]
            if value == "gone":
                del holder[last]
            elif value == "more" and isinstance(holder, dict):
                holder["unheard-of"] = 1
            else:
                holder[last] = value
            yield made


def test_the_quick_look_takes_nothing_for_right_that_the_thorough_one_would_refuse() -> None:
    documents, _ = read_documents(SAMPLE)
    kinds = {str(schema_of(file)): document for file, document in documents.items() if file not in REGISTERS}
    for schema, document in kinds.items():
        thorough, seen = validator_of(schema, LANGUAGES), set()
        for made in (document, *spoilt(document)):
            sure = is_surely_right(made, schema, LANGUAGES)
            seen.add(sure)
            assert not sure or thorough.is_valid(made), (schema, made)
        assert False in seen, schema
