"""moto's tables without the work that nobody needs. What comes of a call is the same, in a fraction of the time."""

from __future__ import annotations

import copy
from inspect import signature
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table

QUERY, QUERY_TAKES = Table.query, signature(Table.query)
UPDATE, UPDATE_TAKES = DynamoDBBackend.update_item, signature(DynamoDBBackend.update_item)


def quicken() -> None:
    """Lets moto take less time over transactions and queries, for the rest of this process."""
    Table.__deepcopy__ = set_aside  # type: ignore[attr-defined]
    Table.query = query_what_matches  # type: ignore[method-assign]
    DynamoDBBackend.update_item = update_anew  # type: ignore[method-assign]


def set_aside(table: Table, _memo: dict[int, Any]) -> Table:
    """What moto keeps of every table of a transaction, to put it back should the transaction fail. It copied each row;
    rows are replaced here and never changed (see `update_anew`), so the rows themselves can be kept."""
    kept = copy.copy(table)
    kept.items = copy.copy(table.items)
    for key, rows in table.items.items():
        kept.items[key] = copy.copy(rows)
    return kept


def update_anew(backend: DynamoDBBackend, *asked: Any, **more: Any) -> Any:
    """moto changes a row where it lies. A copy is laid in its place first: whoever has set the row aside keeps it."""
    wanted = UPDATE_TAKES.bind(backend, *asked, **more).arguments
    table = backend.get_table(wanted["table_name"])
    key, place = backend.get_keys_value(table, wanted["key"])
    row = table.get_item(key, place)
    if row is not None:
        table.items[key][place] = copy.deepcopy(row)
    return UPDATE(backend, *asked, **more)


def query_what_matches(table: Table, *asked: Any, **more: Any) -> Any:
    """moto sorts all rows of a table before it looks which are asked for. It is given those of the partition only."""
    wanted = QUERY_TAKES.bind(table, *asked, **more).arguments
    whole, table = table, copy.copy(table)
    if not wanted.get("index_name"):
        key = wanted["hash_key"]
        table.items = {key: whole.items.get(key, {})}  # type: ignore[assignment]
    else:
        keys = wanted["hash_key_conditions"] or []
        table.items = {  # type: ignore[assignment]
            key: {place: row for place, row in rows.items() if has(row, keys)} for key, rows in whole.items.items()
        }
    return QUERY(table, *asked, **more)


def has(row: Any, keys: list[tuple[str, Any]]) -> bool:
    return all(name in row.attrs and row.attrs[name] == value for name, value in keys)
