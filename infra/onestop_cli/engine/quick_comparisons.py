"""Of what conditions on rows are made. Each part says of a row what the engine would say."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from ministack.services import dynamodb

RowAttributes = dict[str, Any]
# of a row, with the values and names of the request
RowCondition = Callable[[RowAttributes, dict[str, Any], dict[str, str]], Any]

ENGINE: Any = dynamodb
COMPARISONS = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class LeftToTheEngineError(Exception):
    """This condition, or this row, is none that is read here."""


def all_of(first: RowCondition, second: RowCondition) -> RowCondition:
    def is_true_of(row: RowAttributes, values: dict[str, Any], names: dict[str, str]) -> Any:
        one, other = first(row, values, names), second(row, values, names)
        return one and other

    return is_true_of


def any_of(first: RowCondition, second: RowCondition) -> RowCondition:
    def is_true_of(row: RowAttributes, values: dict[str, Any], names: dict[str, str]) -> Any:
        one, other = first(row, values, names), second(row, values, names)
        return one or other

    return is_true_of


def none_of(inside: RowCondition) -> RowCondition:
    return lambda row, values, names: not inside(row, values, names)


def exists(field: str, wanted: bool) -> RowCondition:
    return lambda row, _values, names: (row.get(names.get(field, field)) is not None) is wanted


def begins(field: str, start: str) -> RowCondition:
    def is_true_of(row: RowAttributes, values: dict[str, Any], names: dict[str, str]) -> bool:
        said, asked = row.get(names.get(field, field)), values.get(start)
        if said is None or asked is None:
            return False
        found: bool = said["S"].startswith(asked["S"])  # other kinds are left to the engine
        return found

    return is_true_of


def compared(field: str, sign: str, value: str) -> RowCondition:
    compare = COMPARISONS[sign]

    def is_true_of(row: RowAttributes, values: dict[str, Any], names: dict[str, str]) -> Any:
        said, asked = row.get(names.get(field, field)), values.get(value)
        one, other = text_of(said), text_of(asked)
        if one is not None and other is not None:
            return compare(one, other)
        return ENGINE._compare_ddb(said, sign, asked)

    return is_true_of


def between(field: str, low: str, high: str) -> RowCondition:
    def is_true_of(row: RowAttributes, values: dict[str, Any], names: dict[str, str]) -> Any:
        said, least, most = row.get(names.get(field, field)), values.get(low), values.get(high)
        if ENGINE._between_bounds_error(least, most):
            raise LeftToTheEngineError
        first = ENGINE._compare_ddb(least, "<=", said)
        return first and ENGINE._compare_ddb(said, "<=", most)

    return is_true_of


def text_of(value: Any) -> str | None:
    """The text of a value of a row, which nearly all are."""
    text = value.get("S") if type(value) is dict else None
    return text if type(text) is str else None
