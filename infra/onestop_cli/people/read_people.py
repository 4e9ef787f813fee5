"""Reads a CSV of people, whatever its columns are called; what cannot be read is said in one sentence."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onestop.domain.people.matching.births import is_day_first
from onestop.domain.people.matching.record import PersonRecord, record_of
from onestop_cli.csv_limits import fields_up_to
from onestop_cli.people.headers import MARKED, fields_of, fold, looks_like_data
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.csv_files import Lines, delimiter_of, encoding_of

MOST_ROWS, MOST_BYTES = 100_000, 200_000_000
LONGEST = 200  # letters of one value that are read
FEW, COMMON = 20, 0.01
STAND_INS = frozenset(
    {"n/a", "na", "none", "null", "nil", "unknown", "nan", "-", "--", "?", "x", "xx", "xxx", "tbd", "无"}
)
TELLING = frozenset({"given", "surname", "full", "birth", "email", "phone"})


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file of people: its records, what each column was understood as, and who is whom by its column of truth (None
    where a row does not say)."""

    records: tuple[PersonRecord, ...]
    columns: Mapping[str, str]
    truth: tuple[str | None, ...]


def read_people(path: Path, truth: str | None = None, encoding: str | None = None) -> PeopleFile:
    """Reads a file. Raises CannotContinue."""
    (_, names), *numbered = read_rows(path, encoding)
    headers, rows = [each.strip() for each in names], [row for _, row in numbered]
    if data := next((each for each in headers if looks_like_data(each)), None):
        raise CannotContinue(
            f"The first line of {path} must name the columns, such as given_name, surname, email; it says "
            f"{data[:60]}, which is no name of a column."
        )
    check_names_differ(path, headers)
    if not rows:
        raise CannotContinue(f"{path} has a header and no records below it.")
    at = truth_column(path, truth, headers)
    rows = [[without_stand_ins(value) for value in row] for row in rows]
    fields = {place: name for place, name in fields_of(headers, rows).items() if place != at}
    fields = {place: name for place, name in fields.items() if not numbers_rows(name, place, rows)}
    said = {name.partition(":")[0] for name in fields.values()}
    if not said & TELLING:
        raise CannotContinue(
            f"No column of {path} is known to say who somebody is. The first line must name the columns, such as "
            "given_name, surname, date_of_birth, email, phone, address, postcode.",
            (f"The first line says: {', '.join(headers)[:300]}",),
        )
    leave_out_common_births(rows, fields)
    births = [row[place] for place, name in fields.items() if name == "birth" for row in rows if place < len(row)]
    day_first = is_day_first(births)
    said_in = zip((line for line, _ in numbered), rows, strict=True)
    records = tuple(record_of(line, said_by(row, fields), day_first) for line, row in said_in)
    who = truths([row[at] if at < len(row) else "" for row in rows]) if at is not None else (None,) * len(rows)
    return PeopleFile(records, {headers[place]: name for place, name in fields.items()}, who)


def check_names_differ(path: Path, headers: Sequence[str]) -> None:
    """Two columns of one name cannot be told apart: which of them was read would not be said. Raises CannotContinue."""
    places: dict[str, list[int]] = {}
    for at, header in enumerate(headers, start=1):
        if header:
            places.setdefault(header, []).append(at)
    twice = {header: at for header, at in places.items() if len(at) > 1}
    if twice:
        said = "; ".join(f"{header[:60]} (columns {' and '.join(map(str, at))})" for header, at in twice.items())
        raise CannotContinue(f"{path} has more than one column of the same name: {said}. Give each a name of its own.")


def without_stand_ins(value: str) -> str:
    """Returns a value; empty if it is a placeholder for an unknown one: N/A, 000-0000."""
    plain = value.strip()
    digits = set(filter(str.isdigit, plain))
    nothing = plain.lower() in STAND_INS or (len(plain) >= 6 and len(digits) == 1 and not any(map(str.isalpha, plain)))
    return "" if nothing else plain


