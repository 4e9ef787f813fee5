"""`onestop forms`: what is wrong with a form is said in words, and others' schemas are judged as they judge them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop.contracts.forms.checking import judge_answers
from onestop.domain.catalogue.catalogue import Said
from onestop.domain.forms.describing import describe
from onestop.domain.forms.form import read_form
from onestop.domain.forms.resolving import mended
from onestop.domain.translation import translate
from onestop.runtime.form_showing import TEXTS, say_mistakes, show_fields
from onestop.runtime.frame import TEMPLATES, environment
from onestop.runtime.page_texts import FRAME
from onestop_cli.forms.judging import judge_cases, read_cases, read_folder, read_schemas
from onestop_cli.forms.linting import lint_form
from onestop_cli.main import commands
from tests.unit.forms.building import TODAY, a_field, event_data, words

SHARED = Path(__file__).parents[4] / "shared" / "data" / "forms"
VA = sorted((SHARED / "va").glob("*-schema.json"))
shared = pytest.mark.skipif(not VA, reason="the schemas of others are not on this machine")
Data = dict[str, Any]


def test_a_sound_form_has_nothing_wrong() -> None:
    assert list(lint_form(event_data())) == []


def edit(change: Callable[[Data], Any]) -> list[tuple[str, str, str]]:
    data = event_data()
    change(data)
    return list(lint_form(data))


def first_field(data: Data) -> Data:
    found: Data = data["pages"][0]["fields"][0]
    return found


@pytest.mark.parametrize(
    ("change", "place", "wrong", "right"),
    [
        (
            lambda data: data["pages"][1].update(when={"==": [{"var": "kind"}, "market"]}),
            "pages[1].when", "there is no operation '=='", "write ===, which never turns one kind into another",
        ),
        (
            lambda data: data["pages"][0].update(when={"===": [{"var": "stalls"}, 1]}),
            "pages[0].when", "'stalls' is not known by then", "an answer that is asked before: one of: today",
        ),
        (
            lambda data: first_field(data)["choices"].pop(),
            "pages[0].fields[0].choices", "'market' is valid and cannot be chosen", "a choice for each value",
        ),
        (
            lambda data: data["pages"][0]["fields"].insert(1, a_field("kind", "text")),
            "pages[0].fields[1].at", "'kind' is asked twice", "each answer asked once",
        ),
        (
            lambda data: data["pages"][0]["fields"][1].update(at="dya"),
            "pages[0].fields[1].at", "the schema has no 'dya'",
            "did you mean 'day'? one of: day, fee, guests, kind, stalls, where",
        ),
        (
            lambda data: data["pages"][0]["fields"].pop(1),
            "schema.required", "'day' must be there and no field asks it", "a field at it",
        ),
        (
            lambda data: data["rules"][0]["holds"].update({"<": [1, 2]}),
            "rules[0].holds", "this is no expression: it has several operations side by side",
            "one operation, such as and",
        ),
        (
            lambda data: data.update(tests=[{"name": "all there", "answers": {"kind": "party"}, "mistakes": []}]),
            "tests[0]", "all there: day required, guests required is found", "nothing found",
        ),
        (
            lambda data: data["schema"]["properties"].update(guests={"$ref": "#/$defs/count"}),
            "schema", "the reference '#/$defs/count' leads nowhere", "a part of this schema",
        ),
        (
            lambda data: data["schema"]["properties"]["where"].update(type="objekt"),
            "schema",
            "this is no JSON Schema: \"objekt\" is not valid under any of the schemas listed in the 'anyOf' keyword",
            "a schema of draft 4 to 2020-12",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_would_be_right(
    change: Callable[[Data], Any], place: str, wrong: str, right: str
) -> None:
    assert (place, wrong, right) in edit(change)


def test_cases_are_judged_and_each_difference_is_explained(tmp_path: Path) -> None:
    schemas, cases = tmp_path / "schemas.json", tmp_path / "cases.jsonl"
    schemas.write_text(json.dumps({"a": {"properties": {"n": {"maximum": 3}}}}))
    lines = [("a", {"n": 3}, True), ("a", {"n": 4}, False), ("a", {"n": 4}, True), ("b", {}, True)]
    cases.write_text(
        "\n".join(json.dumps({"schema_sha": sha, "data": data, "expected_valid": ok}) for sha, data, ok in lines)
    )
    result = CliRunner().invoke(commands, ["forms", "judge", str(schemas), str(cases), "--json"])
    assert json.loads(result.stdout) == {
        "of": 4,
        "agree": 2,
        "differences": [
            {"case": "line 3", "expected_valid": True, "why": "we find wrong n: maximum 3"},
            {"case": "line 4", "expected_valid": True, "why": "there is no schema b"},
        ],
    }


@shared
def test_the_field_cases_of_others_are_judged_as_they_judge_them() -> None:
    schemas = read_schemas(SHARED / "va_test_schemas.json")
    verdict = judge_cases(schemas, read_cases(SHARED / "va_field_cases.jsonl"))
    assert verdict.of > 2000
    assert verdict.agree / verdict.of >= 0.995, verdict.differences[:20]


@shared
def test_of_example_submissions_only_those_differ_that_do_not_fit_their_own_schema() -> None:
    verdict = judge_cases(*read_folder(SHARED / "va"))
    assert verdict.of > 20
    assert {each.case for each in verdict.differences if "cypress" not in each.case} <= {
        "NOD-CREATE-REQUEST-BODY_V1-example.json"
    }


def say(said: Said) -> str:
    return translate(said, "en") if isinstance(said, str) else next(iter(said.values()))


@pytest.mark.parametrize("path", VA, ids=lambda path: path.name)
@shared
def test_every_schema_of_others_is_shown_as_pages_with_each_field_and_mistake(path: Path) -> None:
    form = read_form(describe(path.name.removesuffix("-schema.json"), mended(json.loads(path.read_text()))))
    asked, mistakes = judge_answers(form, {}, TODAY)
    wrong = say_mistakes(mistakes, form, say)
    template = environment(TEMPLATES).from_string(
        '{% from "form_page.html" import form_fields %}{{ form_fields(t, errors, fields) }}'
    )
    texts = {name: say(text) for name, text in {**FRAME, **TEXTS}.items()}
    pages = [template.render(t=texts, errors=wrong, fields=show_fields(page, form, asked, say)) for page in form.pages]
    html = "".join(pages)
    assert pages
    assert all(f'data-at="{".".join(map(str, field))}"' in html for field in form.fields)
    assert all(f'id="{anchor}"' in html for anchor, _ in wrong)


def test_words_of_a_form_are_asked_for_in_every_language(tmp_path: Path) -> None:
    data = event_data() | {"title": words("Event")}
    del data["pages"][0]["title"]["es"]
    (tmp_path / "event.json").write_text(json.dumps(data))
    result = CliRunner().invoke(commands, ["forms", "lint", str(tmp_path)], env={"COLUMNS": "200"})
    assert result.exit_code == 1
    assert "pages[0].title" in result.stdout
    assert "es" in result.stdout
