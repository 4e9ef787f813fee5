"""What somebody may get, before any form: the questions, the reasons, and what `onestop forms lint` finds wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.forms.eligibility import form_data_of, judge_offers
from onestop.domain.forms.form import read_form
from onestop_cli.every_command import commands
from onestop_cli.forms.eligibility import lint_eligibility
from onestop_cli.release.read_folder import read_release
from tests.fixtures import SAMPLE

FILE = SAMPLE / "eligibility.yaml"
TODAY = "2026-11-28"
Given = dict[str, Any]


@pytest.fixture(scope="module")
def given() -> Given:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def test_what_one_may_get_comes_first_each_with_the_reason_that_the_answers_give(given: Given) -> None:
    form = read_form(form_data_of(given))
    answers = {"lives-here": True, "household": 7, "children": 0, "income": 900, "older": False, "plans": ["event"]}
    asked, mistakes = judge_answers(form, answers | {"neighbours-agree": False}, TODAY)
    assert mistakes == []
    offers = judge_offers(form, asked, TODAY)
    assert [(offer.code, offer.may) for offer in offers] == [
        ("large-cart", "yes"),
        ("winter-heating", "yes"),
        ("free-collection", "maybe"),
        ("street-event", "maybe"),
        ("business-licence", "no"),
        ("child-health-cover", "no"),
    ]
    assert offers[0].why["en"] == "You are six or more in your household."
    assert (offers[1].service, offers[1].link) == ("", "https://county.example/heating")


def test_an_answer_on_a_way_that_was_left_again_decides_nothing(given: Given) -> None:
    form = read_form(form_data_of(given))
    answers = {"lives-here": False, "household": 1, "children": 0, "income": 9000, "older": True, "plans": ["neither"]}
    asked, _ = judge_answers(form, answers, TODAY)
    assert {offer.code: offer.may for offer in judge_offers(form, asked, TODAY)}["free-collection"] == "no"


def first_rule(given: Given) -> Given:
    rule: Given = given["offers"][0]["rules"][0]
    return rule


@pytest.mark.parametrize(
    ("spoil", "place", "wrong"),
    [
        (lambda g: first_rule(g).update(when={"var": "name"}), "offers[0].rules[0].when", "is not known"),
        (lambda g: first_rule(g).pop("when"), "offers[0].rules[0]", "it always holds"),
        (lambda g: g["offers"][0]["rules"].pop(), "offers[0].rules", "none of them holds"),
        (lambda g: g["offers"][1].update(code="large-cart"), "offers[1].code", "'large-cart' is there twice"),
        (lambda g: g["questions"][0].update(kind="text"), "questions[0].kind", "never gives what the schema takes"),
        (lambda g: g["tests"][0]["may"].update({"large-cart": "no"}), "tests[0]", "large-cart is yes"),
        (lambda g: g["tests"][0]["may"].update({"cart": "no"}), "tests[0].may", "no offer is called 'cart'"),
        (lambda g: g["tests"][0]["answers"].pop("household"), "tests[0]", "household required is found"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_is(given: Given, spoil: Callable[[Given], Any], place: str, wrong: str) -> None:
    spoiled = copy.deepcopy(given)
    spoil(spoiled)
    found = [(where, said) for where, said, _ in lint_eligibility(spoiled)]
    assert any(where == place and wrong in said for where, said in found), found


def test_lint_of_a_jurisdiction_looks_at_it_and_a_release_carries_it_without_its_tests() -> None:
    result = CliRunner().invoke(commands, ["forms", "lint", str(SAMPLE)])
    forms = len(list((SAMPLE / "forms").glob("*.yaml"))) + 1  # and the questions of eligibility.yaml
    assert (result.exit_code, result.output.strip()) == (0, f"{forms} forms are right.")
    carried = read_release(SAMPLE)["forms"]["eligibility"]
    assert carried["offers"][0]["service"] == "waste-cart"
    assert "tests" not in carried
