"""`onestop surveys results` reads a lake: a table, JSON, and the quarterly report as CSV."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from typer.testing import CliRunner

from onestop.contracts.lake import lake_row
from onestop.domain.surveys.a11 import QUESTION_COLUMNS, VOLUME_COLUMNS
from onestop.storage.surveys.responses import Response, response_row
from onestop_cli.every_command import commands
from onestop_cli.insights.database import open_duckdb
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.surveys.quarterly_report import report_of
from onestop_cli.surveys.report_names import Report
from tests.aws_in_memory import Aws

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

pytest.importorskip("duckdb")
OCTOBER = "2026-10-01T02:30:00+00:00"  # the evening of September's last day in Port Ellery
NOVEMBER = "2026-11-03T12:00:00+00:00"


def events_of(reference: str, resolved: str, scores: list[list[Any]] | None) -> list[dict[str, Any]]:
    base = {"by": "system", "service": "pothole", "agency": "streets", "priority": "normal", "channel": "web"}
    told: list[tuple[str, str, dict[str, Any]]] = [
        ("case.opened", "2026-09-01T12:00:00+00:00", {}),
        ("task.completed", "2026-09-02T12:00:00+00:00", {"task": "01", "agency": "greenhaul", "code": "repair"}),
        ("case.resolved", resolved, {"survey": "standard", "missed": []}),
        ("survey.invited", resolved, {"survey": "standard"}),
    ]
    if scores is not None:
        told.append(("survey.answered", "2026-11-20T12:00:00+00:00", {"survey": "standard", "scores": scores}))
    return [
        {
            **{"id": f"{reference}.{number}", "type": kind, "subject": reference, "time": at},
            **{"sequence": f"{number:06d}", "data": {"reference": reference, **base, **own}},
        }
        for number, (kind, at, own) in enumerate(told, start=1)
    ]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Twelve who answered of twenty of November, and one of September."""
    cases = [(f"N{n:02}", NOVEMBER, [["satisfaction", 5 - n % 2], ["speed", 3]] if n < 12 else None) for n in range(20)]
    for reference, resolved, scores in [*cases, ("S01", OCTOBER, [["satisfaction", 1]])]:
        for event in events_of(reference, resolved, scores):
            row = lake_row(event)
            path = tmp_path / "events" / f"day={row['day']}" / "first.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
    known = [{"reference": reference, "language": "es"} for reference, _, _ in cases]
    (tmp_path / "events" / "known.json").write_text("\n".join(map(json.dumps, known)), encoding="utf-8")
    return tmp_path


def say(*words: str) -> str:
    result = CliRunner().invoke(commands, ["surveys", "results", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_results_are_told_as_json_by_group_and_the_quarter_is_that_of_the_clocks_in_town(lake: Path) -> None:
    told = json.loads(say(str(lake), "--quarter", "2026Q4", "--json"))
    groups = {(each["dimension"], each["group"]): each for each in told["groups"]}
    everything = groups["all", "all"]
    assert (everything["offered"], everything["presented"], everything["answered"]) == (20, 20, 12)
    assert everything["response_rate"] == 0.6
    assert {each["question"]: (each["answers"], each["mean"]) for each in everything["questions"]} == {
        "satisfaction": (12, 4.5),
        "speed": (12, 3.0),
    }
    assert groups["language", "es"]["answered"] == 12
    assert groups["contractor", "greenhaul"]["answered"] == 12
    assert groups["service", "pothole"]["questions"][0]["top_box"] == 0.5


def test_one_answer_alone_is_not_told(lake: Path) -> None:
    told = json.loads(say(str(lake), "--quarter", "2026Q3", "--json"))
    assert {(each["answered"], each["response_rate"], len(each["questions"])) for each in told["groups"]} == {
        (None, None, 0)
    }
    assert "2026Q3" in say(str(lake))  # the table of all quarters


def test_the_quarterly_report_is_csv(lake: Path) -> None:
    rows = list(csv.reader(StringIO(say(str(lake), "--quarter", "2026Q4", "--csv", "A11"))))
    assert rows[0] == list(QUESTION_COLUMNS)
    assert [(row[10], row[11], row[12], row[14:19], row[20]) for row in rows[1:]] == [
        ("website", "1", "satisfaction", ["0", "0", "0", "6", "6"], "12"),
        ("website", "5", "efficiency", ["0", "0", "12", "0", "0"], "12"),
    ]
    assert rows[1][13] == "All in all, how happy are you with the way we handled your request?"
    volumes = list(csv.reader(StringIO(say(str(lake), "--quarter", "2026Q4", "--csv", "A11-volumes"))))
    assert volumes[0] == list(VOLUME_COLUMNS)
    assert volumes[1][16:20] == ["20", "20", "20", "12"]


def test_answers_about_trust_are_taken_from_the_tables_by_the_quarter_of_their_cases(
    aws: Aws, lake: Path, release: dict[str, Any]
) -> None:
    for reference in [*(f"N{n:02}" for n in range(10)), "S01"]:
        at = datetime(2026, 11, 20, tzinfo=UTC)
        given: dict[str, Any] = {"scores": (("trust", 4),), "chosen": (("positive", ("ease",)),)}
        response_row(Response(reference=reference, survey="a11-v2", language="en", answered_at=at, **given)).save()
    views, whole = find_project().root / "infra" / "insights" / "views", cast("Release", release)
    table = report_of(Report.A11_V2, "2026Q4", whole, lake, views, open_duckdb(), lambda: None)
    rows = list(csv.DictReader(StringIO(table)))
    assert [(row["question_1"], row["positive_ease"], row["positive_other"]) for row in rows] == [("4", "1", "0")] * 10
    assert report_of(Report.A11_V2, "2026Q3", whole, lake, views, open_duckdb(), lambda: None).count("\n") == 1


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["--quarter", "2026"], "2026 is no quarter; write it as 2026Q4."),
        (["--csv", "A11"], "The report is of one quarter: say which, as in --quarter 2026Q4."),
        (["--csv", "A11", "--quarter", "2026Q4", "--json"], "The report is CSV: leave out --json, or --csv."),
    ],
)
def test_what_cannot_be_told_says_what_would_be_right(lake: Path, words: list[str], wrong: str) -> None:
    with pytest.raises(CannotContinue) as refusal:
        say(str(lake), *words)
    assert refusal.value.sentence == wrong
