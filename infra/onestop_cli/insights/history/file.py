"""A file as a table of texts in DuckDB, with the number of each row: CSV of any letters, JSON of four shapes, Parquet.

A CSV file that is as it should be is read by DuckDB itself, in parallel: a million rows take seconds. Any other one is
first read row by row by the patient reader of `onestop replay`, and what it had to mend is told.
"""

from __future__ import annotations

import bz2
import codecs
import csv
import gzip
import lzma
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec

from onestop_cli.insights.sql_text import name_sql, text_sql
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.csv_files import CsvForm, Lines, delimiter_of, form_of, without_nul

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PACKERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".geojson", ".jl")
LARGEST_ROW = 64 << 20
INSIDE = ("features", "results", "data", "records", "requests", "service_requests", "rows", "value", "items")


@dataclass(frozen=True, slots=True)
class History:
    """An opened file: `columns` as it calls them, `load` makes the table `raw` of some of them under our names."""

    columns: tuple[str, ...]
    load: Callable[[Mapping[str, str]], None]
    notes: list[str] = field(default_factory=list)


@contextmanager
def open_history(database: DuckDBPyConnection, path: Path) -> Iterator[History]:
    """Open an export of any of the kinds. Raises CannotContinue for what is none."""
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


def open_csv(database: DuckDBPyConnection, path: Path, folder: Path) -> History:
    form = quick_form(path) or form_of(path)
    header = read_names(path, form)
    notes = [f"{path.name}: {form.note}."] if form.note else []
    columns = tuple(name for name in header if name)
    if len(columns) < 2:
        raise CannotContinue(f"{path.name} has no header with names of columns: its first line is {columns[:1]!r}.")
    if len(columns) < len(header):
        notes.append(f"{len(header) - len(columns)} columns have no name and are not read.")

    def load(wanted: Mapping[str, str]) -> None:
        places = {ours: header.index(theirs) for ours, theirs in wanted.items()}
        if form.encoding not in ("utf-8", "utf-8-sig") or not load_strictly(database, path, form, len(header), places):
            load_patiently(database, path, form, places, len(header), folder, notes)

    return History(columns, load, notes)


