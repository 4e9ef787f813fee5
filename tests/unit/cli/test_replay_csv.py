"""Exports are read as spreadsheets of many countries write them, and a row that is broken is named."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import ColumnMap
from onestop_cli.replay.rows import read_columns, read_needs, read_place, read_rows

COLUMNS = ("no", "kind", "text", "lat", "lon")
MAP = ColumnMap(name="own", id="no", type="kind", detail="text", latitude="lat", longitude="lon")
ROWS = '1,Pothole,"deep, at the café",44.65,-63.58\r\n2,Graffiti,"two\nlines",44.66,-63.59\r\n'
CASES = Path(__file__).parents[3].parent / "shared" / "cases" / "csv"


def a_file(folder: Path, data: bytes) -> Path:
    path = folder / "export.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("cp1252", ["export.csv: line 2 is not UTF-8: read as Windows-1252."]),
        ("utf-16", ["export.csv: read as UTF-16."]),
        ("utf-16-le", ["export.csv: read as UTF-16."]),
        ("utf-16-be", ["export.csv: read as UTF-16."]),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_letters_and_delimiter_are_found_and_what_is_unusual_is_told(
    encoding: str, told: list[str], delimiter: str, tmp_path: Path
) -> None:
    rows = delimiter.join(COLUMNS) + "\r\n" + ROWS
    outside = rows.split('"')
    outside[::2] = [piece.replace(",", delimiter) for piece in outside[::2]]
    file, said = a_file(tmp_path, '"'.join(outside).encode(encoding)), list[str]()
    assert read_columns(file) == COLUMNS
    first, second = read_needs(file, MAP, said.append)
    assert (first.description, first.lat, first.long) == ("Pothole: deep, at the café", 44.65, -63.58)
    assert second.description == "Graffiti: two lines"
    assert said == told


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("gb18030", "很深，在路口"), ("big5", "很深，在學校門口"), ("cp932", "学校の前に深い穴"),
     ("cp949", "학교 앞 깊은 구멍"), ("cp1251", "глубокая, у школы"), ("cp1253", "βαθιά, στο σχολείο")],
)  # fmt: skip
def test_the_letters_of_other_countries_are_known_by_what_they_say(encoding: str, text: str, tmp_path: Path) -> None:
    said = list[str]()
    (row,) = read_rows(a_file(tmp_path, f'no,text\n1,"{text}"\n'.encode(encoding)), said.append)
    assert row == {"no": "1", "text": text}
    assert [note.partition(": read as ")[0] for note in said] == ["export.csv: line 2 is not UTF-8"]


@pytest.mark.parametrize("above", ["sep=;\r\n", '"sep=;"\r\n', "\r\n\r\nid;", "\ufeffsep=;\r\n"])
def test_what_spreadsheets_put_above_the_header_is_no_header(above: str, tmp_path: Path) -> None:
    file = a_file(tmp_path, f"{above}no;text, long\r\n1;a, b, c\r\n".encode())
    names = ("no", "text, long")
    assert read_columns(file) == (("id", *names) if "id" in above else names)
    assert [*next(read_rows(file)).values()][:2] == ["1", "a, b, c"]


def test_a_decimal_comma_is_read() -> None:
    assert read_place("44,65", "-63,58") == (44.65, -63.58)


def test_a_nul_is_read_as_a_space_and_its_line_is_told(tmp_path: Path) -> None:
    said = list[str]()
    (row,) = read_rows(a_file(tmp_path, b"no,text\n1,a\x00b\n"), said.append)
    assert row == {"no": "1", "text": "a b"}
    assert said == ["export.csv, line 2: it has a NUL, which is read as a space."]


def test_a_row_that_never_ends_is_named_and_those_before_it_are_read(tmp_path: Path) -> None:
    rows = read_rows(a_file(tmp_path, b'no,text\n1,5" wide\n2,"open\n3,x\n'))
    assert next(rows) == {"no": "1", "text": '5" wide'}
    with pytest.raises(CannotContinue, match="row 2: a quotation mark is opened and never closed"):
        next(rows)


def test_a_field_without_measure_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotContinue, match="row 1: field larger than"):
        list(read_rows(a_file(tmp_path, b"no,text\n1," + b"x" * 200_000 + b"\n")))


@settings(deadline=None)  # a machine may be busy
@given(st.binary(max_size=400))
def test_no_file_is_too_strange(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = a_file(tmp_path_factory.getbasetemp(), data)
    with suppress(CannotContinue):
        assert all(isinstance(row, dict) for row in read_rows(file))
        assert isinstance(read_columns(file), tuple)


@pytest.mark.parametrize("name", ["one_bad_byte", "semicolons_and_commas", "utf16"])
def test_the_exports_that_failed_are_read(name: str) -> None:
    if not CASES.is_dir():
        pytest.skip("the exports that failed are not at hand")
    own = ColumnMap(name="own", id="id", type="type", detail="detail", latitude="lat", longitude="lon")
    needs = list(read_needs(CASES / f"{name}.csv", own))
    assert needs
    assert {need.lat is not None for need in needs} == {True}
    assert "\ufffd" not in "".join(need.description for need in needs)
