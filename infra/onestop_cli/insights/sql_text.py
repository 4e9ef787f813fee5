"""Texts and names of others in SQL, quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def text_sql(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def name_sql(name: str) -> str:
    """A name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def list_sql(texts: Iterable[str]) -> str:
    return "(" + ", ".join(text_sql(text) for text in texts) + ")"


def first_row(database: DuckDBPyConnection, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
    """The one row of a query that always has one."""
    row = database.execute(query, list(values)).fetchone()
    return row if row is not None else ()