def quick_form(path: Path) -> CsvForm | None:
    """The form of a file that is UTF-8 throughout, read in large pieces; None for any other, which is looked at by its
    lines."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        first = file.readline(1 << 20)
        if first.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in first:
            return None
        try:
            header = first.decode()
            for piece in iter(lambda: file.read(1 << 22), b""):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    return CsvForm("utf-8", delimiter_of(header))


def read_names(path: Path, form: CsvForm) -> list[str]:
    with path.open(encoding=form.encoding, errors="replace", newline="") as file:
        first = next(csv.reader(without_nul(file, path, lambda _: None), delimiter=form.delimiter), [])
    return [name.strip().removeprefix("\ufeff") for name in first]


def load_strictly(
    database: DuckDBPyConnection, path: Path, form: CsvForm, width: int, places: Mapping[str, int]
) -> bool:
    """Whether DuckDB could read every row as the standard of CSV says."""
    import duckdb

    names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    source = (
        f"read_csv({text_sql(str(path))}, auto_detect=false, header=true, delim={text_sql(form.delimiter)}, "
        f"quote='\"', escape='\"', strict_mode=true, max_line_size={LARGEST_ROW // 8}, columns={{{names}}})"
    )
    try:
        make_raw(database, {ours: f"c{place}" for ours, place in places.items()}, source)
    except duckdb.Error:
        return False
    return True


def load_patiently(
    database: DuckDBPyConnection,
    path: Path,
    form: CsvForm,
    places: Mapping[str, int],
    width: int,
    folder: Path,
    notes: list[str],
) -> None:
    """Read row by row; a row that is too short or too long is read as far as its header goes, and counted."""
    mended: Counter[str] = Counter()
    clean = folder / "mended.csv"
    with path.open(encoding=form.encoding, errors="replace", newline="") as file, clean.open("w", newline="") as out:
        lines = Lines(without_nul(file, path, lambda note: notes.append(note) if len(notes) < 10 else None))
        reader, writer = csv.reader(lines, delimiter=form.delimiter), csv.writer(out, quoting=csv.QUOTE_ALL)
        number = 0
        try:
            next(reader, None)
            for row in reader:
                if not row:
                    continue
                number += 1
                if lines.ended:
                    raise CannotContinue(f"{path.name}, row {number}: a quotation mark is opened and never closed.")
                mended["too short" if len(row) < width else "too long" if len(row) > width else ""] += 1
                writer.writerow([row[place] if place < len(row) else "" for place in places.values()])
        except csv.Error as problem:
            raise CannotContinue(f"{path.name}, row {number + 1}: {problem}.") from problem
    notes += [f"{count} rows are {how} for the header; they are read as far as it goes." for how, count in
              sorted(mended.items()) if how]  # fmt: skip
    names = ", ".join(f"{text_sql(ours)}: 'VARCHAR'" for ours in places)
    source = (
        f"read_csv({text_sql(str(clean))}, auto_detect=false, header=false, delim=',', quote='\"', escape='\"', "
        f"columns={{{names}}}, max_line_size={LARGEST_ROW // 8})"
    )
    make_raw(database, {ours: name_sql(ours) for ours in places}, source)


def open_json(database: DuckDBPyConnection, path: Path, folder: Path) -> History:
    """A list of objects, one object a line, or a list inside of one object, as Open311, GeoJSON and Socrata write."""
    import duckdb

    lined = path if is_list_or_lines(path) else unfolded(path, folder)
    source = f"read_json_objects({text_sql(str(lined))}, maximum_object_size={LARGEST_ROW}, format='auto')"
    try:
        found = database.execute(
            f"SELECT key, count(*) FROM (SELECT unnest(json_keys(json)) AS key FROM {source}) GROUP BY key "  # noqa: S608
            "ORDER BY count(*) DESC, key"
        ).fetchall()
    except duckdb.Error as problem:
        raise CannotContinue(f"{path.name} cannot be read as JSON.", tuple(str(problem).splitlines()[:2])) from problem
    columns = tuple(key for key, _ in found)
    if not columns:
        raise CannotContinue(f"{path.name} has no objects with fields.")

    def load(wanted: Mapping[str, str]) -> None:
        texts = {ours: f"json ->> {text_sql(pointer(theirs))}" for ours, theirs in wanted.items()}
        make_raw(database, texts, source)

    return History(columns, load)


def pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def is_list_or_lines(path: Path) -> bool:
    """Whether it is what DuckDB reads by itself: a list, or an object in each line."""
    with path.open("rb") as file:
        first = file.readline(1 << 20).removeprefix(b"\xef\xbb\xbf").strip()
    if first.startswith(b"["):
        return True
    try:
        one = msgspec.json.decode(first)
        return isinstance(one, dict) and not any(isinstance(one.get(name), list) for name in INSIDE)
    except msgspec.DecodeError:
        return False


def unfolded(path: Path, folder: Path) -> Path:
    """The list that lies inside of one object, an object a line."""
    try:
        whole = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except msgspec.DecodeError as problem:
        raise CannotContinue(f"{path.name} cannot be read as JSON: {problem}.") from problem
    if not isinstance(whole, dict):
        raise CannotContinue(f"{path.name} is JSON, but neither a list of objects nor an object with a list in it.")
    inside = next((whole[name] for name in INSIDE if isinstance(whole.get(name), list)), None)
    if inside is None:
        raise CannotContinue(
            f"{path.name} is JSON, but no list of objects lies in it (looked for {', '.join(INSIDE)})."
        )
    names = names_of_rows(whole)
    lined = folder / "unfolded.jsonl"
    with lined.open("wb") as out:
        for each in inside:
            out.write(msgspec.json.encode(row_of(each, names)) + b"\n")
    return lined


def names_of_rows(whole: Mapping[str, Any]) -> list[str]:
    """The names of columns where rows are lists, as in Socrata's rows.json."""
    meta = whole.get("meta")
    view = meta.get("view") if isinstance(meta, dict) else None
    columns = view.get("columns") if isinstance(view, dict) else None
    found = columns if isinstance(columns, list) else []
    return [str(each.get("fieldName") or each.get("name")) for each in found if isinstance(each, dict)]


def row_of(each: Any, names: list[str]) -> dict[str, Any]:
    if isinstance(each, list):
        return dict(zip(names, each, strict=False))
    if isinstance(each, dict):
        inner = each.get("properties") or each.get("attributes")
        return inner if isinstance(inner, dict) else each
    return {}


def make_raw(database: DuckDBPyConnection, texts: Mapping[str, str], source: str) -> None:
    """The table `raw`: a row's number as the file has them, and the texts; nothing and blanks alike are null."""
    columns = ", ".join(f"nullif(trim({text}), '') AS {ours}" for ours, text in texts.items())
    database.execute(f"CREATE OR REPLACE TABLE raw AS SELECT row_number() OVER () AS row_no, {columns} FROM {source}")  # noqa: S608
