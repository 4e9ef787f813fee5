"""What a browser finds wrong with a form is what Lambda finds wrong: verdict, place and kind of every mistake, for
thousands of random answers, with the very script that ships."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.forms.describe_schema import describe_form
from onestop.domain.forms.for_browser import form_for_browser
from onestop.domain.forms.form import Form, read_form
from onestop.domain.forms.logic import evaluate
from onestop.domain.forms.resolve_references import mended
from onestop.runtime.pages.form_script import script
from onestop_cli.forms.files import read_form_file
from tests.browser.random_answers import STRANGE, answers_for
from tests.depth import tries
from tests.fixtures import SAMPLE
from tests.unit.forms.building import event_form

TODAY = "2026-11-28"
SHIPPED = sorted((SAMPLE / "forms").glob("*.yaml"))
VA = sorted((Path(__file__).parents[3] / "shared" / "data" / "forms" / "va").glob("*-schema.json"))
MANY = int(os.environ.get("FORM_ANSWERS", tries(2000)))  # for a form of ours; 10000 before a release
SOME, BATCH = MANY // 20, 1000  # for one of others
# both ways as text: Playwright takes long over objects
JUDGE = """(sent) => {
  const [form, batch, today] = JSON.parse(sent);
  return JSON.stringify(batch.map((answers) => {
    const { mistakes, answers: kept } = OnestopForms.judge(form, answers, today);
    return [mistakes.map(({ path, kind, limit }) => [OnestopForms.textOf(path), kind, limit]), kept];
  }));
}"""
EVALUATE = """(sent) => {
  const [rules, facts] = JSON.parse(sent);
  return JSON.stringify(rules.map((rule) => OnestopForms.evaluate(rule, facts) ?? null));
}"""
HEADERS = {"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page with the script, under the policy of our pages: nothing may be evaluated."""
    opened = chromium.new_page()
    empty = {"body": "<!doctype html>", "content_type": "text/html", "headers": HEADERS}
    opened.route("**/*", lambda route: route.fulfill(**empty))
    opened.goto("http://forms.test/")
    opened.add_script_tag(content=script())
    yield opened
    opened.close()


def compare(page: Page, form: Form, count: int, seed: int) -> int:
    """Judges random answers on both sides; gives how many were valid."""
    random = Random(seed)
    sent, valid = form_for_browser(form), 0
    for start in range(0, count, BATCH):
        batch = [answers_for(form.schema, random) for _ in range(min(BATCH, count - start))]
        batch = [each if isinstance(each, dict) else {} for each in batch]
        there = json.loads(page.evaluate(JUDGE, json.dumps([sent, batch, TODAY])))
        for answers, (browser, kept) in zip(batch, there, strict=True):
            asked, mistakes = judge_answers(form, answers, TODAY)
            here = [[each.place, each.kind, each.limit] for each in mistakes]
            assert sorted(map(json.dumps, browser)) == sorted(map(json.dumps, here)), json.dumps(answers)
            assert plain(kept) == plain(asked.answers), json.dumps(answers)
            valid += not here
    return valid


def plain(value: Any) -> str:
    """A value as text, its numbers as both sides know them: as doubles."""
    return json.dumps(as_doubles(value), sort_keys=True)


def as_doubles(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_doubles(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_doubles(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_our_forms_are_judged_alike(page: Page, path: Path) -> None:
    compare(page, read_form(read_form_file(path)), MANY, 1)


def test_a_form_with_every_condition_is_judged_alike_and_some_answers_are_right(page: Page) -> None:
    assert MANY / 100 < compare(page, event_form(), MANY, 2) < MANY * 0.99


@pytest.mark.skipif(not VA, reason="the schemas of others are not on this machine")
@pytest.mark.parametrize("path", VA, ids=lambda path: path.name)
def test_forms_of_others_are_judged_alike(page: Page, path: Path) -> None:
    compare(page, read_form(describe_form("other", mended(json.loads(path.read_text())))), SOME, 3)


def test_expressions_give_the_same_value_on_both_sides(page: Page) -> None:
    random = Random(4)
    facts = {
        "n": 3,
        "x": 0.1,
        "day": "2024-02-29",
        "hour": "20:00",
        "word": "b",
        "no": False,
        "list": [{"p": 1.15}, {"p": 2}, 4],
        "nothing": None,
    }
    rules = [an_expression(random, 3) for _ in range(MANY)]
    there = json.loads(page.evaluate(EVALUATE, json.dumps([rules, facts])))
    for rule, value in zip(rules, there, strict=True):
        assert plain(value) == plain(evaluate(rule, facts)), json.dumps(rule)


HOURS = ("09:05", "20:00", "24:00")
VALUES = (
    *STRANGE,
    *HOURS,
    3,
    0.1,
    0.2,
    1.005,
    -2.5,
    "2024-02-29",
    "2026-11-28",
    "2023-02-29",
    12,
    -13,
    [1, 2, 0.3],
    10**12,
)
NAMES = ("n", "x", "day", "hour", "word", "no", "list", "nothing", "list.0.p", "list.9", "gone", "n.m", "")
SIZES = {
    "===": 2, "!==": 2, "!": 1, "!!": 1, "in": 2, "<": 2, "<=": 3, ">": 2, ">=": 2, "+": 2, "-": 2, "*": 2, "round": 2,
    "min": 3, "max": 2, "total": 2, "count": 1, "plus_days": 2, "plus_months": 2, "days_between": 2, "years_between": 2,
    "if": 3, "and": 2, "or": 2, "some": 2, "none": 2, "all": 2, "filter": 2,
}  # fmt: skip


def an_expression(random: Random, depth: int) -> Any:
    kind = random.random()
    if depth == 0 or kind < 0.2:
        value = random.choice(VALUES)
        return value if not isinstance(value, dict) else None  # an object of one field would be an operation
    if kind < 0.45:
        return {"var": random.choice(NAMES)}
    name = random.choice(sorted(SIZES))
    parts = [an_expression(random, depth - 1) for _ in range(SIZES[name])]
    if name == "total":
        parts[1] = random.choice(("p", None))
    return {name: parts}
