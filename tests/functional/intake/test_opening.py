"""A need becomes a case, in one write and once, however often it is sent."""

from __future__ import annotations

import secrets
from datetime import datetime

import msgspec
import pytest

from intake.handler import handle
from intake.opening import open_case as open_by_door
from onestop.contracts.api import CaseBody
from onestop.domain.cases.lifecycle import Status
from onestop.runtime import links
from onestop.storage.catalogue.releases import current
from onestop.storage.partners.partner_keys import Partner, keep_partner
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import PUBLIC_URL, Aws, Calls
from tests.builders import NOW, an_api_event, said
from tests.functional.problems import fields_of, problem
from tests.functional.stories import CONTACT, PLACE, POTHOLE, case_file, history, open_case, post_case

KEYED = {"Content-Type": "application/json", "Idempotency-Key": "a-key-of-the-client-1"}


def test_the_resident_gets_a_reference_a_secret_link_and_what_happens_next(aws: Aws) -> None:
    answer = post_case(POTHOLE)
    opened = said(answer)
    reference = opened["reference"]
    assert answer["statusCode"] == 201
    assert answer["headers"]["Location"] == f"/api/cases/{reference}"
    assert opened["secret"] == links.secret_of(links.TRACK, reference)
    assert opened["link"] == f"{PUBLIC_URL}/track/{reference}?secret={opened['secret']}&lang=en"
    assert (opened["status"], opened["language"]) == ("open", "en")
    assert opened["service"] == {"code": "pothole", "name": "Pothole"}
    assert opened["next"] == "A road crew looks at the hole and fills it. Deep holes on busy roads come first."
    assert datetime.fromisoformat(opened["opened_at"]).tzinfo is not None


def test_opening_a_case_is_exactly_one_call_to_dynamodb(aws: Aws, calls: Calls) -> None:
    open_case()  # the process is warm now: it knows the catalogue
    calls.forget()
    open_case()
    assert calls.names == ["TransactWriteItems"]


def test_opening_a_case_writes_snapshot_marker_event_request_and_person_together(aws: Aws) -> None:
    open_case()
    aws.watch("dynamodb")
    reference = open_case()["reference"]
    (asked,) = aws.asked_for("TransactWriteItems")
    puts = [item["Put"] for item in asked["TransactItems"] if "Put" in item]
    counts = [item["Update"]["Key"]["pk"]["S"] for item in asked["TransactItems"] if "Update" in item]
    assert [count.partition("#")[0] for count in counts] == ["LIMIT"]  # the sender's; the test has no network address
    assert [(put["TableName"], put["Item"]["sk"]["S"]) for put in puts] == [
        ("CasesTable", "CASE"),
        ("CasesTable", "ONCE"),
        ("CasesTable", "EVENT#000001"),
        ("CasesTable", "CASE#REQUEST"),
        ("PeopleTable", "PERSON"),
        ("PeopleTable", f"CASE#{reference}"),  # by which the case is found again from the person's e-mail address
        *[("PeopleTable", f"PERSON#{puts[4]['Item']['pk']['S'].removeprefix('PERSON#')}")] * 2,  # its mailbox and name
    ]


def test_the_case_is_kept_as_it_was_told(aws: Aws) -> None:
    file = case_file(open_case()["reference"])
    assert (file.case.status, file.case.version, file.case.service) == (Status.OPEN, 1, "pothole")
    assert file.request.description == "A deep hole."
    assert file.request.place is not None
    assert (file.request.place.lat, file.request.place.address) == (44.62, "3 Elm Lane")
    person = load_person(file.case.person or "")
    assert (person.name, person.email, person.language) == ("Ana Rivas", "ana@resident.example", "en")


def test_a_need_may_be_brought_without_saying_who(aws: Aws) -> None:
    reference = open_case(description="Rats in the yard.")["reference"]
    assert case_file(reference).case.person is None


def test_a_need_may_be_just_a_service_or_just_a_description(aws: Aws) -> None:
    assert open_case(service_code="information")["service"]["code"] == "information"
    opened = open_case(description="Something is wrong.")
    assert opened["service"] is None
    assert opened["next"].startswith("We find out who can help")


