"""moto's rows and expressions without the work that nobody needs. What comes of a call is the same."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from moto.core.base_backend import BackendDict
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict

SIZE, COPY, PARSE = DynamoType.size, Item.__deepcopy__, ConditionExpressionParser.parse
BACKEND = BackendDict.__getitem__
MOST_BYTES = 405_000  # of a row, as moto has it

Parsed = tuple[Any, list[str], list[str]]


def quicken_rows() -> None:
    """Lets moto take less time over rows and expressions."""
    Item.__init__ = make_row  # type: ignore[method-assign]
    Item.__deepcopy__ = itself  # type: ignore[method-assign, assignment]
    DynamoType.size = size  # type: ignore[method-assign]
    ConditionExpressionParser.parse = parse_once  # type: ignore[method-assign]
    BackendDict.__getitem__ = backend_of  # type: ignore[method-assign]


def make_row(row: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]) -> None:
    """moto adds up the size of a row anew with each of its attributes; once for all is enough."""
    row.hash_key, row.range_key = hash_key, range_key
    row.attrs = LimitedSizeDict({name: DynamoType(value) for name, value in attrs.items()})
    if row.size() > MOST_BYTES:
        raise ItemSizeTooLarge


def itself(row: Item, _memo: dict[int, Any]) -> Item:
    """A row is replaced and never changed where it lies (see `quick_tables.update_anew`): nobody needs a copy."""
    return row


def copy_row(row: Item) -> Item:
    return COPY(row, {})


def size(value: DynamoType) -> int:
    """The bytes of a value. Nearly all are text, but moto asks for every other kind first."""
    if value.type == "S":
        return len(value.value) if value.value.isascii() else len(value.value.encode())
    return SIZE(value)


def parse_once(parser: ConditionExpressionParser) -> Any:
    """moto reads a condition three times for each row that is written. Ours are few, and asking changes none."""
    if not parser.condition_expression:
        return PARSE(parser)
    names, values = json.dumps(parser.expression_attribute_names), json.dumps(parser.expression_attribute_values)
    condition, names_found, values_found = parsed(parser.condition_expression, names, values)
    parser.expr_attr_names_found.extend(names_found)
    parser.expr_attr_values_found.extend(values_found)
    return condition


@lru_cache(maxsize=4096)
def parsed(asked: str, names: str, values: str) -> Parsed:
    """A condition, and which names and values are used in it."""
    parser = ConditionExpressionParser(asked, json.loads(names), json.loads(values))
    return PARSE(parser), parser.expr_attr_names_found, parser.expr_attr_values_found


def backend_of(backends: Any, account: str) -> Any:
    """moto looks under a lock whether an account is new, each time that it asks for its tables."""
    return dict.__getitem__(backends, account) if dict.__contains__(backends, account) else BACKEND(backends, account)
