"""Official numbers that governments and others issue, as formats of a schema: `us.ssn`, `es.nif`, `gb.utr`, `lei`.

Checked by python-stdnum, 250 kinds of 60 countries, only on the server: the browser ignores such a format, and a wrong
number is reported when the page is sent. (Check digits of so many kinds would need a second library there, which could
not be proven equal.) A form whose numbers must be checked at once can state their shape with `pattern` as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from onestop.domain.forms.formats import FORMATS

OF_A_COUNTRY = re.compile(r"([a-z]{2})\.([a-z][a-z0-9_]*)")
OF_THE_WORLD = ("bic", "imo", "isin", "lei", "luhn")
RESERVED = ("as", "if", "in", "is")  # countries whose code is a keyword of Python
NumberCheck = Callable[[str], bool]


def find_number(name: str) -> NumberCheck | None:
    """Returns the check of a kind of number; None if there is none of this name."""
    found = OF_A_COUNTRY.fullmatch(name)
    if not found and name not in OF_THE_WORLD:
        return None
    country, kind = found.groups() if found else ("", name)
    place = f"{country}{'_' if country in RESERVED else ''}.{kind}" if country else kind
    try:
        return _checked_by(import_module(f"stdnum.{place}"))
    except ImportError:  # some are known by two names
        return _checked_by(getattr(_country(place), kind, None)) if country else None


def _country(place: str) -> Any:
    try:
        return import_module(f"stdnum.{place.partition('.')[0]}")
    except ImportError:
        return None


def _checked_by(module: Any) -> NumberCheck | None:
    check = getattr(module, "is_valid", None)
    return (lambda text: text.isascii() and bool(check(text))) if check else None


def formats_of(schema: Any) -> dict[str, NumberCheck]:
    """Returns the numbers that a schema asks for, each with its check."""
    found = {name: find_number(name) for name in set(named_formats(schema)) - FORMATS.keys()}
    return {name: check for name, check in found.items() if check}


def named_formats(schema: Any) -> Iterator[str]:
    """Yields every format named in a schema."""
    if isinstance(schema, Mapping):
        if isinstance(schema.get("format"), str):
            yield schema["format"]
        for inner in schema.values():
            yield from named_formats(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from named_formats(inner)


def is_meant_as_number(name: str) -> bool:
    """Whether a format looks like one of these numbers."""
    return OF_A_COUNTRY.fullmatch(name) is not None