@pytest.mark.parametrize(
    ("body", "header", "language", "name"),
    [
        ({"language": "es"}, None, "es", "Bache en la calle"),
        ({"language": "zh-CN"}, None, "zh-Hans", "道路坑洼"),
        ({"contact": {**CONTACT, "language": "es"}}, None, "es", "Bache en la calle"),
        ({"language": "fr", "contact": {**CONTACT, "language": "es"}}, None, "es", "Bache en la calle"),
        ({}, "fr-CA, es;q=0.8, en;q=0.1", "es", "Bache en la calle"),
        ({"language": "en"}, "es", "en", "Pothole"),
        ({}, None, "en", "Pothole"),
    ],
)
def test_the_answer_is_in_the_residents_language(
    aws: Aws, body: dict[str, object], header: str | None, language: str, name: str
) -> None:
    headers = {"Content-Type": "application/json"} | ({"Accept-Language": header} if header else {})
    opened = said(post_case(POTHOLE | body, headers=headers))
    assert (opened["language"], opened["service"]["name"]) == (language, name)
    assert opened["link"].endswith(f"&lang={language}")


def test_a_repeated_key_gets_the_first_answer_and_opens_nothing(aws: Aws) -> None:
    first, second = (said(post_case(POTHOLE, headers=KEYED)) for _ in range(2))
    assert first == second
    assert len(history(first["reference"])) == 1
    listing = an_api_event("GET", "/api/cases", query={"day": first["opened_at"][:10]})
    assert len(said(handle(listing, None))["cases"]) == 1


def test_a_repeated_key_gets_the_first_answer_however_the_json_is_written(aws: Aws) -> None:
    first = said(post_case({"service_code": "information", "description": "Why?"}, headers=KEYED))
    second = said(post_case('{"description" : "Why?", "service_code": "information"}', headers=KEYED))
    assert first["reference"] == second["reference"]


def test_a_repeated_key_with_another_need_is_refused(aws: Aws) -> None:
    post_case(POTHOLE, headers=KEYED)
    refused = post_case(POTHOLE | {"description": "Another hole."}, headers=KEYED)
    assert fields_of(refused, 422) == {"Idempotency-Key"}


def test_two_keys_open_two_cases(aws: Aws) -> None:
    first = said(post_case(POTHOLE, headers=KEYED))
    second = said(post_case(POTHOLE, headers=KEYED | {"Idempotency-Key": "a-key-of-the-client-2"}))
    assert first["reference"] != second["reference"]


def test_a_key_of_a_partner_is_another_command_than_the_same_key_of_anybody_else(aws: Aws) -> None:
    keep_partner("k" * 32, Partner(id="springfield", name="Springfield"))
    theirs = said(post_case(POTHOLE, headers=KEYED | {"x-api-key": "k" * 32}))
    anybodys = said(post_case(POTHOLE, headers=KEYED))
    assert theirs["reference"] != anybodys["reference"]


@pytest.mark.parametrize("inside", ["form:{}", "email:{}", "open311:springfield:{}", "api:springfield:{}"])
def test_no_key_of_a_caller_is_one_of_our_own_doors(aws: Aws, inside: str) -> None:
    """Else whoever knows the id of a message, and what it says, would be handed its secret."""
    key = inside.format("1234567890123456789012")
    body = msgspec.convert(POTHOLE, CaseBody)
    first = open_by_door(body, current(), NOW, secrets.randbits, key=key)
    again = said(post_case(POTHOLE, headers=KEYED | {"Idempotency-Key": key}))
    assert first.reference != again["reference"]


@pytest.mark.parametrize("key", ["", "my-1", "x" * 19, "x" * 256, "schlüssel-des-klienten", "a-key-of-the\nclient-1"])
def test_a_key_that_is_none_is_refused(aws: Aws, key: str) -> None:
    assert fields_of(post_case(POTHOLE, headers=KEYED | {"Idempotency-Key": key})) == {"Idempotency-Key"}


def test_the_reference_alone_does_not_give_the_secret_away(aws: Aws) -> None:
    first, second = open_case(), open_case()
    assert first["secret"] != second["secret"]
    assert links.secret_of(links.SURVEY, first["reference"]) != first["secret"]


def test_when_nothing_can_be_kept_nothing_is_promised(aws: Aws) -> None:
    open_case(description="warm")
    with (
        aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"),
        aws.failing("s3", "PutObject", "SlowDown"),
    ):
        answer = post_case({"description": "cold", "place": PLACE})
    document = problem(answer, 503)
    assert answer["headers"]["Retry-After"] == "5"
    assert "Internal" not in document["detail"]
