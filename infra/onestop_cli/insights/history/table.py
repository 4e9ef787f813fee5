"""A file as a table of texts in DuckDB, with the number of each row: how it is loaded, whatever it is written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGEST_ROW = 64 << 20


@dataclass(frozen=True, slots=True)
class History:
    """An opened file: `columns` as it calls them, `load` makes the table `raw` of some of them under our names."""

    columns: tuple[str, ...]
    load: Callable[[Mapping[str, str]], None]
    notes: list[str] = field(default_factory=list)


def make_raw(database: DuckDBPyConnection, texts: Mapping[str, str], source: str) -> None:
    """The table `raw`: a row's number as the file has them, and the texts; nothing and blanks alike are null."""
    columns = ", ".join(f"nullif(trim({text}), '') AS {ours}" for ours, text in texts.items())
    database.execute(f"CREATE OR REPLACE TABLE raw AS SELECT row_number() OVER () AS row_no, {columns} FROM {source}")  # noqa: S608
