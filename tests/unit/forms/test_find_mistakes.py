"""What is asked depends on the answers, what is not asked does not count, and every mistake is found at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.forms.find_mistakes import on_page
from onestop.domain.forms.form import Form, read_form
from onestop.domain.forms.read_back import next_page, progress
from onestop.domain.translation import translate
from onestop.runtime.pages.show_form import say_mistakes
from onestop_cli.forms.files import read_form_file
from tests.builders import a_catalogue
from tests.fixtures import SAMPLE
from tests.unit.forms.building import TODAY, a_field, choices, event_form, words

FORM = event_form()
PARTY = {"kind": "party", "day": "2027-06-05", "guests": 40, "where": {"street": "Elm"}}
MARKET = {
    "kind": "market",
    "day": "2027-06-05",
    "where": {"street": "Elm"},
    "stalls": [{"sells": "books", "price": 0.1}],
}


def found(answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each.place, each.kind) for each in judge_answers(FORM, answers, TODAY)[1]]


def say(said: Sayable) -> str:
    return translate(said, "en") if isinstance(said, str) else said["en"]


@pytest.mark.parametrize("answers", [PARTY, MARKET])
def test_what_is_complete_has_no_mistake(answers: dict[str, Any]) -> None:
    assert found(answers) == []


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = {"kind": "party", "day": "2026-12-01", "guests": 0, "where": {"closed": "maybe"}, "colour": "red"}
    assert found(wrong) == [
        ("colour", "additionalProperties"),
        ("day", "rule:notice"),
        ("guests", "minimum"),
        ("where.closed", "type"),
        ("where.street", "required"),
    ]


def objects(required: list[str], inner: list[str], deep: list[str], *, flagged: bool = False) -> Form:
    """A form whose answers lie in objects: who.is (a choice), who.name, and who.at.street."""
    schema = {
        "type": "object",
        "required": required,
        "properties": {
            "who": {
                "type": "object",
                "required": inner,
                "properties": {"at": {"type": "object", "required": deep, "properties": {}}},
            }
        },
    }
    fields = [
        a_field("who.is", "choice", choices=choices("person", "club"), required=flagged or None),
        a_field("who.name", "text"),
        a_field("who.at.street", "text"),
    ]
    page = {"code": "who", "title": words("Who"), "fields": fields}
    return read_form({"code": "who", "title": words("Who"), "schema": schema, "pages": [page]})


@pytest.mark.parametrize(
    ("form", "answers", "missing"),
    [
        (objects(["who"], ["is", "name"], []), {}, ["who.is", "who.name"]),
        (objects(["who"], ["is"], [], flagged=True), {}, ["who.is"]),
        (objects(["who"], [], [], flagged=True), {}, ["who.is"]),
        (objects(["who"], ["is", "at"], ["street"]), {}, ["who.at.street", "who.is"]),
        (objects(["who"], ["at"], ["street"]), {"who": {"is": "club"}}, ["who.at.street"]),
        (objects(["who"], [], []), {}, ["who.is"]),  # none of them in particular: the first
        (objects([], ["is"], []), {}, []),
    ],
)
def test_an_object_that_is_missing_is_told_as_the_questions_that_need_an_answer(
    form: Form, answers: dict[str, Any], missing: list[str]
) -> None:
    """Nobody is asked for an object: a message about it would name no question, or the wrong kind of answer."""
    _, mistakes = judge_answers(form, answers, TODAY)
    assert [(each.place, each.kind) for each in mistakes] == [(place, "required") for place in missing]
    assert dict(say_mistakes(mistakes, form, say)).get("a-who.is") == (
        "Choose one of the answers." if "who.is" in missing else None
    )


@pytest.mark.parametrize("file", sorted((SAMPLE / "forms").glob("*.yaml")), ids=lambda file: file.stem)
def test_whatever_is_missing_in_an_empty_form_of_ours_is_a_question(file: Path) -> None:
    form = read_form(read_form_file(file))
    asked, mistakes = judge_answers(form, {}, TODAY)
    assert mistakes
    assert {each.path for each in mistakes} <= asked.fields.keys()


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (
            a_field("call", "phone"),
            "This cannot be read as a telephone number. Write only its digits, such as +1 902 555 0123, "
            "without an extension.",
        ),
        (
            a_field("call", "text"),
            "This is not written as we need it. Look for a letter, digit or sign that is missing or too many.",
        ),
        (
            a_field("call", "text", hint=words("Digits.")),
            "This is not written as we need it. Look at the hint and write it like that.",
        ),
        (a_field("call", "phone", example="555 0100"), "Write it like this: 555 0100."),
    ],
)
def test_nobody_is_sent_to_a_hint_that_is_not_there(field: dict[str, Any], said: str) -> None:
    schema = {"type": "object", "properties": {"call": {"type": "string", "pattern": "^[+0-9][0-9 ()-]{5,19}$"}}}
    page = {"code": "call", "title": words("Call"), "fields": [field]}
    form = read_form({"code": "call", "title": words("Call"), "schema": schema, "pages": [page]})
    _, mistakes = judge_answers(form, {"call": "+1 555 0100 ext 5"}, TODAY)
    assert say_mistakes(mistakes, form, say) == [("a-call", said)]


@pytest.mark.parametrize("typed", ["111111111111111", "555 0100", "+1 555 0100", "902 555 01", "call me", "1," * 5000])
def test_a_number_that_nobody_could_call_is_told_in_a_form_as_everywhere(typed: str) -> None:
    form = a_form_of_numbers()
    given = {"call": typed, "owners": [{"phone": "(902) 555-0123 ext. 4"}, {"phone": typed}]}
    _, mistakes = judge_answers(form, given, TODAY, a_catalogue())
    assert [(each.place, each.kind) for each in mistakes] == [("call", "format"), ("owners.1.phone", "format")]
    assert dict(say_mistakes(mistakes, form, say))["a-call"] == (
        "Enter a telephone number with its area code, such as +1 902 555 0123."
    )


@pytest.mark.parametrize(
    "typed", ["902 555 0123", "902.555.0123", "+44 20 7946 0123", "９０２ ５５５ ０１２３", "902-555-0123 x4"]
)
def test_a_number_may_be_written_in_a_form_as_everywhere(typed: str) -> None:
    _, mistakes = judge_answers(a_form_of_numbers(), {"call": typed}, TODAY, a_catalogue())
    assert mistakes == []


def a_form_of_numbers() -> Form:
    """Asks for the number of one person, and of each of several."""
    entry = {"type": "object", "properties": {"phone": {"type": "string"}}}
    schema = {"type": "object", "properties": {"call": {"type": "string"}, "owners": {"type": "array", "items": entry}}}
    owners = a_field("owners", "group", fields=[a_field("phone", "phone")])
    page = {"code": "call", "title": words("Call"), "fields": [a_field("call", "phone"), owners]}
    return read_form({"code": "call", "title": words("Call"), "schema": schema, "pages": [page]})


def test_an_object_of_an_entry_that_is_missing_is_told_by_its_question() -> None:
    entry = {"type": "object", "required": ["at"], "properties": {"at": {"type": "object", "required": ["street"]}}}
    schema = {"type": "object", "properties": {"stalls": {"type": "array", "items": entry}}}
    stalls = a_field("stalls", "group", fields=[a_field("name", "text"), a_field("at.street", "text")])
    page = {"code": "who", "title": words("Who"), "fields": [stalls]}
    form = read_form({"code": "who", "title": words("Who"), "schema": schema, "pages": [page]})
    _, mistakes = judge_answers(form, {"stalls": [{"name": "Cakes"}]}, TODAY)
    assert [(each.place, each.kind) for each in mistakes] == [("stalls.0.at.street", "required")]


def test_what_is_not_asked_is_neither_missing_nor_checked_nor_kept() -> None:
    """A party has no stalls, though the schema requires them, and the wrong licence of a way that was left again."""
    asked, mistakes = judge_answers(FORM, PARTY | {"stalls": [{"sells": "food", "licence": "no"}]}, TODAY)
    assert mistakes == []
    assert "stalls" not in asked.answers
    assert [page.code for page in asked.pages] == ["event"]


def test_a_condition_in_an_entry_looks_at_that_entry() -> None:
    stalls = [{"sells": "books", "licence": "no"}, {"sells": "food"}, {"sells": "food", "licence": "no"}, {}]
    assert found(MARKET | {"stalls": stalls}) == [
        ("stalls.1.licence", "required"),
        ("stalls.2.licence", "pattern"),
        ("stalls.3.sells", "required"),
    ]


def test_what_is_computed_takes_the_place_of_what_was_sent() -> None:
    asked, _ = judge_answers(FORM, MARKET | {"fee": 1, "stalls": [{"sells": "books", "price": 1.15}] * 3}, TODAY)
    assert asked.answers["fee"] == 0.35  # a tenth of 3.45: a half goes up, as binary floats would not


def test_pages_follow_the_answers_and_say_how_far_one_has_come() -> None:
    asked, mistakes = judge_answers(FORM, {"kind": "market"}, TODAY)
    event, market = asked.pages
    assert next_page(event, asked) is market
    assert progress(market, asked) == (2, 2)
    assert [each.place for each in on_page(mistakes, market, FORM)] == ["stalls"]


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("12.000", "ambiguous", "This can be read as 12000 or as 12. Write one of these two."),
        ("1,125", "ambiguous", "This can be read as 1125 or as 1.1250. Write one of these two."),
        ("twelve", "type", "Enter an amount in digits, such as 12.50."),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused_with_both(typed: str, kind: str, said: str) -> None:
    _, mistakes = judge_answers(FORM, MARKET | {"stalls": [{"sells": "books", "price": typed}]}, TODAY)
    assert [(each.place, each.kind) for each in mistakes] == [("stalls.0.price", kind)]
    assert say_mistakes(mistakes, FORM, say) == [("a-stalls.0.price", said)]


def test_mistakes_are_said_at_their_field_in_words_that_say_what_would_be_right() -> None:
    wrong = MARKET | {"day": "soon", "where": {}, "stalls": [{"sells": "food", "licence": "x"}]}
    _, mistakes = judge_answers(FORM, wrong, TODAY)
    assert dict(say_mistakes(mistakes, FORM, say)) == {
        "a-day": "Enter a day that there is, such as 2026-11-23.",
        "a-where.street": "Write an answer here.",
        "a-stalls.0.licence": "Write it like this: F1234.",
    }
