"""Every error of the suite is told to whoever caused it, or says why not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from onestop.domain import errors
from onestop.domain.errors import OnestopError
from onestop.runtime.problems import STATUS_AND_TITLE

ROOT = Path(__file__).parents[2]
SHIPPED = ("functions", "layers/common/python")
WHY_NOT = "Not an OnestopError"


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for folder in SHIPPED:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from ((path.stem, node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def test_an_exception_is_told_as_a_problem_document_or_says_why_it_is_not() -> None:
    every = [*classes()]
    raised = {node.name: node for _, node in every if any(map(is_exception, bases(node)))}
    while more := {node.name: node for _, node in every if node.name not in raised and bases(node) & raised.keys()}:
        raised |= more
    told = {name for name in raised if isinstance(getattr(errors, name, None), type)}
    assert len(raised) > 35
    assert {name for name in raised.keys() - told if WHY_NOT not in (ast.get_docstring(raised[name]) or "")} == set()


def is_exception(name: str) -> bool:
    return name == "Exception" or name.endswith(("Error", "Exception"))


def test_each_error_of_the_tree_stands_in_its_drawing_with_its_status() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, OnestopError)}
    assert set(STATUS_AND_TITLE) == kinds - {OnestopError}
    lines = (errors.__doc__ or "").splitlines()
    for kind, (status, _) in STATUS_AND_TITLE.items():
        [line] = [line for line in lines if f"── {kind.__name__} " in line]
        assert str(status) in line
