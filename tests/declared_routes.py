"""The routes that our functions declare, as API Gateway knows them: before anybody asks for a page, all of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from types import ModuleType

from onestop.runtime.web import CALLERS

Declared = Sequence[tuple[str, re.Pattern[str]]]

_handlers: dict[str, ModuleType] = {}  # those whose pages are loaded
_looked_at = 0  # modules; there are thousands, so they are gone through only when there are more


def find_route(method: str, path: str) -> tuple[str, dict[str, str]]:
    """Returns the route of an address, as it is declared, and what its path says; the address itself if it has none."""
    load_pages_of_handlers()
    for pattern, expression in declared(method, len(CALLERS)):
        if found := expression.fullmatch(path):
            return pattern, found.groupdict()
    return path, {}


def load_pages_of_handlers() -> None:
    """Has every function that was imported since declare the pages that wait until they are asked for."""
    global _looked_at
    if len(sys.modules) != _looked_at:
        _handlers.update({name: module for name, module in list(sys.modules.items()) if is_new_handler(name, module)})
        _looked_at = len(sys.modules)


def is_new_handler(name: str, module: ModuleType) -> bool:
    if not name.endswith(".handler") or _handlers.get(name) is module:
        return False
    getattr(module, "load_all_pages", lambda: None)()
    return True


@lru_cache(maxsize=16)
def declared(method: str, _number: int) -> Declared:
    """The routes of a method with the expressions of their paths, for as long as no more are declared."""
    return [
        (pattern, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern)))
        for wanted, pattern in CALLERS
        if wanted == method
    ]
