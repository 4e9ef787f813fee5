"""Of an export only the rare rows can be replayed: those that were handed on, and those that repeat or are repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onestop_cli.problems import CannotContinue
from onestop_cli.replay.choice import RareKind, choose_needs
from onestop_cli.replay.columns import ColumnMap
from onestop_cli.replay.families import find_families
from onestop_cli.replay.maps import choose_map
from onestop_cli.replay.rows import RowNeed, read_columns, read_needs

EXPORT = """sr_number,sr_type,created_department,owner_department,parent_sr_number
handed,Pothole,311,Roads,
plain,Pothole,Roads,Roads,
child,Pothole,Roads,Roads,parent
orphan,Pothole,Roads,Roads,elsewhere
parent,Pothole,Roads,Roads,
handed child,Pothole,311,Roads,parent
"""


@pytest.fixture
def columns(tmp_path: Path) -> ColumnMap:
    file = tmp_path / "export.csv"
    file.write_text(EXPORT)
    return choose_map(file, read_columns(file), None)


@pytest.fixture
def read(tmp_path: Path, columns: ColumnMap) -> Callable[[], Iterator[RowNeed]]:
    return lambda: read_needs(tmp_path / "export.csv", columns)


@pytest.mark.parametrize(
    ("only", "chosen"),
    [
        ((), ["handed", "plain", "child", "orphan", "parent", "handed child"]),
        ((RareKind.TRANSFERS,), ["handed", "handed child"]),
        ((RareKind.MERGES,), ["child", "parent", "handed child"]),
        ((RareKind.TRANSFERS, RareKind.MERGES), ["handed", "child", "parent", "handed child"]),
    ],
    ids=["all", "transfers", "merges", "both"],
)
def test_the_rows_that_are_asked_for_are_chosen_in_their_order_and_others_are_not(
    read: Callable[[], Iterator[RowNeed]], columns: ColumnMap, only: tuple[RareKind, ...], chosen: list[str]
) -> None:
    needs = choose_needs(read, columns, only)
    assert [need.id for need in needs()] == chosen
    assert [need.id for need in needs()] == chosen  # they are read twice: for the families, and to be sent


def test_chosen_rows_keep_their_numbers_so_that_parents_are_found_among_them(
    read: Callable[[], Iterator[RowNeed]], columns: ColumnMap
) -> None:
    needs = choose_needs(read, columns, (RareKind.MERGES,))
    assert [need.row for need in needs()] == [3, 5, 6]
    assert find_families(needs()).parents == {3: 5, 6: 5}


def test_looking_for_what_an_export_says_nothing_about_is_refused(read: Callable[[], Iterator[RowNeed]]) -> None:
    silent = ColumnMap(name="springfield", id="no", type="what", received_by="desk")
    with pytest.raises(CannotContinue, match="springfield export says anything about transfers and merges"):
        choose_needs(read, silent, (RareKind.TRANSFERS, RareKind.MERGES))
