"""How a language is written: its name, its direction, days and times, numbers and lists.

`languages.json` is made from Unicode's CLDR by `make words`; it is read once, by the first that needs it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("languages.json")
FALLBACK = "en"


@cache
def formats() -> dict[str, dict[str, Any]]:
    """What CLDR says of each language."""
    read: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def formats_of(language: str) -> dict[str, Any]:
    """How a language is written: `es-MX` as `es`, one that we do not know as English."""
    known = formats()
    return known.get(language) or known.get(language.partition("-")[0]) or known[FALLBACK]


def name_of_language(code: str) -> str:
    """What a language calls itself; its code if we do not know."""
    found = formats().get(code)
    return str(found["name"]) if found else code


def direction_of(language: str) -> str:
    """`ltr` or `rtl`, as the `dir` attribute of HTML has it."""
    return str(formats_of(language)["direction"])


def say_list(items: Sequence[str], language: str, kind: str = "and") -> str:
    """Several things as one part of a sentence: "roads, parks and waste", or with `or`."""
    if len(items) < 2:
        return "".join(items)
    pair, start, middle, end = formats_of(language)[kind]
    if len(items) == 2:
        return join(pair, items[0], items[1])
    said = join(end, items[-2], items[-1])
    for item in reversed(items[1:-2]):
        said = join(middle, item, said)
    return join(start, items[0], said)


def join(pattern: str, first: str, second: str) -> str:
    """A pair by CLDR's pattern; what is filled in is not read for placeholders."""
    return "".join({"{0}": first, "{1}": second}.get(part, part) for part in split(pattern))


@cache
def split(pattern: str) -> tuple[str, ...]:
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, "{0}", between, "{1}", after


def say_decimal(number: float, language: str) -> str:
    """A number with one digit after the point, or the comma, of the language."""
    return f"{number:.1f}".replace(".", formats_of(language)["decimal"])
