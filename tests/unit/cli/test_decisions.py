"""`onestop decisions`: what is wrong in a table is told with what would be right, and answers can be tried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop_cli.decisions.lint_rule_table import lint_table
from onestop_cli.every_command import commands
from onestop_cli.project import find_project

TABLES = find_project().sample_jurisdiction / "decisions"
REASON = {"en": "Because."}
FORM = {"pages": [{"fields": [{"at": "n"}, {"at": "owner.name"}]}]}


def a_table(*rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "code": "t",
        "title": REASON,
        "rows": [{"reason": REASON, "outcome": "grant", **row} for row in rows],
        **fields,
    }


@pytest.mark.parametrize(
    ("table", "place", "words"),
    [
        (a_table({"code": "a", "when": {"var": "n"}}, {"code": "a"}), "rows[1].code", "'a' is there twice"),
        (a_table({"code": "a"}, {"code": "b", "when": {"var": "n"}}), "rows[1]", "no case comes here"),
        (a_table({"code": "a", "when": {"==": [1, 1]}}), "rows[0].when", "no operation '=='"),
        (a_table({"code": "a", "when": {"var": "m"}}), "rows[0].when", "'m' is not known"),
        (a_table({"code": "a", "outcome": "refuse", "conditions": [REASON]}), "rows[0].conditions", "not granted"),
        (a_table({"code": "a"}, fee={"var": "m"}), "fee", "'m' is not known"),
        (
            a_table({"code": "a"}, tests=[{"name": "x", "answers": {}, "outcome": "refuse"}]),
            "tests[0].outcome",
            "x: grant by a",
        ),
        (
            a_table({"code": "a"}, tests=[{"name": "x", "like": "y", "answers": {}, "outcome": "grant"}]),
            "tests[0].like",
            "'y'",
        ),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_place(table: dict[str, Any], place: str, words: str) -> None:
    [found] = lint_table(table, FORM)
    assert found[0] == place
    assert words in found[1]


def test_the_tables_that_are_shipped_are_right() -> None:
    result = CliRunner().invoke(commands, ["decisions", "lint", str(TABLES.parent)])
    assert result.exit_code == 0, result.output
    assert "4 tables are right." in result.output
    assert "no test names" not in result.output


def test_answers_are_tried_with_their_reasons(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(
        json.dumps({"does": "office", "fee": 120, "result": {"find-company": {"standing": "struck-off"}}})
    )
    table = str(TABLES / "business-licence.yaml")
    result = CliRunner().invoke(commands, ["decisions", "try", table, str(answers), "--today", "2026-11-28", "--json"])
    told = json.loads(result.output)
    assert (told["outcome"], told["rows"]) == ("refuse", ["struck-off"])
    assert told["reasons"] == ["The company was struck off the business register."]
