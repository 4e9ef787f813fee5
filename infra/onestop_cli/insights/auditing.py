"""What an audit looks at: the cases of a lake, with what is known beside its events, or those of an export."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onestop_cli.insights.history_as_cases import history_as_cases
from onestop_cli.insights.history_check import load_history
from onestop_cli.insights.lake import known_files, open_lake
from onestop_cli.insights.measures import make_views
from onestop_cli.insights.sql_text import list_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def open_audited(database: DuckDBPyConnection, source: Path, named: Path | None, folder: Path, now: datetime) -> None:
    """The tables `cases` and `as_of`."""
    if not source.is_dir():
        load_history(database, source, named, folder / "maps", now)
        history_as_cases(database)
        return
    if named:
        raise CannotContinue("--map says what the columns of an export mean; a lake needs none: leave it out.")
    open_lake(database, source)
    make_views(database, folder / "views")
    add_known(database, source)


def add_known(database: DuckDBPyConnection, lake: Path) -> None:
    """Give `cases` what is known of them beside their events, if anything is."""
    files = known_files(lake)
    if files:
        database.execute(
            "CREATE OR REPLACE TABLE cases AS SELECT cases.*, known.language FROM cases LEFT JOIN "  # noqa: S608
            f"(SELECT reference, max(language) AS language FROM read_json([{list_sql(map(str, files))[1:-1]}], "
            "columns={reference: 'VARCHAR', language: 'VARCHAR'}) GROUP BY reference) AS known USING (reference)"
        )
