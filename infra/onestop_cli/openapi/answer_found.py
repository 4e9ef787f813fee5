"""What a handler answers, read from its return type: the document has no table of its own."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, is_typeddict

from onestop.contracts import answers
from onestop_cli.openapi.call import Struct
from onestop_cli.problems import CannotContinue

WRAPPERS = ("AnswerOf", "ViewAnswer")  # types that add a status, headers or the root of XML to the body
BARE = "Response"  # a way to somewhere else, or nothing to say


@dataclass(frozen=True)
class AnswerFound:
    """The contract of an answer, or None where there is no body; `many` says that it is a list of them."""

    contract: Struct | None
    many: bool = False


def contracts_by_name() -> dict[str, Struct]:
    """Every contract of an answer. They are looked up by name: no function loads them, so no name leads to one."""
    found: dict[str, Struct] = {}
    for module in iter_modules(answers.__path__, f"{answers.__name__}."):
        for name, kind in vars(import_module(module.name)).items():
            if is_typeddict(kind) and found.setdefault(name, kind) is not kind:
                raise CannotContinue(f"Two contracts of answers are called {name}.")
    return found


CONTRACTS = contracts_by_name()


def answer_found(view: Callable[..., Any]) -> AnswerFound:
    """Returns what a view answers. Raises CannotContinue for one whose return type is not a contract."""
    says = view.__annotations__.get("return", "")
    try:
        return read(ast.parse(str(says), mode="eval").body)
    except (KeyError, SyntaxError):
        raise CannotContinue(
            f"{view.__module__}.{view.__name__} returns {says or 'what it does not say'}: annotate it with its "
            "contract of onestop.contracts.answers, or with AnswerOf[...] of it."
        ) from None


def read(says: ast.expr) -> AnswerFound:
    """One annotation. Raises KeyError for what is no contract."""
    if isinstance(says, ast.BinOp):  # a contract, or a response in another format
        return read(says.left)
    if isinstance(says, ast.Subscript) and isinstance(says.value, ast.Name):
        if says.value.id == "list":
            return AnswerFound(read(says.slice).contract, many=True)
        if says.value.id in WRAPPERS:
            return read(says.slice)
    name = says.id if isinstance(says, ast.Name) else ""
    return AnswerFound(None if name == BARE else CONTRACTS[name])
