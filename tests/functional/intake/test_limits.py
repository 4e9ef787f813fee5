"""More than people bring is refused or held back; nobody else is kept out by it."""

from __future__ import annotations

from typing import Any

import pytest

from intake import limits
from intake.handler import handle
from intake.limits import PER_ADDRESS
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.runtime.network import is_public, network_of
from onestop.storage.cases.read_case import load_file
from onestop.storage.partners.partner_keys import Partner, forget_partners, keep_partner
from onestop.storage.people.contact_details import cases_of_forms, load_person
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_clerk, an_api_event, said
from tests.functional.problems import problem
from tests.functional.stories import POTHOLE

ABROAD = "93.184.216.34"
HEADERS = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}


@pytest.fixture(autouse=True)
def one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """All happens at one moment: what is counted by the hour may not depend on when the tests are run."""
    monkeypatch.setenv("CLOCK", "stated")


def post_case(body: dict[str, Any], **headers: str) -> dict[str, Any]:
    """POST /api/cases at that moment, whatever comes of it."""
    return handle(an_api_event("POST", "/api/cases", body=body, headers=HEADERS | headers), None)


def post_from(address: str, number: int) -> dict[str, Any]:
    """A need from a network address, each from another sender."""
    body = POTHOLE | {"contact": {"email": f"r{number}@x.example"}}
    event = an_api_event("POST", "/api/cases", body=body, headers=HEADERS)
    event["requestContext"]["identity"] = {"sourceIp": address}
    return handle(event, None)


def test_one_sender_brings_twenty_an_hour_and_is_told_when_to_come_again(aws: Aws) -> None:
    answers = [post_case(POTHOLE | {"description": f"Hole {number}."}) for number in range(21)]
    assert [answer["statusCode"] for answer in answers] == [201] * 20 + [429]
    document = problem(answers[-1], 429)
    assert document["type"] == "/problems/too-many"
    assert 0 < int(answers[-1]["headers"]["Retry-After"]) <= 3600
    assert post_case(POTHOLE | {"contact": {"email": "b@x.example"}})["statusCode"] == 201


def test_a_repeat_of_what_was_taken_is_answered_as_before_even_at_the_limit(aws: Aws) -> None:
    keyed = {"Idempotency-Key": "a-key-of-the-client-1"}
    first = post_case(POTHOLE, **keyed)
    for number in range(20):
        post_case(POTHOLE | {"description": f"Hole {number}."})
    assert said(post_case(POTHOLE, **keyed)) == said(first)


def test_one_network_address_brings_no_more_than_a_library_does(aws: Aws) -> None:
    answers = [post_from(ABROAD, number)["statusCode"] for number in range(PER_ADDRESS + 2)]
    assert answers == [201] * PER_ADDRESS + [429] * 2
    assert post_from("93.184.216.35", 0)["statusCode"] == 201


