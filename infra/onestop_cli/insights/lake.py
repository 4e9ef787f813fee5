"""The lake on this machine: a folder of events as they came, and the same compacted, a file of Parquet a day.

`events/day=2026-11-28/` holds rows as they came, some of them twice, as Parquet or as JSON Lines packed;
`compact/day=2026-11-28/` each event once, and next to it the names of its source files. A late event is a new file of
an old day: that day is made again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from onestop.contracts.lake import columns
from onestop_cli.insights.sql_text import first_row, list_sql, text_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RAW, COMPACT = "events", "compact"
ABOUT = "about.json"
MADE_OF = "made_of.json"


def compact_lake(database: DuckDBPyConnection, lake: Path) -> list[str]:
    """Bring the compacted days up to date; returns the days that were made again."""
    made = []
    for folder in sorted((lake / RAW).glob("day=*")):
        names = files_of(folder)
        compact = lake / COMPACT / folder.name
        if names and names != made_of(compact):
            compact.mkdir(parents=True, exist_ok=True)
            (compact / MADE_OF).unlink(missing_ok=True)  # a writer that dies here has this day made again
            source = raw_source(raw_files(folder))
            target = text_sql(str(compact / "events.parquet"))
            database.execute(f"COPY ({once_sql(source)} ORDER BY reference, sequence) TO {target} (FORMAT parquet)")
            (compact / MADE_OF).write_text(json.dumps(names), encoding="utf-8")
            made.append(folder.name.removeprefix("day="))
    return made


def raw_files(day: Path) -> list[Path]:
    return sorted([*day.glob("*.json*"), *day.glob("*.parquet")])


def files_of(day: Path) -> list[str]:
    """Returns the files of a day, with a value for each that changes when the file is rewritten."""
    found = raw_files(day)
    return [f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in found]


def made_of(compact: Path) -> list[str]:
    """Returns the names of the files from which a compacted day was made; none if it is not complete."""
    try:
        names: list[str] = json.loads((compact / MADE_OF).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return names


def open_lake(database: DuckDBPyConnection, lake: Path) -> None:
    """The view `events`: each event of the lake once, compacted or not."""
    database.execute("SET TimeZone = 'UTC'")
    days = sorted((lake / RAW).glob("day=*"))
    fresh = [day for day in days if files_of(day) == made_of(lake / COMPACT / day.name)]
    other = [path for day in days if day not in fresh for path in raw_files(day)]
    parts = []
    names = {day.name for day in days}
    alone = [day for day in sorted((lake / COMPACT).glob("day=*")) if day.name not in names]  # of a city that never was
    if fresh or alone:
        made = [lake / COMPACT / day.name for day in fresh] + alone
        paths = [str(path) for day in made for path in sorted(day.glob("*.parquet"))]
        listed = f"[{list_sql(paths)[1:-1]}]"
        parts.append(parquet_sql(listed))
    if other:
        parts.append(once_sql(raw_source(other)))
    if not parts:
        raise CannotContinue(f"{lake} is no lake: there is nothing under {RAW}/day=...")
    import duckdb

    try:
        database.execute(f"CREATE OR REPLACE VIEW events AS {' UNION ALL '.join(parts)}")
    except duckdb.Error as problem:
        why = str(problem).splitlines()[0]
        again = f"Remove the folder of that day under {COMPACT}, and let `onestop insights export` make it again."
        raise CannotContinue(f"{lake} has a file that is damaged: {why}", (again,)) from problem


def check_replaceable(lake: Path) -> None:
    """Refuses a folder whose `events` are somebody else's: what is in there is replaced. Raises CannotContinue."""
    folder = lake / RAW
    if folder.exists() and not folder.is_dir():
        raise CannotContinue(f"{folder} is a file, and no lake: name another folder, or one that is not there yet.")
    for found in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not (found.name.startswith(("day=", "known.json")) or found.name == ABOUT):
            raise CannotContinue(
                f"{folder} holds {found.name}, which is of no lake: nothing was touched. Name another folder, or one "
                "that is not there yet."
            )


def known_files(lake: Path) -> list[Path]:
    """Returns what is known about cases in addition to their events, if there is anything."""
    return sorted((lake / RAW).glob("known.json*"))


def keep_as_lake(database: DuckDBPyConnection, lake: Path) -> int:
    """Keep the tables `events` and `known` as a lake; gives how many events there are."""
    if (lake / RAW).exists() or (lake / COMPACT).exists():
        raise CannotContinue(f"{lake} is a lake already: name a folder that is not there yet.")
    try:
        (lake / RAW).mkdir(parents=True)
    except OSError as problem:
        raise CannotContinue(f"{lake} cannot be made a lake: {problem.strerror}. Name a folder.") from problem
    target = text_sql(str(lake / COMPACT))
    database.execute(f"COPY events TO {target} (FORMAT parquet, PARTITION_BY (day), WRITE_PARTITION_COLUMNS true)")
    database.execute(f"COPY known TO {text_sql(str(lake / RAW / 'known.json'))} (FORMAT json)")
    return int(first_row(database, "SELECT count(*) FROM events")[0])


def nothing_sql() -> str:
    """A row of no event, with all columns."""
    return "SELECT " + ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns().items()) + " WHERE false"


def raw_source(paths: list[Path]) -> str:
    """The rows of raw files of both kinds."""
    parts = []
    if packed := [path for path in paths if path.suffix == ".parquet"]:
        parts.append(parquet_sql(f"[{list_sql(map(str, packed))[1:-1]}]"))
    if lines := [path for path in paths if path.suffix != ".parquet"]:
        kinds = ", ".join(f"{text_sql(name)}: {text_sql(kind.upper())}" for name, kind in columns().items())
        listed = f"[{list_sql(map(str, lines))[1:-1]}]"
        parts.append(f"SELECT {', '.join(columns())} FROM read_json({listed}, format='newline_delimited', "  # noqa: S608
                     f"columns={{{kinds}}}, hive_partitioning=false)")  # fmt: skip
    return f"({' UNION ALL '.join(parts)})"


def parquet_sql(listed: str) -> str:
    """The rows of files of Parquet. One lacks columns that are empty in it, or that its contract did not have: these
    are empty."""
    own = ", ".join(columns())
    return (
        f"SELECT {own} FROM (SELECT * FROM read_parquet({listed}, union_by_name=true, "  # noqa: S608
        f"hive_partitioning=false) UNION ALL BY NAME {nothing_sql()})"
    )


def once_sql(source: str) -> str:
    """Each event once, by its id: a repeat says the same, or less where an older writer left a field out."""
    own = ", ".join(columns())
    filled = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in columns())
    return (
        f"SELECT {own} FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY {filled} DESC) AS copy "  # noqa: S608
        f"FROM {source}) WHERE copy = 1"
    )
