from __future__ import annotations

from pathlib import Path

import pytest

from onestop_cli.doctor import (
    DISK_NEEDED,
    Finding,
    check_chinese_fonts,
    check_clock,
    check_disk,
    check_module,
    check_ports,
    check_program,
    check_python,
    examine,
    nearest_existing,
)


@pytest.mark.parametrize(
    "finding",
    [
        check_python((3, 10)),
        check_module("no_such_module", "nothing", "run `make setup`", required=True),
        check_program(("no-such-program",), "nothing", "apt install it", required=True),
        check_ports([]),
        check_disk(DISK_NEEDED - 1),
        check_clock(0.0),
    ],
)
def test_what_is_required_and_missing_comes_with_a_way_to_get_it(finding: Finding) -> None:
    assert not finding.good
    assert finding.required
    assert finding.remedy


@pytest.mark.parametrize(
    "finding",
    [check_python((3, 14)), check_module("json", "", "", required=True), check_ports([8081]), check_disk(DISK_NEEDED)],
)
def test_what_is_there_is_good(finding: Finding) -> None:
    assert finding.good


@pytest.mark.parametrize(("listing", "good"), [(None, False), ("\n", False), ("Noto Sans CJK SC\n", True)])
def test_fonts_for_chinese_are_wanted_but_not_required(listing: str | None, good: bool) -> None:
    finding = check_chinese_fonts(listing)
    assert (finding.good, finding.required) == (good, False)


def test_disk_is_looked_at_where_the_state_would_be(tmp_path: Path) -> None:
    assert nearest_existing(tmp_path / "not" / "yet") == tmp_path


def test_a_machine_that_runs_these_tests_has_what_is_required(tmp_path: Path) -> None:
    missing = [finding.what for finding in examine(tmp_path) if finding.required and not finding.good]
    assert [what for what in missing if not what.startswith(("make", "A port", "Disk"))] == []
