"""What would be right in a field of a contract, where the field takes certain values or a moment.

Asked only once something is wrong, so it may take its time.
"""

from __future__ import annotations

import re
import types
from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

STEP = re.compile(r"\.([^.\[]+)|\[")  # the name of a field, or an entry of a list
MOMENT = "a moment such as 2026-12-31T08:00:00Z"


def right_value(kind: Any, path: str) -> str:
    """Returns what would be right at a path such as `.quiet.begins` or `[2]` inside a type; empty if the type does not
    say it in words."""
    for step in STEP.finditer(path):
        kind = inside(plain(kind), step[1])
    kind = plain(kind)
    if get_origin(kind) is Literal:
        return f"one of: {', '.join(get_args(kind))}"
    return MOMENT if kind is datetime else ""


def inside(kind: Any, name: str | None) -> Any:
    """Returns the type of a field, or of the entries of a list or dict; None if there is none."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return get_type_hints(kind, include_extras=True).get(name or "")
    return next(iter(reversed(get_args(kind))), None)


def plain(kind: Any) -> Any:
    """Returns a type without its limits and "or None"."""
    if get_origin(kind) is Annotated:
        return plain(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        others = [each for each in get_args(kind) if each is not type(None)]
        return plain(others[0]) if len(others) == 1 else kind
    return kind
