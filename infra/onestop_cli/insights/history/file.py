"""An export opened, whatever it is: unpacked, and known by how it begins as CSV, JSON or Parquet."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from onestop_cli.insights.history.csv_file import open_csv
from onestop_cli.insights.history.json_file import open_json
from onestop_cli.insights.history.table import History, make_raw
from onestop_cli.insights.sql_text import name_sql, text_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PACKERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".geojson", ".jl")


@contextmanager
def open_history(database: DuckDBPyConnection, path: Path) -> Iterator[History]:
    """Open an export of any of the kinds. Raises CannotContinue for anything else."""
    if not path.is_file():
        raise CannotContinue(f"{path} is not a file.")
    with TemporaryDirectory(prefix="onestop-insights-") as folder:
        plain = unpacked(path, Path(folder))
        if plain.stat().st_size == 0:
            raise CannotContinue(f"{path.name} is empty.")
        ending = plain.suffix.lower()
        if ending == ".parquet":
            yield open_parquet(database, plain)
        elif ending in JSON_ENDINGS or begins_as_json(plain):
            yield open_json(database, plain, Path(folder))
        else:
            yield open_csv(database, plain, Path(folder))


def unpacked(path: Path, folder: Path) -> Path:
    """The file itself, or what a compressed one holds."""
    opener = PACKERS.get(path.suffix.lower())
    if opener is None:
        return path
    plain = folder / path.stem
    try:
        with opener(path, "rb") as packed, plain.open("wb") as out:
            shutil.copyfileobj(packed, out, 1 << 20)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as problem:
        raise CannotContinue(f"{path.name} cannot be unpacked: {problem}.") from problem
    return plain


def begins_as_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")


def open_parquet(database: DuckDBPyConnection, path: Path) -> History:
    import duckdb

    source = f"read_parquet({text_sql(str(path))})"
    try:
        described = database.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
    except duckdb.Error as problem:
        raise CannotContinue(
            f"{path.name} cannot be read as Parquet.", tuple(str(problem).splitlines()[:1])
        ) from problem
    columns = tuple(row[0] for row in described)

    def load(wanted: Mapping[str, str]) -> None:
        make_raw(database, {ours: f"{name_sql(theirs)}::VARCHAR" for ours, theirs in wanted.items()}, source)

    return History(columns, load)
