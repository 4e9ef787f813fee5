"""moto's rows and expressions without unnecessary work. The result of a call is the same."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import moto.dynamodb.models.utilities as utilities
import moto.dynamodb.responses as responses
from moto.core.base_backend import BackendDict
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict

PLAIN = utilities.dynamo_to_dict
SIZE, COPY, PARSE = DynamoType.size, Item.__deepcopy__, ConditionExpressionParser.parse
PROJECT = Item.project
BACKEND = BackendDict.__getitem__
MOST_BYTES = 405_000  # of a row, as moto has it

Parsed = tuple[Any, list[str], list[str]]


def quicken_rows() -> None:
    """Lets moto take less time over rows and expressions."""
    Item.__init__ = make_row  # type: ignore[method-assign]
    Item.size = size_of_row  # type: ignore[method-assign]
    Item.__deepcopy__ = itself  # type: ignore[method-assign, assignment]
    Item.project = project  # type: ignore[method-assign]
    DynamoType.__init__ = make_value  # type: ignore[method-assign]
    DynamoType.size = size  # type: ignore[method-assign]
    utilities.dynamo_to_dict = responses.dynamo_to_dict = plain
    ConditionExpressionParser.parse = parse_once  # type: ignore[method-assign]
    BackendDict.__getitem__ = backend_of  # type: ignore[method-assign]


def make_row(row: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]) -> None:
    """moto adds up the size of a row again with each of its attributes; once for all is enough."""
    row.hash_key, row.range_key = hash_key, range_key
    row.attrs = LimitedSizeDict({name: DynamoType(value) for name, value in attrs.items()})
    if row.size() > MOST_BYTES:
        raise ItemSizeTooLarge


def itself(row: Item, _memo: dict[int, Any]) -> Item:
    """A row is replaced and never changed in place (see `quick_tables.update_anew`), so no copy is needed."""
    return row


def project(row: Item, paths: list[list[str]]) -> Item:
    """moto makes Python's values of a whole row for each field that an index has of it, and rows of them again."""
    if any(len(path) > 1 or "[" in path[0] for path in paths):
        return PROJECT(row, paths)
    part = Item(row.hash_key, row.range_key, {})
    part.attrs = LimitedSizeDict({path[0]: row.attrs[path[0]] for path in paths if path[0] in row.attrs})
    return part


def size_of_row(row: Item) -> int:
    """A row never changes, so it is measured once, and not for each page of a query that it might be too much for."""
    known: int | None = row.__dict__.get("measured")
    if known is None:
        known = row.__dict__["measured"] = size_of_fields(row.attrs)
    return known


def size_of_fields(fields: dict[str, DynamoType]) -> int:
    return sum((len(name) if name.isascii() else len(name.encode())) + size(value) for name, value in fields.items())


def make_value(made: DynamoType, given: Any) -> None:
    """moto asks of each value whether it is a list or a map, by methods; nearly all are text."""
    if type(given) is DynamoType:
        made.type, made.value = given.type, given.value
    else:
        made.type, made.value = next(iter(given.items()))
    if made.type == "L":
        made.value = [DynamoType(each) for each in made.value]
    elif made.type == "M":
        made.value = {name: DynamoType(each) for name, each in made.value.items()}


def plain(said: Any) -> Any:
    """An answer as plain values. Nearly all of it is text, which moto looks at last."""
    kind = type(said)
    if kind is str:
        return said
    if kind is dict:
        return {name: each if type(each) is str else plain(each) for name, each in said.items()}
    if kind is list:
        return [plain(each) for each in said]
    if kind is DynamoType and said.type == "S":
        return {"S": said.value}
    return PLAIN(said)


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
