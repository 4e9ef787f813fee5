"""Which pages a request needs: a function that wakes up loads those near the address that is asked for, and no others.

A table says what declares the routes at an address and below it: modules, or functions that take the app.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from urllib.parse import unquote

from chalice.app import Chalice


def modules_near(path: str, pages: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What declares the routes at an address: the row of the longest address that it begins with."""
    words = [unquote(word) for word in path.rstrip("/").split("/")]
    above = ("/".join(words[:length]) or "/" for length in range(len(words), 0, -1))
    return next((pages[address] for address in above if address in pages), ())


def declare_near(app: Chalice, path: str, pages: Mapping[str, Sequence[str]]) -> None:
    """Has the routes of an address declared, where the table names the functions that do it."""
    for function in modules_near(path, pages):
        declare_routes(app, function)


def declare_all(app: Chalice, pages: Mapping[str, Sequence[str]]) -> None:
    """Has every route of a table declared, where nobody waits."""
    for address in pages:
        declare_near(app, address, pages)


@cache  # a route may be declared once
def declare_routes(app: Chalice, function: str) -> None:
    module, _, name = function.rpartition(".")
    getattr(import_module(module), name)(app)
