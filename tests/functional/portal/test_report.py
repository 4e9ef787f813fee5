"""The form on which a resident brings a need on one page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from onestop.storage.cases.read_case import load_file
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws
from tests.functional.portal.reading import FORM, follow, get, language_of, post, title_of, value_of, wrong_in

NEED = {
    "key": "k1",
    "service": "pothole",
    "description": "A deep hole",
    "address": "3 Elm Lane",
    "name": "Ana Rivas",
    "email": "ana@resident.example",
    "phone": "+1 902 555 0142",
    "language": "es",
}


def reference_in(answer: dict[str, Any]) -> str:
    return re.search("/reported/([^?]+)", answer["headers"]["Location"])[1]


def secret_in(answer: dict[str, Any]) -> str:
    return re.search("secret=([^&]+)", answer["headers"]["Location"])[1]


@pytest.mark.usefixtures("aws")
def test_the_form_opens_a_case_with_all_that_was_typed() -> None:
    reference = reference_in(post("/report", NEED))
    file = load_file(reference)
    person = load_person(file.case.person or "")
    assert file.case.service == "pothole"
    assert file.case.channel == "web"
    assert file.case.language == "es"
    assert file.request.description == "A deep hole"
    assert file.request.place is not None
    assert file.request.place.address == "3 Elm Lane"
    assert (person.name, person.email, person.phone, person.language) == (
        "Ana Rivas",
        "ana@resident.example",
        "+19025550142",
        "es",
    )


@pytest.mark.usefixtures("aws")
def test_the_receipt_shows_reference_link_and_what_happens_next() -> None:
    sent = post("/report", NEED, lang="en")
    receipt = follow(sent)
    reference = reference_in(sent)
    assert receipt["statusCode"] == 200
    assert reference in receipt["body"]
    assert f"https://port-ellery.example/track/{reference}?secret=" in receipt["body"]
    assert "A road crew looks at the hole" in receipt["body"]


@pytest.mark.usefixtures("aws")
def test_the_receipt_promises_a_message_only_to_whom_we_can_send_one() -> None:
    unknown = {**NEED, "key": "k2", "service": "", "description": "Something is strange here."}
    told = follow(post("/report", unknown, lang="en"))["body"]
    assert "tell you as soon as somebody is working on it" in told
    assert "You gave no way to reach you" not in told
    for number, need in enumerate((unknown, NEED)):
        alone = follow(post("/report", {**need, "key": f"alone-{number}", "email": "", "phone": ""}, lang="en"))["body"]
        assert "You gave no way to reach you" in alone
        assert "tell you as soon as" not in alone


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "You do not need to send anything again"),
        ("zh-Hans", "您无需再次提交"),
        ("es", "No necesita enviar nada otra vez"),
    ],
)
def test_while_dynamodb_does_not_answer_the_receipt_shows_reference_and_secret(
    aws: Aws, language: str, words: str
) -> None:
    get("/report/all")  # the process knows the catalogue
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        sent = post("/report", NEED, lang=language)
    not_opened_yet = follow(sent)
    with aws.failing("dynamodb", "Query", "InternalServerError"):
        unreadable = follow(sent)
    for receipt in (not_opened_yet, unreadable):
        assert receipt["statusCode"] == 200
        assert f'<dd class="code">{reference_in(sent)}</dd>' in receipt["body"]
        assert secret_in(sent) in receipt["body"]
        assert words in receipt["body"]
        assert get(f"/reported/{reference_in(sent)}", secret="wrong")["statusCode"] == 404


@pytest.mark.usefixtures("aws")
def test_the_form_sent_twice_opens_one_case() -> None:
    assert reference_in(post("/report", NEED)) == reference_in(post("/report", NEED))


@pytest.mark.usefixtures("aws")
def test_two_forms_with_the_same_words_open_two_cases() -> None:
    first, second = (value_of(get("/report/all"), "key") for _ in range(2))
    assert reference_in(post("/report", NEED | {"key": first})) != reference_in(post("/report", NEED | {"key": second}))


@pytest.mark.usefixtures("aws")
def test_other_words_under_the_same_key_are_offered_as_another_request() -> None:
    post("/report", NEED)
    again = post("/report", NEED | {"description": "Another hole"})
    assert again["statusCode"] == 409
    assert wrong_in(again) == ["send"]
    key = value_of(again, "key")
    assert key != NEED["key"]
    assert post("/report", NEED | {"description": "Another hole", "key": key})["statusCode"] == 303


@pytest.mark.usefixtures("aws")
def test_every_wrong_field_is_named_at_once_and_keeps_what_was_typed() -> None:
    answer = post(
        "/report",
        {"service": "pothole", "description": '<b>"Hole"</b>', "address": "", "email": "nobody", "phone": "call me"},
    )
    assert answer["statusCode"] == 400
    assert title_of(answer).startswith("Error: ")
    assert wrong_in(answer) == ["address", "email", "phone"]
    assert value_of(answer, "email") == "nobody"
    assert "&lt;b&gt;&#34;Hole&#34;&lt;/b&gt;</textarea>" in answer["body"]
    assert 'value="pothole" selected' in answer["body"]
    assert 'aria-invalid="true"' in answer["body"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("service", "no-such-service"),
        ("service", "NOT A CODE"),
        ("description", "x" * 4001),
        ("address", "x" * 201),
        ("name", "x" * 201),
        ("email", "a@b"),
        ("phone", "1"),
        ("phone", "+1 555 0142"),  # rings in one town only: /my refuses it, too
        ("phone", "555-0142"),
        ("phone", "111111111111111"),
        ("language", "!"),
    ],
)
def test_a_field_that_cannot_be_taken_is_named(field: str, value: str) -> None:
    assert wrong_in(post("/report", NEED | {field: value})) == [field]


@pytest.mark.usefixtures("aws")
def test_neither_service_nor_description_is_refused() -> None:
    assert wrong_in(post("/report", {"service": "", "description": "  \r\n "})) == ["description"]


@pytest.mark.usefixtures("aws")
def test_control_characters_of_a_word_processor_become_spaces() -> None:
    reference = reference_in(post("/report", NEED | {"description": "one\x0btwo\r\nthree"}))
    assert load_file(reference).request.description == "one two\nthree"


@pytest.mark.usefixtures("aws")
def test_a_link_chooses_the_service_and_the_language_switch_keeps_it() -> None:
    answer = get("/report/all", service="pothole", lang="zh-Hans")
    assert language_of(answer) == "zh-Hans"
    assert 'value="pothole" selected' in answer["body"]
    assert "/report/all?service=pothole&amp;lang=es" in answer["body"]


@pytest.mark.usefixtures("aws")
def test_a_form_over_the_limit_gets_a_page_that_says_so() -> None:
    answer = post("/report", NEED | {"description": "x" * 300_000}, lang="es")
    assert answer["statusCode"] == 413
    assert title_of(answer).startswith("Es más de lo que podemos recibir")


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("headers", [{"Content-Type": "application/json"}, {"Content-Type": "multipart/form-data"}, {}])
def test_another_media_type_gets_a_page_that_says_so(headers: dict[str, str]) -> None:
    answer = post("/report", NEED, headers=headers)
    assert answer["statusCode"] == 400
    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.usefixtures("aws")
def test_a_form_with_too_many_fields_is_refused() -> None:
    assert post("/report", {f"f{n}": "x" for n in range(60)}, headers=FORM)["statusCode"] == 400


@pytest.mark.usefixtures("aws")
def test_a_receipt_needs_the_secret() -> None:
    reference = reference_in(post("/report", NEED))
    assert get(f"/reported/{reference}")["statusCode"] == 404
    assert get(f"/reported/{reference}", secret="wrong")["statusCode"] == 404
