"""`onestop forms`: what is wrong with a form is said in words, and others' schemas are judged as they judge them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.forms.describe_schema import describe_form
from onestop.domain.forms.form import read_form
from onestop.domain.forms.resolve_references import mended
from onestop.domain.translation import translate
from onestop.runtime.pages.frame import environment
from onestop.runtime.pages.page_style import TEMPLATES
from onestop.runtime.pages.page_texts import FRAME
from onestop.runtime.pages.show_form import TEXTS, say_mistakes, show_fields
from onestop_cli.every_command import commands
from onestop_cli.forms.agreement import judge_cases, read_cases, read_folder, read_schemas
from onestop_cli.forms.diff_forms import diff_forms
from onestop_cli.forms.files import read_form_file
from onestop_cli.forms.import_form import import_file
from onestop_cli.forms.lint_form import lint_form
from onestop_cli.forms.preview_form import preview
from onestop_cli.problems import CannotContinue
from tests.unit.forms.building import TODAY, a_field, event_data, event_form, words
from tests.unit.forms.formio_submission import read_submission

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
            lambda data: data.update(moved={"town": "where.stret", "a": "b", "b": "day"}),
            "moved.town",
            "no field is at 'where.stret'",
            "did you mean 'where.street'? one of: account, day, fee, guests, kind, stalls, stalls.licence, "
            "stalls.price, stalls.sells, where.closed, where.street",
        ),
        (
            lambda data: data["pages"][0]["fields"].insert(1, a_field("kind", "text")),
            "pages[0].fields[1].at", "'kind' is asked twice", "each answer asked once",
        ),
        (
            lambda data: data["pages"][0]["fields"][1].update(at="dya"),
            "pages[0].fields[1].at", "the schema has no 'dya'",
            "did you mean 'day'? one of: account, day, fee, guests, kind, stalls, where",
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
            lambda data: data["rules"][0].update(when={"and": [{"!!": {"var": "guests"}}, {"!!": {"var": "day"}}]}),
            "rules[0].when", "!! of 'guests' is false for 0, too, as if nothing were answered",
            '{"!==": [{"var": "guests"}, null]}',
        ),
        (
            lambda data: data["pages"][1].update(when={"!": [{"var": "guests"}]}),
            "pages[1].when", "! of 'guests' is true for 0, too, as if nothing were answered",
            '{"===": [{"var": "guests"}, null]}',
        ),
        (
            lambda data: data["pages"][0]["fields"][4].update(kind="time"),
            "pages[0].fields[4].at", "the schema takes what is no time of day",
            "pattern: ^([01][0-9]|2[0-3]):[0-5][0-9]$",
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


def say(said: Sayable) -> str:
    return translate(said, "en") if isinstance(said, str) else next(iter(said.values()))


@pytest.mark.parametrize("path", VA, ids=lambda path: path.name)
@shared
def test_every_schema_of_others_is_shown_as_pages_with_each_field_and_mistake(path: Path) -> None:
    form = read_form(describe_form(path.name.removesuffix("-schema.json"), mended(json.loads(path.read_text()))))
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


VISIT = [{"type": "date", "key": "day"}, {"type": "rocket", "key": "sun"}]
WIZARD: Data = {
    "title": "Pets",
    "components": [
        {
            "type": "panel",
            "title": "You",
            "components": [
                {"type": "checkbox", "key": "pet", "label": "Have you a pet?"},
                {
                    "type": "textfield",
                    "key": "name",
                    "label": "Its name",
                    "validate": {"required": True, "minLength": "2"},
                    "conditional": {"show": "true", "when": "pet", "eq": "true"},
                },
                {"type": "selectboxes", "key": "kinds", "label": "Kinds", "values": [{"label": "Cat", "value": "cat"}]},
                {"type": "rocket", "key": "moon", "label": "Moon"},
                {
                    "type": "textfield",
                    "key": "tag",
                    "label": "Tag",
                    "conditional": {
                        "json": {"and": [{"==": [{"var": "pet"}, True]}, {"==": [{"var": "name"}, "Rex"]}]}
                    },
                },
            ],
        },
        {
            "type": "panel",
            "title": "Visits",
            "components": [{"type": "editgrid", "key": "visits", "label": "Visits", "components": VISIT}],
        },
    ],
}


def test_a_form_of_another_tool_is_taken_over_with_its_conditions_and_what_is_left_to_do(tmp_path: Path) -> None:
    (tmp_path / "pets.json").write_text(json.dumps(WIZARD))
    ours = tmp_path / "ours.yaml"
    result = CliRunner().invoke(commands, ["forms", "import", str(tmp_path / "pets.json"), "--into", str(ours)])
    for key in ("moon", "sun"):
        assert f"{key}: there is no field of the kind rocket here" in result.output
    given = read_form_file(ours)
    both = {"and": [{"===": [{"var": "pet"}, True]}, {"===": [{"var": "name"}, "Rex"]}]}
    assert given["pages"][0]["fields"][-1]["when"] == both
    assert list(lint_form(given)) == []
    assert [page["title"]["en"] for page in given["pages"]] == ["You", "Visits"]
    form = read_form(given)
    assert judge_answers(form, {"pet": False}, TODAY)[1] == []
    wrong = judge_answers(form, {"pet": True, "kinds": ["dog"], "visits": [{"day": "soon"}]}, TODAY)[1]
    assert [(each.place, each.kind) for each in wrong] == [
        ("kinds.0", "enum"), ("name", "required"), ("visits.0.day", "format"),
    ]  # fmt: skip


ARRANGED: Data = {
    "title": "Care",
    "components": [
        None,
        {
            "type": "radio",
            "key": "who",
            "label": "<b>Who?</b>",
            "values": [{"value": 1, "label": "I"}, {"value": 2}, {"value": 2}],
        },
        {
            "type": "selectboxes",
            "key": "needs",
            "values": [{"value": "bath"}, {"value": "meal"}],
            "validate": {"maxSelectedCount": "1"},
        },
        {
            "type": "fieldset",
            "conditional": {"show": True, "when": "needs", "eq": "bath"},
            "components": [{"type": "textfield", "key": "bath", "validate": {"required": True, "pattern": "["}}],
        },
        {
            "type": "table",
            "rows": [[{"components": [{"type": "number", "key": "rooms", "validate": {"max": "9.0"}}]}, None]],
        },
        {"type": "tabs", "components": [{"key": "tab", "components": [{"type": "textarea", "label": "What else?"}]}]},
        {"type": "container", "key": "doctor", "components": [{"type": "textfield", "key": "name"}]},
        {"type": "textfield", "key": "doctor"},
        {"type": "addressNL", "key": "home"},
        {
            "type": "datagrid",
            "key": "people",
            "validate": {"minLength": 1},
            "components": [
                {"type": "checkbox", "key": "ill"},
                {"type": "file", "key": "proof", "conditional": {"show": True, "when": "people.ill", "eq": "true"}},
            ],
        },
        {
            "type": "textfield",
            "key": "why",
            "conditional": {
                "show": True,
                "conjunction": "all",
                "conditions": [
                    {"component": "rooms", "operator": "greaterThan", "value": "3"},
                    {"component": "who", "operator": "isNotEqual", "value": "2"},
                ],
            },
        },
        {"type": "textfield", "key": "early", "conditional": {"show": True, "when": "late", "eq": "x"}},
        {"type": "textfield", "key": "late", "customConditional": "show = false"},
    ],
}


def test_however_another_tool_arranges_its_form_each_answer_is_asked_when_it_was(tmp_path: Path) -> None:
    (tmp_path / "care.json").write_text(json.dumps(ARRANGED))
    given, notes = import_file(tmp_path / "care.json", "en")
    assert list(lint_form(given)) == []
    assert [note.partition(":")[0] for note in notes] == ["bath", "doctor", "late", "early"]
    form = read_form(given)
    sent = {"who": 1, "needs": {"bath": True, "meal": True}, "rooms": 10, "doctor": {"name": "Li"}}
    answers = read_submission(given, {**sent, "people": [{"ill": True}], "home": {"postcode": "x"}})
    asked, mistakes = judge_answers(form, answers, TODAY)
    assert {".".join(map(str, path)) for path in asked.fields} >= {
        "bath",
        "why",
        "people.0.proof",
        "home.city",
        "what-else",
    }
    assert [(each.place, each.kind) for each in mistakes] == [
        ("bath", "required"),
        ("home.postcode", "pattern"),
        ("needs", "maxItems"),
        ("rooms", "maximum"),
    ]
    asked, _ = judge_answers(form, {"who": 2, "needs": ["meal"], "rooms": 9, "people": [{"ill": False}]}, TODAY)
    shown = {".".join(map(str, path)) for path in asked.fields}
    assert not shown & {"bath", "why", "people.0.proof"}


@shared
def test_definitions_of_open_forms_are_taken_over_shown_and_judge_their_own_submission(tmp_path: Path) -> None:
    folder = SHARED / "openforms_nl"
    given, notes = import_file(folder / "kitchensink_components.json", "nl")
    assert list(lint_form(given)) == []
    answers = read_submission(given, json.loads((folder / "kitchensink_data.json").read_text()))
    assert len(answers) > 20
    assert [(each.place, each.kind) for each in judge_answers(read_form(given), answers, TODAY)[1]] == []
    files = [field for page in given["pages"] for field in page["fields"] if field["kind"] == "file"]
    assert len(files) == 5
    assert {given["schema"]["properties"][each["at"]]["type"] for each in files} == {"array"}
    export, _ = import_file(folder / "autofill_address_2.zip", "nl")
    assert list(lint_form(export)) == []
    assert preview(read_form(given), tmp_path)
    assert {note.partition(":")[0] for note in notes} >= {"signature", "mapPoint"}


def test_every_page_is_previewed_in_every_language_with_when_it_is_asked(tmp_path: Path) -> None:
    form = event_form()
    files = preview(form, tmp_path)
    assert len(files) == len(form.pages) * 3
    market = (tmp_path / "es" / "market.html").read_text(encoding="utf-8")
    assert "The market (es)" in market
    assert "market: kind is &#34;market&#34;" in market
    assert 'name="a-stalls.0.sells"' in market
    assert "hidden>" not in market.replace('type="hidden', "")


def test_what_changed_between_two_versions_is_said_in_words() -> None:
    new = event_data()
    new["pages"][0]["fields"][2]["when"] = {">": [{"var": "day"}, "2027-01-01"]}
    new["schema"]["properties"]["guests"]["maximum"] = 900
    new["pages"][1]["fields"][0]["fields"].pop()
    new["rules"] = []
    first_field(new)["label"]["es"] = "Tipo"
    assert list(diff_forms(event_data(), event_data())) == []
    assert set(diff_forms(event_data(), new)) == {
        "kind has another label in es.",
        'guests is asked only if day is more than "2027-01-01", and was if kind is "party".',
        "What is valid for guests changed: maximum is 900, and was 5000.",
        "stalls[].price is not asked any more.",
        "The rule notice is gone: the days from today to day is at least 14.",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lint", "empty"), "No form is in {0}/empty: name a folder of YAML or JSON files, or a file."),
        (("preview", "gone.yaml"), "There is no file {0}/gone.yaml."),
        (("diff", "empty", "empty"), "{0}/empty is a folder: name one form."),
        (("judge", "empty"), "No schema is in {0}/empty: its files are called NAME-schema.json and NAME-example.json."),
        (("judge", "odd.json", "empty"), "{0}/empty cannot be read"),
        (("import", "odd.json"), "{0}/odd.json is not built as form.io or Open Forms write a form"),
        (
            ("preview", "form.json", "--into", "odd.json"),
            "The pages cannot be written to {0}/odd.json: ",
        ),
    ],
)
def test_a_wrong_file_is_told_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd.json").write_text('{"components": 5}')
    (tmp_path / "form.json").write_text(json.dumps(event_data()))
    files = [each if each.startswith("--") else str(tmp_path / each) for each in arguments[1:]]
    made = CliRunner().invoke(commands, ["forms", arguments[0], *files])
    assert isinstance(made.exception, CannotContinue)
    assert made.exception.sentence.startswith(said.format(tmp_path))