def test_addresses_that_say_nothing_about_who_is_calling_are_not_counted() -> None:
    assert [is_public(address) for address in ("127.0.0.1", "10.0.0.8", "::1", "", "unknown", ABROAD)] == [
        False, False, False, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2a01:4f8:1:2:aaaa:bbbb:cccc:dddd", "2a01:4f8:1:2::"),
        ("2A01:04F8:1:2::1", "2a01:4f8:1:2::"),
        ("::ffff:93.184.216.34", "::ffff:93.184.216.34"),
        (ABROAD, ABROAD),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_of_ipv6_the_line_is_counted_for_its_holder_chooses_the_rest(address: str, network: str) -> None:
    assert network_of(address) == network


def test_no_network_address_lies_in_the_table(aws: Aws) -> None:
    aws.watch("dynamodb")
    post_from(ABROAD, 1)
    assert ABROAD not in str(aws.asked)


def test_a_partner_brings_what_its_plan_allows_for_whomever_it_speaks(aws: Aws) -> None:
    forget_partners()
    keep_partner("key-of-a-kiosk-maker", Partner(id="kiosks", name="Kiosks", per_hour=22))
    keyed = {"x-api-key": "key-of-a-kiosk-maker"}
    needs = [POTHOLE | {"channel": "kiosk", "description": f"Hole {number}"} for number in range(24)]
    assert [post_case(need, **keyed)["statusCode"] for need in needs] == [201] * 22 + [429] * 2
    unknown = keyed | {"x-api-key": "made-up"}
    assert post_case(POTHOLE | {"contact": {"email": "c@x.example"}}, **unknown)["statusCode"] == 201


def post_for(contact: dict[str, str], number: int, **more: Any) -> int:
    """The status of a need with another description each time, for somebody with this contact."""
    status: int = post_case(POTHOLE | {"contact": contact, "description": f"Hole {number}."} | more)["statusCode"]
    return status


def test_thirty_addresses_with_one_telephone_number_are_one_sender(aws: Aws) -> None:
    answers = [post_for({"email": f"r{each}@x.example", "phone": "+15550142777"}, each) for each in range(30)]
    assert answers == [201] * 20 + [429] * 10


@pytest.mark.parametrize("written", ["ana+{}@x.example", "ANA+x.{}@X.example"])
def test_tags_and_capitals_make_no_other_sender_of_an_address(aws: Aws, written: str) -> None:
    answers = [post_for({"email": written.format(each)}, each) for each in range(22)]
    assert answers == [201] * 20 + [429] * 2
    assert post_for({"email": "ana@x.example"}, 99) == 429
    assert post_for({"email": "anna@x.example"}, 99) == 201


def test_what_is_counted_in_one_form_is_kept_and_found_as_it_was_given(aws: Aws) -> None:
    reference = said(post_case(POTHOLE | {"contact": {"email": "Ana+1@x.example"}}))["reference"]
    person = load_person(load_file(reference).case.person or "")
    assert person.email == "Ana+1@x.example"
    assert cases_of_forms([identity_of("ana+1@x.example", identity_key())], 5) == [reference]
    assert cases_of_forms([identity_of("ana@x.example", identity_key())], 5) == []


def test_one_that_may_not_be_taken_counts_for_nobody(aws: Aws) -> None:
    """All counts of an opening are kept, or none: a full number uses nothing up of the addresses tried with it."""
    for each in range(30):
        post_for({"email": f"r{each}@x.example", "phone": "+15550142777"}, each)
    assert [post_for({"email": "r29@x.example"}, each) for each in range(21)] == [201] * 20 + [429]


def test_partners_and_staff_bring_more_for_one_person_but_not_without_end(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_partners()
    monkeypatch.setattr(limits, "PER_RECEIVER", 22)
    keep_partner("key-of-a-kiosk-maker", Partner(id="kiosks", name="Kiosks"))
    keyed = {"x-api-key": "key-of-a-kiosk-maker"}
    need, other = POTHOLE | {"channel": "kiosk"}, {"email": "other@x.example"}
    needs = [need | {"contact": {"email": "ana@x.example"}, "description": f"Hole {each}"} for each in range(24)]
    answers = [post_case(each, **keyed) for each in needs]
    assert [answer["statusCode"] for answer in answers] == [201] * 22 + [429] * 2
    assert "contact.email" in problem(answers[-1], 429)["detail"]
    assert post_case(need | {"contact": other}, **keyed)["statusCode"] == 201
    assert [enter_for("ana@x.example", each) for each in range(24)] == [201] * 22 + [429] * 2
    assert post_for({"email": "ana@x.example"}, 0) == 201  # what others bring uses up nothing of one's own


def enter_for(email: str, number: int) -> int:
    """The status of a need that a clerk takes down for somebody."""
    body = POTHOLE | {
        "channel": "counter", "consent": "spoken", "contact": {"email": email}, "description": f"Hole {number}.",
    }  # fmt: skip
    claims = a_clerk(agency="contact-centre")
    event = an_api_event("POST", "/api/staff/entries", body=body, headers=HEADERS, claims=claims)
    status: int = handle(event, None)["statusCode"]
    return status
