"""Whole telephone calls: the contact flow and the function together, key by key."""

from __future__ import annotations

import pytest

from intake.voice.keypad import keys_of
from onestop.domain.people.person import identity_of
from onestop.runtime.clock import now
from onestop.runtime.keys import identity_key
from onestop.storage.people.contact_details import cases_of_forms
from onestop.storage.surveys.feedback import feedback_for
from tests.aws_in_memory import Aws
from tests.functional.intake.voice.telephone import Telephone
from tests.functional.stories import case_file, in_progress

NUMBER = "+15550142777"
LANGUAGES = {"1": "en", "2": "es", "3": "zh-Hans"}


def theirs() -> list[str]:
    return cases_of_forms([identity_of(NUMBER, identity_key())], 10)


def a_case() -> str:
    need = {"service_code": "pothole", "place": {"address": "3 Elm Lane"}, "contact": {"phone": NUMBER}}
    return str(in_progress(**need)["reference"])


@pytest.mark.parametrize("key", LANGUAGES)
def test_a_caller_brings_a_need_by_four_keys_in_their_language(aws: Aws, key: str) -> None:
    call = Telephone(NUMBER, [key, "1", "2"]).ring()
    (reference,) = theirs()
    assert case_file(reference).case.language == LANGUAGES[key]
    assert any(" ".join(reference[:4]) in words for words in call.heard)
    assert call.end == "queue"  # they stayed on the line and pressed nothing more


def test_a_caller_hears_how_a_case_stands_by_its_number_and_by_its_reference(aws: Aws) -> None:
    reference = a_case()
    for pressed in ("1", f"{keys_of(reference)}#"):
        call = Telephone(NUMBER, ["1", "2", pressed]).ring()
        assert any("In progress" in words and " ".join(reference[:4]) in words for words in call.heard)


def test_a_case_of_somebody_else_is_not_told(aws: Aws) -> None:
    reference = a_case()
    call = Telephone("+15550142999", ["1", "2", f"{keys_of(reference)}#"]).ring()
    assert "In progress" not in " ".join(call.heard)
    assert any("found no such request" in words for words in call.heard)


def test_a_caller_asks_to_be_called_back_at_another_number(aws: Aws) -> None:
    Telephone(NUMBER, ["2", "3", "1", "5550142000#"]).ring()
    (reference,) = cases_of_forms([identity_of("+15550142000", identity_key())], 10)
    description = case_file(reference).request.description
    assert "5550142000" in description
    assert "in the morning" in description


def test_what_a_caller_said_is_the_description_of_their_case(aws: Aws) -> None:
    Telephone(NUMBER, ["1", "1", "9"], transcript="The lamp at the harbour is dark").ring()
    assert case_file(theirs()[0]).request.description == "The lamp at the harbour is dark"


@pytest.mark.parametrize("number", [None, "anonymous", "+266696687"])
def test_who_withholds_their_number_comes_to_a_person_at_once(aws: Aws, number: str | None) -> None:
    call = Telephone(number, ["1"]).ring()
    assert call.end == "queue"
    assert len(call.heard) == 2
    assert "A person will be with you" in call.heard[-1]


@pytest.mark.parametrize("keys", [[], ["9"], ["1", "0"], ["1", "7"], ["1", "1", "9"], ["1", "1"], ["3", "2", "1234"]])
def test_whoever_presses_nothing_or_something_else_comes_to_a_person(aws: Aws, keys: list[str]) -> None:
    assert Telephone(NUMBER, keys).ring().end == "queue"


@pytest.mark.parametrize("operation", ["Query", "TransactWriteItems"])
def test_whatever_fails_the_caller_comes_to_a_person(aws: Aws, operation: str) -> None:
    with aws.failing("dynamodb", operation, "ThrottlingException"):
        assert Telephone(NUMBER, ["1", "1", "1"]).ring().end == "queue"


def test_when_nobody_is_there_a_caller_is_told_and_may_still_bring_a_need(aws: Aws) -> None:
    call = Telephone(NUMBER, ["1", "1", "2"], closed=True).ring()
    assert call.end == "disconnect"
    assert "closed" in call.heard[-1]
    assert len(theirs()) == 1


def test_a_caller_says_what_they_think_of_us_and_it_is_read_without_personal_data(aws: Aws) -> None:
    rude = Telephone(NUMBER, ["1", "5", "4"], transcript="The clerk was rude, I am Ana Rivas").ring()
    assert any("For praise, press 1." in words for words in rude.heard)
    assert "Thank you. You are back at the first menu." in rude.heard
    Telephone("+15550142999", ["2", "5", "1"]).ring()  # praise needs no words
    assert Telephone(NUMBER, ["1", "5", "3"]).ring().end == "queue"  # a complaint wants words: a person hears them
    kept = feedback_for("contact-centre", now())
    assert sorted((each.kind, each.channel, each.language, each.words) for each in kept) == [
        ("praise", "phone", "es", "By telephone keypad: praise, without words."),
        ("staff", "phone", "en", "The clerk was rude, I am [name]"),
    ]


def test_a_caller_who_names_danger_brings_a_need_whatever_they_pressed(aws: Aws) -> None:
    call = Telephone(NUMBER, ["1", "5", "3"], transcript="There is a strong smell of gas in our stairway").ring()
    assert any("We have opened your request" in words for words in call.heard)
    assert feedback_for("contact-centre", now()) == []
