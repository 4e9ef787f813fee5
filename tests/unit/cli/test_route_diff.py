"""`onestop route diff`: what a change of rules moves is known before it is in force, and tells nobody's words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop_cli.every_command import commands
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.route.past_needs import read_past

SAMPLE = find_project().sample_jurisdiction
PAST = """service,text,lat,long,name
street-light,,44.63,-63.57,Xanthippe
street-light,,44.67,-63.64,Xanthippe
,a huge pothole before Xanthippe's bakery,44.63,-63.57,Xanthippe
water-leak,,44.63,-63.57,
"""


def diff(folder: Path, *options: str) -> dict[str, Any]:
    """The sample city against one whose quayside lamps are like all others, and whose potholes are urgent."""
    changed = folder / "changed"
    shutil.copytree(SAMPLE, changed)
    rules = changed / "routing.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("district: [harbourside]}\n    agency", "district: [old-town]}\n    agency"), "utf-8")
    service = changed / "services" / "pothole.yaml"
    service.write_text(service.read_text("utf-8").replace("priority: normal", "priority: urgent", 1), "utf-8")
    past = folder / "past.csv"
    past.write_text(PAST, encoding="utf-8")
    made = CliRunner().invoke(commands, ["route", "diff", str(SAMPLE), str(changed), "--on", str(past), *options])
    assert made.exit_code == 0, made.output
    told: dict[str, Any] = json.loads(made.output)
    return told


def test_what_goes_elsewhere_is_counted_and_sampled_without_anybodys_words(tmp_path: Path) -> None:
    told = diff(tmp_path, "--json")
    assert (told["of"], told["moved"]) == (4, 2)
    assert told["by_service"] == {"pothole": 1, "street-light": 1}
    assert told["by_district"] == {"harbourside": 2}
    assert [(each["line"], each["changed"]) for each in told["samples"]] == [(2, ["agencies"]), (4, ["priority"])]
    assert "Xanthippe" not in json.dumps(told)


def test_words_are_shown_to_who_asks_for_them(tmp_path: Path) -> None:
    told = diff(tmp_path, "--json", "--show")
    assert "bakery" in told["samples"][1]["text"]


@pytest.mark.parametrize(
    ("name", "text", "needs"),
    [
        ("past.tsv", "pothole\ta deep hole\n# no\n\ntriage\thelp\n", [1, 4]),
        ("past.jsonl", '{"service": "noise"}\n{"text": "rats", "lat": 44.63, "long": -63.57}\n', [1, 2]),
    ],
)
def test_past_needs_are_read_from_lines_and_from_json(tmp_path: Path, name: str, text: str, needs: list[int]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [number for number, _ in read_past(tmp_path / name)] == needs


def test_wrong_lines_are_refused_by_number(tmp_path: Path) -> None:
    file = tmp_path / "past.csv"
    file.write_text("service,text,lat,long\n,,1,2\nnoise,,91,0\nnoise,,x,0\nnoise,,1,\n", encoding="utf-8")
    with pytest.raises(CannotContinue) as refused:
        read_past(file)
    assert [line.partition(":")[0] for line in refused.value.details] == ["line 2", "line 3", "line 4", "line 5"]


def test_answers_of_a_csv_and_of_json_lines_decide_too(tmp_path: Path) -> None:
    rows, lines = tmp_path / "past.csv", tmp_path / "past.jsonl"
    rows.write_text("service,text,answer.wires,answer.seen\nfallen-tree,,yes,a | b\nfallen-tree,,,\n", encoding="utf-8")
    lines.write_text('{"service": "fallen-tree", "answers": {"wires": true, "seen": ["a", "b"]}}\n', encoding="utf-8")
    said = {"wires": ("yes",), "seen": ("a", "b")}
    assert [need.answers for _, need in read_past(rows)] == [said, {}]
    assert [need.answers for _, need in read_past(lines)] == [said]
    lines.write_text('{"service": "fallen-tree", "answers": "yes"}\n', encoding="utf-8")
    with pytest.raises(CannotContinue) as refused:
        read_past(lines)
    assert "answers must be an object" in str(refused.value.details)
