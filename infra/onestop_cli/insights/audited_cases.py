"""The cases that an audit looks at: those of a lake, with facts that are not in its events, or those of an export."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onestop_cli.insights.history.audited_cases import history_as_cases
from onestop_cli.insights.history.check import load_history
from onestop_cli.insights.lake import known_files, open_lake
from onestop_cli.insights.measures import make_views
from onestop_cli.insights.sql_text import list_sql, text_sql
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
    """Add to `cases` the facts about them that are not in their events, if there are any."""
    files = known_files(lake)
    if files:
        database.execute(
            "CREATE OR REPLACE TABLE cases AS SELECT cases.*, known.language, known.segment FROM cases LEFT JOIN "  # noqa: S608
            "(SELECT reference, max(language) AS language, max(segment) AS segment FROM "
            f"read_json([{list_sql(map(str, files))[1:-1]}], columns={{reference: 'VARCHAR', language: 'VARCHAR', "
            "segment: 'VARCHAR'}) GROUP BY reference) AS known USING (reference)"
        )


def add_segments(database: DuckDBPyConnection, file: Path) -> None:
    """Give `cases` the segments that somebody declares in a table: of districts (by income, by distance), or of cases.

    What residents say of themselves is never among them: that is for suggesting services, and for nothing else."""
    import duckdb

    try:
        database.execute(
            "CREATE OR REPLACE TEMP TABLE declared AS SELECT * FROM read_csv("  # noqa: S608
            f"{text_sql(str(file))}, header=true, all_varchar=true, normalize_names=true)"
        )
    except (duckdb.Error, OSError) as problem:
        raise CannotContinue(f"{file} cannot be read as a table (CSV).", (str(problem).splitlines()[0],)) from problem
    found = {row[0] for row in database.execute("DESCRIBE declared").fetchall()}
    keys = [name for name in ("district", "reference") if name in found]
    if "segment" not in found or len(keys) != 1:
        raise CannotContinue(f"{file.name} needs two columns: `segment`, and either `district` or `reference`.")
    (key,) = keys
    twice = database.execute(
        f"SELECT {key} FROM declared GROUP BY {key} HAVING count(DISTINCT segment) > 1 ORDER BY {key}"  # noqa: S608
    ).fetchone()
    if twice:
        raise CannotContinue(f"{file.name} puts {key} {twice[0]!r} into two segments: one is enough.")
    own = {row[0] for row in database.execute("DESCRIBE cases").fetchall()}
    kept = "cases.* EXCLUDE (segment)" if "segment" in own else "cases.*"
    database.execute(
        f"CREATE OR REPLACE TABLE cases AS SELECT {kept}, declared.segment FROM cases LEFT JOIN "  # noqa: S608
        f"(SELECT {key}, any_value(segment) AS segment FROM declared GROUP BY {key}) AS declared USING ({key})"
    )
