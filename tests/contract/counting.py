"""Which metrics the code counts, read from the calls themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contract.template import FUNCTIONS, ROOT

CALLS = ("count", "measure")


def counted_in_code() -> set[tuple[str, str]]:
    """Each metric and the service that counts it; a package is one service, however many functions it makes."""
    services = {properties["CodeUri"]: service_of(function) for function, properties in FUNCTIONS.items()}
    return {
        (name, service)
        for folder, service in services.items()
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name in names_in(path)
    }


def service_of(function: str) -> str:
    """The dimension that Powertools gives the metrics of a function."""
    return str(FUNCTIONS[function]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"])


def names_in(path: Path) -> Iterator[str]:
    """The names in the calls of `count` and `measure`; where one is chosen or kept for later, all it may be."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if "onestop.runtime.metrics" not in {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}:
        return
    called = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
    ]
    # A name that is kept in a variable first is looked for among all that the module says.
    places = called if all(not isinstance(node, ast.Name) for node in called) else [tree]
    for place in places:
        for node in ast.walk(place):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_name(node.value):
                yield node.value


def is_name(text: str) -> bool:
    """Returns whether this is written like the name of a metric: several capitalised words, nothing else."""
    return text.isalpha() and text[0].isupper() and sum(letter.isupper() for letter in text) > 1 and not text.isupper()
