"""Whatever is sent: it is taken, or refused in a problem document that names the field. Never an error of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest

from intake.handler import handle
from tests.aws_in_memory import Aws
from tests.builders import an_api_event
from tests.functional.problems import fields_of, problem
from tests.functional.stories import PLACE, case_file, open_case, post_case

JSON = {"Content-Type": "application/json"}
NEED = {"description": "A need."}

REFUSED: dict[str, tuple[Any, set[str]]] = {
    "no service and no description": ({"place": PLACE}, {"description"}),
    "nothing at all": ({}, {"description"}),
    "an empty description": ({"description": ""}, {"description"}),
    "a description of blanks": ({"description": " \n\t "}, {"description"}),
    "a description that nobody sees": ({"description": "\u200b\u200b"}, {"description"}),
    "an unknown service": ({"service_code": "horse-tram"}, {"service_code"}),
    "a service that is no code": ({"service_code": "Horse Tram!"}, {"service_code"}),
    "a service that needs a place": ({"service_code": "pothole"}, {"place"}),
    "latitude 91": (NEED | {"place": {"lat": 91, "long": 0}}, {"place.lat"}),
    "latitude -91": (NEED | {"place": {"lat": -91, "long": 0}}, {"place.lat"}),
    "longitude 181": (NEED | {"place": {"lat": 0, "long": 181}}, {"place.long"}),
    "longitude -181": (NEED | {"place": {"lat": 0, "long": -181}}, {"place.long"}),
    "a latitude in words": (NEED | {"place": {"lat": "north", "long": 0}}, {"place.lat"}),
    "a latitude of true": (NEED | {"place": {"lat": True, "long": 0}}, {"place.lat"}),
    "latitude 1e300": (NEED | {"place": {"lat": 1e300, "long": 0}}, {"place.lat"}),
    "coordinates the other way round": (NEED | {"place": {"lat": -63.58, "long": 44.65}}, {"place.lat"}),
    "no longitude": (NEED | {"place": {"lat": 44.6}}, {"place.long"}),
    "no latitude": (NEED | {"place": {"long": -63.6}}, {"place.lat"}),
    "a place that is a text": (NEED | {"place": "here"}, {"place"}),
    "a description that is a number": ({"description": 7}, {"description"}),
    "an unknown field": (NEED | {"colour": "red"}, {"colour"}),
    "an unknown field of a place": (NEED | {"place": {"floor": 3}}, {"place.floor"}),
    "an unknown field of a contact": (NEED | {"contact": {"twitter": "@ana"}}, {"contact.twitter"}),
    "an unknown channel": (NEED | {"channel": "pigeon"}, {"channel"}),
    "an e-mail address that is none": (NEED | {"contact": {"email": "ana at home"}}, {"contact.email"}),
    "two e-mail addresses": (NEED | {"contact": {"email": "a@b.example, c@d.example"}}, {"contact.email"}),
    "an e-mail address with a header": (NEED | {"contact": {"email": "a@b.example\nBcc: c@d.example"}},
                                        {"contact.email"}),
    "a telephone number that is none": (NEED | {"contact": {"phone": "call me"}}, {"contact.phone"}),
    "a telephone number with a digit too few": (NEED | {"contact": {"phone": "902 555 012"}}, {"contact.phone"}),
    "a telephone number without its area": (NEED | {"contact": {"phone": "555-0142"}}, {"contact.phone"}),
    "a telephone number that rings in one town only": (NEED | {"contact": {"phone": "+1 555 0142"}}, {"contact.phone"}),
    "a language that is none": (NEED | {"language": "?"}, {"language"}),
    "a control character": ({"description": "a bell \x07 rings"}, {"description"}),
    "a null character": ({"description": "a\x00b"}, {"description"}),
    "an escape of a terminal": (NEED | {"place": {"address": "\x1b[31mred"}}, {"place.address"}),
    "a control character in a name": (NEED | {"contact": {"name": "Ana\x85"}}, {"contact.name"}),
    "4,001 characters": ({"description": "x" * 4001}, {"description"}),
    "several faults": ({"service_code": "horse-tram", "place": {"lat": 44.6}}, {"service_code", "place.long"}),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_and_the_field_is_named(aws: Aws, what: str) -> None:
    body, fields = REFUSED[what]
    assert fields_of(post_case(body)) == fields


def test_every_fault_is_told_at_once_and_says_what_would_be_right(aws: Aws) -> None:
    answer = post_case({"service_code": 7, "place": {"lat": 91}, "colour": "red", "description": "\x07"})
    document = problem(answer, 400)
    assert {error["field"] for error in document["errors"]} == {"service_code", "place.lat", "colour", "description"}
    assert all(error["expected"] for error in document["errors"])


NOT_JSON: dict[str, str] = {
    "half an object": '{"description": "A need."',
    "nothing": "",
    "text": "A pothole in Elm Lane",
    "a form": "description=A+need.",
    "not a number": '{"description": "A need.", "place": {"lat": NaN, "long": 0}}',
    "an infinite number": '{"description": "A need.", "place": {"lat": Infinity, "long": 0}}',
    "a list": '[{"description": "A need."}]',
    "a text in quotes": '"A need."',
    "null": "null",
    "a number": "7",
    "a lone surrogate, escaped": '{"description": "\\ud800"}',
    "a lone surrogate, as it is": '{"description": "\ud800"}',
    "a hundred thousand brackets": "[" * 100_000,
    "an object in an object, ten thousand deep": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "text after the object": '{"description": "A need."} and more',
}


@pytest.mark.parametrize("what", NOT_JSON)
def test_what_is_no_json_object_is_refused(aws: Aws, what: str) -> None:
    assert fields_of(post_case(NOT_JSON[what], headers=JSON)) == {"body"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/xml"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": ""},
        {},
    ],
    ids=lambda headers: headers.get("Content-Type", "none"),
)
def test_another_media_type_is_refused(aws: Aws, headers: dict[str, str]) -> None:
    answer = post_case(NEED, headers=headers)
    assert fields_of(answer, 415) == {"Content-Type"}
    assert problem(answer, 415)["errors"][0]["expected"] == "application/json"


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "APPLICATION/JSON", " application/json "])
def test_json_may_be_announced_in_more_words(aws: Aws, media_type: str) -> None:
    assert post_case(NEED, headers={"content-type": media_type})["statusCode"] == 201


@pytest.mark.parametrize("body", ["x" * (256 * 1024 + 1), "路" * (256 * 1024 // 3 + 1)], ids=["letters", "bytes"])
def test_a_body_over_256_kilobytes_is_refused(aws: Aws, body: str) -> None:
    assert fields_of(post_case(json.dumps({"description": body}, ensure_ascii=False), headers=JSON), 413) == {"body"}


def test_a_body_of_256_kilobytes_is_read(aws: Aws) -> None:
    start = '{"description": "A need.", "colour": "'
    body = start + "x" * (256 * 1024 - len(start) - 2) + '"}'
    assert fields_of(post_case(body, headers=JSON)) == {"colour"}


@pytest.mark.parametrize("number", ["1e400", "9" * 5000, "-1e-400", "18446744073709551616"])
def test_a_huge_number_is_refused_or_taken_but_never_an_error(aws: Aws, number: str) -> None:
    answer = post_case(f'{{"description": "A need.", "place": {{"lat": {number}, "long": 0}}}}', headers=JSON)
    assert answer["statusCode"] in (201, 400)


def test_of_a_field_that_is_sent_twice_the_last_one_counts(aws: Aws) -> None:
    answer = post_case('{"description": "First.", "description": "Second."}', headers=JSON)
    assert case_file(json.loads(answer["body"])["reference"]).request.description == "Second."


@pytest.mark.parametrize(
    "words",
    [
        "x" * 4000,
        "路" * 4000,
        "🕳️" * 2000,
        "יש בור בכביש ליד הבית שלי",
        "هناك حفرة في الطريق أمام منزلي",
        "👩‍👩‍👧 🏳️‍🌈 🕳",
        "line one\r\nline two\n\ttabbed",
        "'; DROP TABLE cases; --",
        "<script>alert(1)</script> ((link)) {words} %s ${jndi:ldap://x}",
        "\u202egnirts desrever",
        "\ufeffwith a mark",
        "𠮷野家 ＦＵＬＬ ｗｉｄｔｈ",
    ],
)
def test_words_of_every_kind_are_kept_as_they_are(aws: Aws, words: str) -> None:
    assert case_file(open_case(description=words)["reference"]).request.description == words


def test_what_the_resident_wrote_is_in_no_log_line_when_it_is_refused(aws: Aws, logged: Any) -> None:
    post_case({"description": "Ana Rivas lives in 3 Elm Lane\x07", "contact": {"email": "ana.example"}})
    assert not [word for word in ("Ana", "Elm", "ana.example") if word in logged.getvalue()]


def test_a_method_that_the_route_does_not_know_is_a_problem_document(aws: Aws) -> None:
    event = an_api_event("DELETE", "/api/cases")
    problem(handle(event, None), 405)
