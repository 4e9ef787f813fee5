"""moto's tables without unnecessary work. The result of a call is the same, in a fraction of the time."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from inspect import signature
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

from tests.quick_rows import copy_row, quicken_rows
from tests.quick_updates import is_plain, quicken_updates, renewed

QUERY = Table.query
SORT, ALL = Table.sorted_items, Table.all_items
UPDATE, UPDATE_TAKES = DynamoDBBackend.update_item, signature(DynamoDBBackend.update_item)
TRANSACT = DynamoDBBackend.transact_write_items
CAST = DynamoType.cast_value.fget  # type: ignore[attr-defined]

INDEX = list(signature(QUERY).parameters).index("index_name") - 2  # its place after the table and the key

Partition = tuple[Table, DynamoType, Any]


def quicken_tables() -> None:
    """Lets moto take less time over transactions and queries."""
    quicken_rows()
    quicken_updates()
    Table.__deepcopy__ = itself  # type: ignore[attr-defined]
    Table.query = query_what_matches  # type: ignore[method-assign]
    Table.all_items = all_rows  # type: ignore[method-assign]
    Table.sorted_items = sorted_rows  # type: ignore[method-assign]
    DynamoDBBackend.update_item = update_anew  # type: ignore[method-assign]
    DynamoDBBackend.transact_write_items = transact  # type: ignore[method-assign]
    DynamoType.cast_value = property(cast_value)  # type: ignore[method-assign, assignment]


def transact(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    """moto copies whole tables for each write of a transaction, to put them back should it fail. The partitions that it
    names are enough; rows are replaced and never changed in place (see `update_anew`), so they need no copy."""
    kept = list(partitions(backend, transact_items))
    try:
        TRANSACT(backend, transact_items)
    except Exception:
        for table, key, rows in kept:
            if rows is None:
                table.items.pop(key, None)  # type: ignore[call-overload]
            else:
                table.items[key] = rows  # type: ignore[index]
        raise


def partitions(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> Iterator[Partition]:
    """Returns the partitions that a transaction may write to, each with a list of its rows; None if there are none."""
    for item in transact_items:
        ((kind, asked),) = item.items()
        table = backend.get_table(asked["TableName"])
        key = DynamoType(asked["Item" if kind == "Put" else "Key"][table.hash_key_attr])
        rows = table.items.get(key)  # type: ignore[call-overload]
        yield table, key, copy.copy(rows)


def itself(table: Table, _memo: dict[int, Any]) -> Table:
    return table


def cast_value(value: DynamoType) -> Any:
    """Returns a value as one of Python. Nearly all are text, but moto tries every other kind first."""
    return value.value if value.type == "S" else CAST(value)


def update_anew(backend: DynamoDBBackend, *asked: Any, **more: Any) -> Any:
    """moto changes a row in place. This puts a copy in its place first, so that a saved reference to the row stays
    valid."""
    wanted = UPDATE_TAKES.bind(backend, *asked, **more).arguments
    table = backend.get_table(wanted["table_name"])
    key, place = backend.get_keys_value(table, wanted["key"])
    row = table.get_item(key, place)
    if row is not None:
        table.items[key][place] = renewed(row) if is_plain(table, row, wanted) else copy_row(row)
    return UPDATE(backend, *asked, **more)


def query_what_matches(whole: Table, key: Any, *asked: Any, **more: Any) -> Any:
    """moto sorts all rows of a table before it looks which are asked for. It is given those of the partition only."""
    table = copy.copy(whole)
    if not (more.get("index_name") or asked[INDEX : INDEX + 1] not in ((), (None,))):
        table.items = {key: whole.items.get(key, {})}  # type: ignore[assignment]
    else:
        keys = more.get("hash_key_conditions") or []
        table.items = {  # type: ignore[assignment]
            key: {place: row for place, row in rows.items() if has(row, keys)} for key, rows in whole.items.items()
        }
    return QUERY(table, key, *asked, **more)


def all_rows(table: Table) -> list[Any]:
    """moto compares rows by asking for the type of each key. If all are text, the text is enough."""
    if {each["AttributeType"] for each in table.attr} != {"S"} or not table.range_key_attr:
        return ALL(table)
    rows: list[Any] = [row for partition in table.items.values() for row in partition.values()]
    rows.sort(key=lambda row: (row.hash_key.value, row.range_key.value))
    return rows


def sorted_rows(table: Table, hash_names: list[str], range_names: list[str | None], rows: list[Any]) -> list[Any]:
    """The rows of an index in its order."""
    if {each["AttributeType"] for each in table.attr} != {"S"}:
        return SORT(table, hash_names, range_names, rows)
    names = table._generate_attr_to_sort_by(hash_names, range_names)
    rows.sort(key=lambda row: [row.attrs[name].value for name in names])
    return rows


def has(row: Any, keys: list[tuple[str, Any]]) -> bool:
    return all(name in row.attrs and row.attrs[name] == value for name, value in keys)
