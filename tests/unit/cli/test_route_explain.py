"""`onestop route explain`: a decision is told with its reasons, without a suite and without what was written."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop_cli.every_command import commands
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.route.explain_command import explain_case

HARBOURSIDE = ("--lat", "44.63", "--long", "-63.57")


def explained(*arguments: str) -> dict[str, Any]:
    made = CliRunner().invoke(commands, ["route", "explain", *arguments, "--json"])
    assert made.exit_code == 0, made.output
    told: dict[str, Any] = json.loads(made.output)
    return told


def test_a_rule_of_the_place_is_told_with_its_reason_and_what_would_change_it() -> None:
    told = explained("--service", "water-leak", *HARBOURSIDE)
    assert (told["what"]["code"], told["where"]["code"], told["urgent"]["code"]) == (
        "water-leak", "harbourside", "urgent",
    )  # fmt: skip
    assert "Harbourside lies low" in told["urgent"]["why"][0]
    assert told["when"]["code"]
    assert told["who"]["code"]
    elsewhere = explained("--service", "water-leak")
    assert any("harbourside-water" in each for each in elsewhere["urgent"]["would_change"])


def test_words_are_told_with_how_sure_we_are_and_are_not_repeated() -> None:
    told = explained("--text", "There is a huge pothole in front of Xanthippe's bakery")
    assert told["what"]["code"] == "pothole"
    assert 0.5 < told["what"]["confidence"] <= 1
    assert "Xanthippe" not in json.dumps(told)


def test_what_a_person_must_decide_names_that_and_danger_makes_it_urgent() -> None:
    assert explained("--text", "please help")["what"]["code"] == "triage"
    told = explained("--text", "I smell gas in the kitchen")
    assert (told["what"]["code"], told["urgent"]["code"]) == ("triage", "urgent")


def test_for_people_each_of_the_five_questions_is_a_line() -> None:
    made = CliRunner().invoke(commands, ["route", "explain", "--service", "pothole", *HARBOURSIDE])
    starts = ("What: ", "Where: harbourside", "How urgent: ", "Who: ", "By when: ")
    lines = made.output.splitlines()
    assert all(any(line.startswith(start) for line in lines) for start in starts)


def test_a_case_and_words_at_once_or_neither_are_refused() -> None:
    for given in ({}, {"reference": "A", "text": "hole"}, {"text": "hole", "lat": 1.0}):
        with pytest.raises(CannotContinue):
            explain_case(**given)


def test_answers_count_as_the_rules_say_and_those_that_nobody_could_give_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    copytree(find_project().sample_jurisdiction, folder)
    rule = {
        "code": "food-first", "when": {"service": ["new-business"], "answer": {"food": ["yes"]}},
        "priority": "high", "because": dict.fromkeys(("en", "zh-Hans", "es"), "Food is looked at first."),
    }  # fmt: skip
    (folder / "routing.yaml").write_text(json.dumps({"rules": [rule]}), encoding="utf-8")
    asked = ("--service", "new-business", "--jurisdiction", str(folder))
    told = explained(*asked, "--answer", "food=yes")
    assert (told["urgent"]["code"], told["urgent"]["why"]) == ("high", ["Food is looked at first."])
    other = explained(*asked, "--answer", "food=no")["urgent"]
    assert other["code"] == "normal"
    assert "The rule food-first, if service is new-business and food is yes." in other["would_change"]
    for wrong in ("food", "food=", "fod=yes", "food=perhaps"):
        with pytest.raises(CannotContinue, match=wrong):
            explain_case(service="new-business", jurisdiction=folder, answer=[wrong])
