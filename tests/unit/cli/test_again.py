"""`onestop again try`: what a city recorded as brought twice, beside what would have been proposed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop_cli.every_command import commands
from onestop_cli.release.again import check_again

CHICAGO = Path(__file__).parents[4] / "shared" / "data" / "requests_311" / "chicago_2021-01.csv"
MAP = "id: 'no'\ntype: what\nlatitude: lat\nlongitude: long\nopened: came\nclosed: done\nparent: repeats\n"
ROWS = """no,what,lat,long,came,done,repeats
1,Street light out,44.62,-63.62,2026-01-01T08:00:00,,
2,Street light out,44.62001,-63.62,2026-01-01T09:00:00,,1
3,Street light out,44.62001,-63.62,2026-01-01T10:00:00,,
4,Street light out,44.63,-63.62,2026-01-01T08:00:00,2026-01-01T09:00:00,
5,Street light out,44.63,-63.62,2026-01-01T10:00:00,,4
6,Loud music,44.62,-63.62,2026-01-01T10:00:00,,
7,Loud music,44.62,-63.62,2026-01-01T11:00:00,,
"""


def tried(file: Path, *more: str) -> Any:
    made = CliRunner().invoke(commands, ["again", "try", str(file), *more, "--json"])
    assert made.exit_code == 0, made.output
    return json.loads(made.output)


def test_what_is_found_what_is_missed_and_what_is_false_is_counted_with_intervals(tmp_path: Path) -> None:
    export, columns = tmp_path / "export.csv", tmp_path / "map.yaml"
    export.write_text(ROWS)
    columns.write_text(MAP)
    told = tried(export, "--map", str(columns))
    assert told["of"] == 7
    assert (told["recorded"]["of"], told["recorded"]["found_in_first_three"]) == (2, 1)
    assert [(miss["id"], miss["parent"]) for miss in told["missed"]] == [("5", "4")]  # that one was closed
    assert (told["false_proposals"]["of"], told["false_proposals"]["proposed"]) == (5, 1)
    assert told["false_proposals_where_compared"]["of"] == 3  # noise is not compared
    assert [(each["id"], each["proposals"][0]["id"]) for each in told["false"]] == [("3", "2")]
    made = CliRunner().invoke(commands, ["again", "try", str(export), "--map", str(columns)])
    assert "found_in_first_three" not in made.output
    assert "recorded duplicates with their parent here: 2, 1: 50.0 % (9.45 to 90.55)" in made.output


@pytest.mark.skipif(not CHICAGO.exists(), reason="the shared data are not here")
def test_nine_of_ten_recorded_duplicates_are_proposed_at_under_two_percent_false_proposals() -> None:
    told = tried(CHICAGO, "--map", "chicago")
    assert told["recorded"]["of"] >= 20
    assert told["recorded"]["percent"] >= 90
    assert told["false_proposals"]["percent"] < 2
    assert told["joined_by_rule"]["of"] == 0  # place and time alone join nothing


@pytest.mark.parametrize(
    ("service", "wrong"),
    [
        ({"place": "none", "again": {"metres": 10, "days": 3, "merge": "propose"}}, "have no place"),
        ({"place": "required", "again": {"metres": 101, "days": 3, "merge": "surely"}}, "nobody has looked"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(service: dict[str, Any], wrong: str) -> None:
    (fault,) = check_again({"services/x.yaml": service})
    assert wrong in fault.wrong


def test_a_rule_that_can_be_meant_is_taken() -> None:
    rule = {"metres": 500, "days": 365, "merge": "propose"}
    assert not list(check_again({"services/x.yaml": {"place": "required", "again": rule}}))
