"""CSV of any letters and delimiters as a table of texts.

A file that is as it should be is read by DuckDB itself, in parallel: a million rows take seconds. Any other one is
first read row by row by the patient reader of `onestop replay`, and what it had to mend is told.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onestop_cli.insights.history.table import LARGEST_ROW, History, make_raw
from onestop_cli.insights.sql_text import name_sql, text_sql
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.csv_files import CsvForm, Lines, delimiter_of, form_of, is_above_header, without_nul

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


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
    """Returns the form of a file that is UTF-8 throughout, read in large pieces; None for any other, which is read line
    by line."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        first = file.readline(1 << 20)
        if first.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in first:
            return None
        try:
            header = first.decode()
            if is_above_header(header):
                return None
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
    """Returns whether DuckDB could read every row by the CSV standard."""
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
