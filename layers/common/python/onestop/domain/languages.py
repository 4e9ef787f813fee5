"""How each language writes: its name, direction, days and times, numbers and lists.

`make words` makes `languages.json` from Unicode's CLDR; it is read once, at first use.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("languages.json")
FALLBACK = "en"
KILOBYTE, MEGABYTE = 1_000, 1_000_000


@cache
def formats() -> dict[str, dict[str, Any]]:
    """Returns what CLDR says about each language."""
    read: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def formats_of(language: str) -> dict[str, Any]:
    """Returns the formats of a language: `es-MX` as `es`, an unknown one as English."""
    known = formats()
    return known.get(language) or known.get(language.partition("-")[0]) or known[FALLBACK]


def name_of_language(code: str) -> str:
    """Returns a language's own name; its code if unknown."""
    found = formats().get(code)
    return str(found["name"]) if found else code


def direction_of(language: str) -> str:
    """Returns `ltr` or `rtl`, as the `dir` attribute of HTML has it."""
    return str(formats_of(language)["direction"])


def say_list(items: Sequence[str], language: str, kind: str = "and") -> str:
    """Joins several things into a part of a sentence: "roads, parks and waste", or with `or`."""
    if len(items) < 2:
        return "".join(items)
    pair, start, middle, end = formats_of(language)[kind]
    if len(items) == 2:
        return join_pair(pair, items[0], items[1])
    said = join_pair(end, items[-2], items[-1])
    for item in reversed(items[1:-2]):
        said = join_pair(middle, item, said)
    return join_pair(start, items[0], said)


def say_series(items: Iterable[str], language: str) -> str:
    """Joins several things without a final "and": keywords, values, cells of a table."""
    between = split(formats_of(language)["and"][2])[2]
    return between.join(items)


def join_pair(pattern: str, first: str, second: str) -> str:
    """Joins a pair by CLDR's pattern; values are not searched for placeholders."""
    return "".join({"{0}": first, "{1}": second}.get(part, part) for part in split(pattern))


@cache
def split(pattern: str) -> tuple[str, ...]:
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, "{0}", between, "{1}", after


def say_number(number: int, language: str) -> str:
    """Returns a whole number with digits grouped: 12,000 or 12.000, and 12,00,000 in Hindi."""
    if -1000 < number < 1000:
        return str(number)
    written = formats_of(language)
    last, others = written["groups"]
    digits, sign = str(abs(number)), "-" if number < 0 else ""
    parts = [digits[-last:]]
    digits = digits[:-last]
    while digits:
        parts.append(digits[-others:])
        digits = digits[:-others]
    return sign + str(written["group"]).join(reversed(parts))


def say_money(amount: float, language: str) -> str:
    """Returns an amount with its cents: 1,234.50 or 1.234,50."""
    return write_decimal(f"{amount:.2f}", language)


def say_percent(number: int, language: str) -> str:
    """Returns a percentage: 40%, or "40 %" in languages with a space."""
    return write_percent(say_number(number, language), language)


def write_percent(written: str, language: str) -> str:
    """Returns a percentage for a number that is already formatted."""
    return str(formats_of(language)["percent"]).format(number=written)


def say_size(size: int | None, language: str) -> str:
    """Returns the size of a file: in kilobytes of 1,000 bytes, from a million bytes on in megabytes with one
    decimal. Empty if the size is unknown."""
    if size is None:
        return ""
    written = formats_of(language)
    if size < MEGABYTE:
        return str(written["kilobyte"]).format(number=say_number(max(1, round(size / KILOBYTE)), language))
    return str(written["megabyte"]).format(number=say_decimal(size / MEGABYTE, language))


def say_weekday(weekday: int, language: str) -> str:
    """Returns the name of a day of the week, Monday being 0."""
    return str(formats_of(language)["weekdays"][weekday])


def say_decimal(number: float, language: str) -> str:
    """Returns a number with one decimal, with the language's decimal mark."""
    return write_decimal(f"{number:.1f}", language)


def write_decimal(written: str, language: str) -> str:
    """Returns a number written with a point, in the language's form; the minus sign of zero is dropped."""
    whole, _, part = written.lstrip("-").partition(".")
    sign = "-" if written.startswith("-") and (whole + part).strip("0") else ""
    return f"{sign}{say_number(int(whole), language)}{formats_of(language)['decimal']}{part}"
