"""`onestop route try`: sentences that nobody here has seen are tried without a suite, and told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onestop.domain.catalogue.catalogue import Catalogue
from onestop_cli.every_command import commands
from onestop_cli.problems import CannotContinue
from onestop_cli.release.read_folder import read_learned
from onestop_cli.route.intervals import wilson
from onestop_cli.route.lines import read_lines

SAMPLE = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery"
KEYS = {"of", "right", "wrong", "triage", "first_three"}
LINES = """# a comment, and an empty line

pothole\tThere is a huge pothole on my street
street-light\tLa farola de mi esquina no enciende
rodents\t厨房里有老鼠和蟑螂
triage\tplease help
noise\t\u200btotally unrelated to anything
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "sentences.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_printed_for_programs_has_these_fields_and_no_others(tmp_path: Path) -> None:
    made = CliRunner().invoke(commands, ["route", "try", str(written(tmp_path, LINES)), "--json"])
    assert made.exit_code == 0, made.output
    told = json.loads(made.output)
    assert told.keys() == KEYS | {"by_language", "misses"}
    assert told["of"] == 5 == told["right"] + told["wrong"] + told["triage"]
    assert (told["right"], told["first_three"] >= 4) == (4, True)
    assert all(counts.keys() == KEYS for counts in told["by_language"].values())
    assert sum(counts["of"] for counts in told["by_language"].values()) == 5
    (miss,) = told["misses"]
    assert (miss["line"], miss["expected"]) == (7, "noise")
    assert miss["why"]


def test_for_people_each_miss_is_told_with_why_and_shares_with_their_intervals(tmp_path: Path) -> None:
    made = CliRunner().invoke(commands, ["route", "try", str(written(tmp_path, LINES))])
    assert "line 7: noise expected, triage" in made.output
    assert "all: 5 sentences, right 80.0 % (37.6 to 96.4)" in made.output
    assert "zh-Hans: 1 sentences" in made.output


def test_wrong_lines_are_refused_by_their_number_and_nothing_is_tried(tmp_path: Path, catalogue: Catalogue) -> None:
    file = written(tmp_path, "pothole\ta hole\npotholes\ta hole\nnoise only\ntwo:noise+rodents\tloud rats\n")
    with pytest.raises(CannotContinue) as refused:
        read_lines(file, catalogue.services)
    assert [each.partition(":")[0] for each in refused.value.details] == ["line 2", "line 3"]
    assert "did you mean 'pothole'?" in refused.value.details[0]
    assert "no sentence" in refused.value.details[1]


def test_what_is_none_of_one_service_is_expected_at_triage(tmp_path: Path, catalogue: Catalogue) -> None:
    text = "triage\thelp\nvague\thelp\nspam\twin\nelsewhere\tmy bank\ntwo:noise+rodents\tloud rats\n"
    assert {line.expected for line in read_lines(written(tmp_path, text), catalogue.services)} == {"triage"}


def test_wilson_is_right_at_the_ends_where_others_are_not() -> None:
    assert wilson(0, 0) == (0, 1)
    low, high = wilson(10, 10)
    assert (round(low, 3), high) == (0.722, 1)
    assert wilson(0, 10)[0] == 0


def test_the_sample_was_trained_on_the_examples_that_are_there() -> None:
    from onestop.domain.understanding.classifier_file import read_classifier
    from onestop_cli.release.examples import hash_of_examples

    learned = read_learned(SAMPLE)
    assert learned is not None
    assert read_classifier(learned).about["examples"] == hash_of_examples(SAMPLE), "run `onestop train`"
