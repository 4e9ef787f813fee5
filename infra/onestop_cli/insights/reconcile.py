"""Compares the lake with the tables, row by row: rows that only one of them has, or that differ."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from onestop.contracts.lake import columns
from onestop.contracts.recorded import Recorded
from onestop.storage.lake.read_events import Snapshot
from onestop_cli.insights.export import export_lake
from onestop_cli.insights.lake import ABOUT, RAW, open_lake
from onestop_cli.insights.sql_text import first_row, text_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """How many rows agree, and the ids of those that do not. `later` happened since the lake was exported: they
    come with the next export and do not count as a difference."""

    same: int
    missing: tuple[str, ...]
    strange: tuple[str, ...]
    later: int
    gaps: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.strange or self.gaps)


def reconcile(database: DuckDBPyConnection, lake: Path, everything: Iterable[Recorded | Snapshot]) -> Reconciled:
    """Compare every column of every event."""
    with TemporaryDirectory(prefix="onestop-reconcile-") as folder:
        exported = export_lake(everything, Path(folder), datetime.now(UTC))
        if exported.events:
            open_lake(database, Path(folder))
            database.execute("CREATE OR REPLACE TABLE of_tables AS SELECT * FROM events")
    open_lake(database, lake)
    database.execute("CREATE OR REPLACE TABLE of_lake AS SELECT * FROM events")
    if not exported.events:
        database.execute("CREATE OR REPLACE TABLE of_tables AS SELECT * FROM of_lake WHERE false")
    own = ", ".join(columns())
    apart = f"(SELECT {own} FROM of_tables EXCEPT SELECT {own} FROM of_lake)"  # noqa: S608
    strange = f"(SELECT {own} FROM of_lake EXCEPT SELECT {own} FROM of_tables)"  # noqa: S608
    both = f"(SELECT {own} FROM of_tables INTERSECT SELECT {own} FROM of_lake)"  # noqa: S608
    try:
        began = text_sql(json.loads((lake / RAW / ABOUT).read_text(encoding="utf-8"))["began_at"])
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotContinue(f"{lake} was not made by `onestop insights export`: it does not say when.") from None
    return Reconciled(
        same=first_row(database, f"SELECT count(*) FROM {both}")[0],  # noqa: S608
        missing=ids(database, f"SELECT id FROM {apart} WHERE time < TIMESTAMP {began} ORDER BY id"),  # noqa: S608
        strange=ids(database, f"SELECT id FROM {strange} ORDER BY id"),  # noqa: S608
        later=first_row(database, f"SELECT count(*) FROM {apart} WHERE time >= TIMESTAMP {began}")[0],  # noqa: S608
        gaps=tuple(exported.gaps),
    )


def ids(database: DuckDBPyConnection, query: str) -> tuple[str, ...]:
    return tuple(row[0] for row in database.execute(query).fetchall())
