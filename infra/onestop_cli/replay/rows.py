"""The rows of an export, read one at a time, each as a need that a resident might bring."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from onestop.contracts.api import NeedChannel
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import ColumnMap, fold
from onestop_cli.replay.csv_files import CsvRow, ShowProgress, read_csv, read_header, say_nothing

ADDRESS_LENGTH = 200
AMERICAN = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M", "%m/%d/%Y")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNeed:
    """What one row asks for. ``row`` counts from 1; coordinates are WGS84 degrees, both or neither.

    ``handed_to`` is the department to which the receiving one transferred it, ``parent`` the id of the row that
    it repeats, ``kind`` the export's own word for what it is, ``opened`` and ``closed`` when it came and was closed (by
    the clock of the export, without a time zone).
    """

    row: int
    id: str
    description: str
    channel: NeedChannel
    lat: float | None = None
    long: float | None = None
    address: str | None = None
    language: str | None = None
    handed_to: str | None = None
    parent: str | None = None
    kind: str = ""
    opened: datetime | None = None
    closed: datetime | None = None


def read_needs(path: Path, columns: ColumnMap, say: ShowProgress = say_nothing) -> Iterator[RowNeed]:
    """Read an export row by row; rows that had to be repaired are reported to `say`."""
    for number, row in enumerate(read_rows(path, say), start=1):
        yield need_of({fold(name): value for name, value in row.items()}, columns, number)


def read_columns(path: Path) -> tuple[str, ...]:
    """Tell the columns of an export: the header of a CSV file, the fields of the first object of a JSON file."""
    if is_json(path):
        return tuple(next(read_rows(path), {}))
    return read_header(path)


def read_rows(path: Path, say: ShowProgress = say_nothing) -> Iterator[CsvRow]:
    """Read the rows of a CSV file with a header, or of a JSON file that is a list of objects."""
    try:
        yield from read_json(path) if is_json(path) else read_csv(path, say)
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.MsgspecError) as problem:
        raise CannotContinue(f"{path} cannot be read as {'JSON' if is_json(path) else 'CSV'}: {problem}.") from problem


def is_json(path: Path) -> bool:
    return path.suffix.lower() in (".json", ".geojson")


def read_json(path: Path) -> Iterator[CsvRow]:
    """The objects of a list, each decoded when its turn comes."""
    for raw in msgspec.json.decode(path.read_bytes(), type=list[msgspec.Raw]):
        told = msgspec.json.decode(raw, type=dict[str, Any])
        yield {name: "" if value is None else str(value) for name, value in told.items()}


def need_of(row: CsvRow, columns: ColumnMap, number: int) -> RowNeed:
    """Read one row, whose column names are folded; missing and invalid values are left out."""

    def read(column: str | None) -> str:
        return " ".join(row.get(fold(column), "").split()) if column else ""

    lat, long = read_place(read(columns.latitude), read(columns.longitude))
    words = dict.fromkeys(part for part in (read(columns.type), read(columns.detail)) if part)
    channels = {word.casefold(): ours for word, ours in columns.channels.items()}
    received_by, done_by = read(columns.received_by), read(columns.done_by)
    address = next((text for text in map(read, columns.address) if text), "")
    return RowNeed(
        row=number,
        id=read(columns.id),
        description=": ".join(words),
        channel=channels.get(read(columns.channel).casefold(), columns.otherwise),
        lat=lat,
        long=long,
        address=address[:ADDRESS_LENGTH] or None,
        language=read(columns.language) or None,
        handed_to=done_by if received_by and done_by and received_by != done_by else None,
        parent=read(columns.parent) or None,
        kind=read(columns.type),
        opened=read_moment(read(columns.opened)),
        closed=read_moment(read(columns.closed)),
    )


def read_moment(text: str) -> datetime | None:
    """A moment as exports write it, ISO 8601 or as in the United States; None for what is neither."""
    for form in ("", *AMERICAN):
        with suppress(ValueError):
            read = datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007
            return read.replace(tzinfo=None)
    return None


def read_place(latitude: str, longitude: str) -> tuple[float, float] | tuple[None, None]:
    """Both coordinates, or neither: exports write nothing, 0 or nonsense where they do not know the place."""
    try:
        lat, long = (float(text.replace(",", ".") if "." not in text else text) for text in (latitude, longitude))
    except ValueError:
        return None, None
    known = math.isfinite(lat) and math.isfinite(long) and abs(lat) <= 90 and abs(long) <= 180 and (lat or long)
    return (lat, long) if known else (None, None)
