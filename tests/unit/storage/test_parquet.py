"""What is written as Parquet is what others read, is the same bytes each time, and comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.storage.lake.parquet import read_parquet, write_parquet
from tests.depth import tries

COLUMNS = {"id": "varchar", "time": "timestamp", "day": "date", "sequence": "bigint", "late": "boolean",
           "satisfaction": "double", "words": "varchar"}  # fmt: skip
VALUES: dict[str, Any] = {
    "id": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
    "time": st.datetimes(*(datetime(year, 1, 1) for year in (1900, 2200))).map(  # noqa: DTZ001  (a zone is set below)
        lambda at: at.replace(tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
    ),
    "day": st.dates().filter(lambda day: day.year > 1000).map(str),
    "sequence": st.integers(-(2**63), 2**63 - 1),
    "late": st.booleans(),
    "satisfaction": st.floats(allow_nan=False),
}
MORE = {name: values for name, values in VALUES.items() if name != "id"}
ROWS = st.lists(st.fixed_dictionaries({"id": VALUES["id"]}, optional=MORE), min_size=1, max_size=40)


@settings(max_examples=tries(30), deadline=None)
@given(ROWS)
def test_what_is_written_comes_back_and_duckdb_reads_the_same(rows: list[dict[str, Any]]) -> None:
    duckdb = pytest.importorskip("duckdb")
    body = write_parquet(rows, COLUMNS, ["id"])
    assert read_parquet(body, COLUMNS) == rows
    assert write_parquet(rows, COLUMNS, ["id"]) == body
    there = {name for row in rows for name in row}
    with TemporaryDirectory() as folder, duckdb.connect() as database:
        path = Path(folder) / "rows.parquet"
        path.write_bytes(body)
        said = database.execute(f"SELECT * FROM read_parquet('{path}')")
        names = [column[0] for column in said.description]
        told = [dict(zip(names, row, strict=True)) for row in said.fetchall()]
    assert set(names) == there
    for row, read in zip(rows, told, strict=True):
        moment = read.pop("time", None)
        assert (moment and f"{moment:%Y-%m-%d %H:%M:%S.%f}"[:-3]) == row.get("time")
        assert str(read.pop("day", None)) == str(row.get("day"))
        assert read == {name: row.get(name) for name in read}


def test_what_a_newer_contract_adds_changes_no_file_of_before() -> None:
    rows = [{"id": "A.1", "sequence": 1}, {"id": "A.2", "sequence": 2}]
    body = write_parquet(rows, COLUMNS, ["id"])
    assert write_parquet(rows, COLUMNS | {"of_tomorrow": "varchar"}, ["id"]) == body
    newer = write_parquet([row | {"of_tomorrow": "x"} for row in rows], COLUMNS | {"of_tomorrow": "varchar"}, ["id"])
    assert read_parquet(newer, COLUMNS) == rows


@settings(max_examples=tries(150), deadline=None)
@given(ROWS, st.data())
def test_a_damaged_file_is_read_as_it_is_or_refused_and_nothing_else(rows: list[dict[str, Any]], data: Any) -> None:
    body = bytearray(write_parquet(rows, COLUMNS, ["id"]))
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(body[: data.draw(st.integers(0, len(body)))])
    for damaged in (bytes(body), cut):
        try:
            assert len(read_parquet(damaged, COLUMNS)) < 1000
        except ValueError:
            continue
