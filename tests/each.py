"""One test for many things that are alike: it goes through them, and says at which of them it failed.

pytest's own `parametrize` makes a test of each, which is right where each proves something of its own. Where all only
have to follow the same rule (every metric has a meaning), hundreds of tests say no more than one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def for_each(names: str | tuple[str, ...], values: Iterable[Any]) -> Callable[[Test], Test]:
    """Calls a test with each value for the argument of that name, or with each tuple for several; there must be one."""
    called, given = ([names], [(one,) for one in values]) if isinstance(names, str) else (list(names), list(values))
    assert given, f"there is nothing to try {called} with"

    def decorate(test: Test) -> Test:
        @wraps(test)
        def go_through(**fixtures: Any) -> None:
            for one in given:
                try:
                    test(**fixtures, **dict(zip(called, one, strict=True)))
                except BaseException as failed:
                    failed.add_note(f"with {', '.join(called)} = {', '.join(map(repr, one))}")
                    raise

        signature = inspect.signature(test)
        kept = [parameter for name, parameter in signature.parameters.items() if name not in called]
        go_through.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        return go_through

    return decorate
