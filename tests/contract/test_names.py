"""No two things share a name (docs/words.md: one word per idea).

Whoever reads `Outcome` in a signature must not have to look up which of five it is. So the name of a class, or of a
type alias, is given once in all of the layer, the functions and the command; and functions that others import are not
called by a bare word, such as `settle` or `told`, that has meant several things.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from tests.contract.template import ROOT

ROOMS = ("layers", "functions", "infra")

# One idea in two shapes, each with a name that cannot change: a partner's program knows both.
TWO_SHAPES = {
    "CaseOpened": "the event `case.opened`, and what the API answers when it was: both are on the wire",
    "Place": "where a need is, and the same as the API shows it",
    "Preferences": "what somebody chose about our letters, and the same as the API shows it",
}

# Words that each stood for several things. A function says what it does, to what: `keep_look`, `print_report`.
VAGUE = frozenset(
    {
        "settle",
        "settled",
        "tell",
        "told",
        "told_of",
        "keep",
        "kept",
        "keep_once",
        "hold",
        "holds",
        "held",
        "end",
        "ended",
        "acts_for",
        "acting",
        "acted",
        "asking",
        "record",
        "go_on",
        "take",
    }
)
COMMANDS = {"hold"}  # of the command line: `onestop people hold`


def test_the_name_of_a_class_or_type_stands_for_one_thing() -> None:
    found = {name: places for name, places in places_by_name().items() if len(places) > 1}
    assert {name: sorted(places) for name, places in found.items() if name not in TWO_SHAPES} == {}
    assert found.keys() == TWO_SHAPES.keys(), "an exception that is none any more"


def test_no_function_is_called_by_a_word_that_has_meant_several_things() -> None:
    vague = {
        f"{path}:{node.lineno} {node.name}"
        for path, node in statements()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in VAGUE
    }
    assert {each for each in vague if each.rsplit(" ", 1)[1] not in COMMANDS} == set()


def places_by_name() -> dict[str, set[str]]:
    places = defaultdict[str, set[str]](set)
    for path, node in statements():
        for name in types_of(node):
            places[name].add(f"{path}:{node.lineno}")
    return places


def types_of(node: ast.stmt) -> Iterator[str]:
    """The classes and type aliases of a statement; constants are in capitals."""
    if isinstance(node, ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id.lstrip("_")[:1].isupper() and not target.id.isupper():
                yield target.id


@cache
def statements() -> list[tuple[str, ast.stmt]]:
    """What stands at the top of each module; to read them all takes a second."""
    return [
        (path.relative_to(ROOT).as_posix(), node)
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
    ]