def numbers_rows(name: str, place: int, rows: Sequence[Sequence[str]]) -> bool:
    """Returns whether a column called an official number only numbers the rows: each value is there once."""
    if not name.startswith("identifier:"):
        return False
    values = [row[place] for row in rows if place < len(row) and row[place]]
    return len(values) >= FEW and len(set(values)) == len(values)


def leave_out_common_births(rows: list[list[str]], fields: Mapping[int, str]) -> None:
    """Empties birthdays that are so frequent that they must be placeholders: 1900-01-01."""
    for place in (place for place, name in fields.items() if name == "birth"):
        counts = Counter(row[place] for row in rows if place < len(row))
        common = {value for value, count in counts.items() if count > max(FEW, COMMON * len(rows))}
        for row in rows:
            if place < len(row) and row[place] in common:
                row[place] = ""


def said_by(row: Sequence[str], fields: Mapping[int, str]) -> dict[str, list[str]]:
    """Returns the values of a row, by field. A birthday in three columns becomes one."""
    said: dict[str, list[str]] = {}
    for place, name in fields.items():
        if place < len(row) and row[place]:
            said.setdefault(name, []).append(row[place][:LONGEST])
    parts = [said.pop(name, [""])[0].strip() for name in ("year", "month", "day")]
    if "birth" not in said and all(parts):
        said["birth"] = ["-".join(parts)]
    if len(births := said.get("birth", [])) > 1:
        said["birth"] = births[:1]
    return said


def truth_column(path: Path, truth: str | None, headers: Sequence[str]) -> int | None:
    if truth is None:
        return None
    named = [at for at, header in enumerate(headers) if header == truth]
    named = named or [at for at, header in enumerate(headers) if fold(header) == fold(truth)]
    if len(named) != 1:
        many = "more than one column" if named else "no column"
        raise CannotContinue(f"{path} has {many} {truth}, which --truth names. It has: {', '.join(headers)[:300]}.")
    return named[0]


def truths(values: Sequence[str]) -> tuple[str | None, ...]:
    """Returns who is who: the same value is the same person. The suffixes of FEBRL do not count."""
    said = [value.strip() or None for value in values]
    marks = [MARKED.fullmatch(value) for value in said if value]
    if marks and all(marks) and max(Counter(value for value in said if value).values()) == 1:
        return tuple(MARKED.sub(r"\1", value) if value else None for value in said)
    return tuple(said)


def read_rows(path: Path, encoding: str | None) -> list[tuple[int, list[str]]]:
    """The rows of a file, each with the line on which it begins; the header first."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotContinue(f"{path} has more than {MOST_BYTES // 1_000_000} MB: try a part of it.")
        seen, broken = encoding_of(path)
        if encoding is None and broken:
            raise CannotContinue(
                f"Line {broken} of {path} is not UTF-8. Save it as UTF-8, or say with --encoding what it is, such "
                "as latin-1, windows-1252 or gb18030."
            )
        text = path.read_bytes().decode(encoding or seen)
    except OSError as problem:
        raise CannotContinue(f"{path} cannot be read: {problem.strerror or problem}.") from problem
    except LookupError as problem:
        raise CannotContinue(f"There is no encoding {encoding}: use one like utf-8, latin-1 or gb18030.") from problem
    except UnicodeError as problem:
        raise CannotContinue(f"{path} is not {encoding or seen}: {problem}.") from problem
    if "\0" in text:
        raise CannotContinue(f"{path} is no CSV: it has bytes that are no text.")
    return parsed(path, text)


def parsed(path: Path, text: str) -> list[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise CannotContinue(f"{path} is empty.")
    rows: list[tuple[int, list[str]]] = []
    lines = Lines(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter_of(first))
    line = 1
    try:
        with fields_up_to(MOST_BYTES):
            for row in reader:
                if lines.ended:
                    raise CannotContinue(f"{path}, line {line}: a quotation mark is opened and never closed.")
                if any(each.strip() for each in row):
                    rows.append((line, row))
                line = reader.line_num + 1
                if len(rows) > MOST_ROWS + 1:
                    raise CannotContinue(f"{path} has more than {MOST_ROWS:,} records: try a part of it.")
    except csv.Error as problem:
        raise CannotContinue(f"{path} cannot be read as CSV: {problem}.") from problem
    return rows
