"""Arithmetic of forms: decimal and exact, so that 0.1 + 0.2 is 0.3, the same here as in a browser (big.js)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

EXACT = Context(prec=400)  # more digits than any sum or product of a form, so that nothing is rounded unless asked for
PLACES = 12  # decimal places that may be asked for


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def add(*values: Any) -> int | float | None:
    """Returns the sum; None if one of them is not a number."""
    if not all(map(is_number, values)):
        return None
    return plain(sum_of(values))


def subtract(one: Any, other: Any = None) -> int | float | None:
    """Returns one minus the other; a single number with its sign changed."""
    if other is None:
        return plain(-decimal_of(one)) if is_number(one) else None
    if not (is_number(one) and is_number(other)):
        return None
    return plain(EXACT.subtract(decimal_of(one), decimal_of(other)))


def multiply(*values: Any) -> int | float | None:
    """Returns the product; None if one of them is not a number."""
    if not values or not all(map(is_number, values)):
        return None
    product = Decimal(1)
    for value in values:
        product = EXACT.multiply(product, decimal_of(value))
    return plain(product)


def round_to(value: Any, places: Any = 0) -> int | float | None:
    """Rounds half away from zero, as cash desks do."""
    if not is_number(value) or not is_number(places) or not 0 <= places <= PLACES:
        return None
    return plain(decimal_of(value).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP, EXACT))


def least(*values: Any) -> int | float | None:
    return min(filter(is_number, values), default=None)


def most(*values: Any) -> int | float | None:
    return max(filter(is_number, values), default=None)


def total(entries: Any, name: Any = None) -> int | float:
    """Returns the sum of a list of numbers, or of one answer of each entry of a group; what is not a number counts
    as nothing."""
    listed = entries if isinstance(entries, list) else []
    values = [entry.get(name) if isinstance(entry, dict) else None for entry in listed] if name else listed
    return plain(sum_of([value for value in values if is_number(value)]))


def sum_of(values: Any) -> Decimal:
    result = Decimal(0)
    for value in values:
        result = EXACT.add(result, decimal_of(value))
    return result


def decimal_of(value: int | float) -> Decimal:
    """Returns a number as it is written: 0.1 is a tenth."""
    return Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)


def plain(value: Decimal) -> int | float:
    """Returns a number as JSON has it, where 2.0 is 2."""
    number = float(value)
    return int(number) if number.is_integer() else number
