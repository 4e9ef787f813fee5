"""The faults of a jurisdiction, as `onestop load` and the checks of forms and decisions show them."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from onestop_cli.release.jurisdiction import FAULTS_SHOWN, show_faults

FAULTS = [
    (
        "services.yaml",
        "services[12].plan.stages[0].tasks[1].deadline",
        "this is not a number of working hours: 'two days'",
        "a whole number from 1 to 2000, or {days: 10} for calendar days, as in docs/jurisdiction.md",
    ),
    ("jurisdiction.yaml", "", "this is missing: texts", "the name of the city in en, es and zh-Hans"),
    ("letters/case-opened.zh-Hans.txt", "", "没有这一行：您的编号是 {reference}。" * 4, "每封信都要写明编号。" * 9),
    ("/srv/" + "long-name-of-a-folder-" * 6 + "forms.yaml", "x" * 100, "w" * 90, "https://city.example/" + "r" * 90),
]


@pytest.mark.parametrize("columns", [80, 109, 110, 200])
def test_faults_are_readable_in_80_columns_and_in_wider_terminals(columns: int) -> None:
    shown = show(FAULTS, columns)
    assert [line for line in shown.splitlines() if cell_len(line) > columns] == []
    if columns < 110:  # one below the other, in the order in which they are read, and nothing of a sentence is lost
        whole = "".join(shown.split())
        for file, place, wrong, right in FAULTS:
            together = (
                f"{file}: {place}wrong: {wrong}right: {right}" if place else f"{file}wrong: {wrong}right: {right}"
            )
            assert "".join(together.split()) in whole
        assert "│" not in shown  # four columns of sentences are none that anybody reads


def test_a_table_of_many_faults_says_how_many_more_there_are() -> None:
    shown = show(FAULTS[1:2] * (FAULTS_SHOWN + 7), 80)
    assert shown.count("wrong:") == FAULTS_SHOWN
    assert shown.endswith("and 7 more\n")


def show(rows: list[tuple[str, str, str, str]], columns: int) -> str:
    written = io.StringIO()
    show_faults(Console(file=written, width=columns), rows)
    return written.getvalue()
