"""What residents write is never worked out by the spreadsheet of whoever reads it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.runtime.spreadsheets import as_csv, harmless
from tests.contract.template import ROOT

FORMULA = 'HYPERLINK("https://x.example")'


@pytest.mark.parametrize("blanks", ["", " ", "\u00a0", "\u3000", "\u200b", "\ufeff", " \t "])
def test_a_cell_that_begins_like_a_formula_is_text(blanks: str) -> None:
    for sign in "=+-@＝＋－＠﹢﹣\t\r\n":
        assert harmless(blanks + sign + FORMULA) == "'" + blanks + sign + FORMULA


@pytest.mark.parametrize("value", ["", " ", "Hole", "5 = 5", "It is - well - deep", "坑", -63.5, 0, None, True])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value


@given(st.text())
def test_whatever_is_written_the_first_thing_that_is_seen_is_no_sign_of_a_formula(text: str) -> None:
    [[cell]] = list(csv.reader(io.StringIO(as_csv(["words"], [{"words": text}]), newline="")))[1:] or [[""]]
    seen = unicodedata.normalize("NFKC", cell).strip()
    assert cell in (text, f"'{text}")
    assert not seen.startswith(("=", "+", "-", "@"))


def test_csv_that_people_open_is_written_in_one_place_only() -> None:
    writers = [
        path.relative_to(ROOT).as_posix()
        for folder in ("layers/common", "functions", "infra")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"csv\.(?:writer|DictWriter)\b", path.read_text(encoding="utf-8"))
    ]
    mended = "infra/onestop_cli/insights/history/csv_file.py"  # for DuckDB alone, which must find each cell as it was
    assert sorted(writers) == [mended, "layers/common/python/onestop/runtime/spreadsheets.py"]
