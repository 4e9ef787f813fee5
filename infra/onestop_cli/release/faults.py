"""Faults in a release, and the words in which we report them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

STEP = re.compile(r"\[\]|[^.\[\]]+")
MAIN = "jurisdiction.yaml"
SHOWN = 40  # characters of a wrong value that are shown: enough to find it, not enough to flood the screen


@dataclass(frozen=True, order=True)
class FileFault:
    """One thing that is wrong in a file of a jurisdiction.

    `file` is relative to the jurisdiction's folder; `path` leads to the place in it, such as
    `plan[0].tasks[1].agency` or `line 3, column 5`, and is empty when the whole file is meant.
    """

    file: str
    path: str
    wrong: str
    right: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.path else self.file
        return f"{place}: {self.wrong}; right: {self.right}"


class RefusedJurisdiction(Exception):
    """The jurisdiction cannot be loaded: every fault that was found, in the order of files and places. Those of its
    main file come first: many others may follow from one of them, such as from a language that is mistyped."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = sorted(set(faults), key=lambda fault: (fault.file != MAIN, fault))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def name_choices(value: object, choices: Iterable[object]) -> str:
    """Say what could have been written instead of `value`: the likeliest first, then all there are."""
    known = sorted({str(choice) for choice in choices})
    if not known:
        return "there is none to choose from yet"
    close = difflib.get_close_matches(str(value), known, n=1)
    likely = f"did you mean '{close[0]}'? " if close else ""
    return f"{likely}one of: {', '.join(known)}"


def show_value(value: object) -> str:
    """Show a wrong value in quotes, cut when it is long."""
    text = str(value)
    return f"'{text[:SHOWN]}…'" if len(text) > SHOWN else f"'{text}'"


def write_path(keys: Iterable[str | int]) -> str:
    """Write the way to a place in a file, such as `plan[0].tasks[1].agency`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")


def find_places(document: Any, pattern: str) -> Iterator[tuple[str, Any]]:
    """Find every place that fits a pattern, with its path; places that are missing or of another shape are skipped.

    In a pattern `[]` stands for each entry of a list and `*` for each field: `plan[].tasks[].agency`, `sms.*`.
    """
    found: list[tuple[str, Any]] = [("", document)]
    for step in _steps_of(pattern):
        if step == "[]":
            found = [
                (f"{path}[{place}]", child)
                for path, node in found
                if isinstance(node, list)
                for place, child in enumerate(node)
            ]
        elif step == "*":
            found = [
                (f"{path}.{name}", child)
                for path, node in found
                if isinstance(node, dict)
                for name, child in node.items()
            ]
        else:
            found = [(f"{path}.{step}", node[step]) for path, node in found if isinstance(node, dict) and step in node]
    return ((path.removeprefix("."), value) for path, value in found)


@lru_cache(maxsize=512)  # a few hundred patterns, asked of every file
def _steps_of(pattern: str) -> tuple[str, ...]:
    return tuple(STEP.findall(pattern))
