"""More than people bring is refused or held back; nobody else is kept out by it."""

from __future__ import annotations

from typing import Any

from intake.limits import PER_ADDRESS
from onestop.runtime.network import is_public
from onestop.storage.partners import Partner, forget_partners, keep_partner
from tests.aws_in_memory import Aws
from tests.builders import an_api_event, said
from tests.functional.problems import problem
from tests.functional.stories import POTHOLE, post_case

ABROAD = "93.184.216.34"


def post_from(address: str, number: int) -> dict[str, Any]:
    """A need from a network address, each from another sender."""
    from intake.handler import handle

    event = an_api_event("POST", "/api/cases", body=POTHOLE | {"contact": {"email": f"r{number}@x.example"}})
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
    keyed = {"Content-Type": "application/json", "Idempotency-Key": "a-key-of-the-client-1"}
    first = post_case(POTHOLE, headers=keyed)
    for number in range(20):
        post_case(POTHOLE | {"description": f"Hole {number}."})
    assert said(post_case(POTHOLE, headers=keyed)) == said(first)


def test_one_network_address_brings_no_more_than_a_library_does(aws: Aws) -> None:
    answers = [post_from(ABROAD, number)["statusCode"] for number in range(PER_ADDRESS + 2)]
    assert answers == [201] * PER_ADDRESS + [429] * 2
    assert post_from("93.184.216.35", 0)["statusCode"] == 201


def test_addresses_that_say_nothing_about_who_is_calling_are_not_counted() -> None:
    assert [is_public(address) for address in ("127.0.0.1", "10.0.0.8", "::1", "", "unknown", ABROAD)] == [
        False, False, False, False, False, True,
    ]  # fmt: skip


def test_no_network_address_lies_in_the_table(aws: Aws) -> None:
    aws.watch("dynamodb")
    post_from(ABROAD, 1)
    assert ABROAD not in str(aws.asked)


def test_a_partner_brings_what_its_plan_allows_for_whomever_it_speaks(aws: Aws) -> None:
    forget_partners()
    keep_partner("key-of-a-kiosk-maker", Partner(id="kiosks", name="Kiosks", per_hour=22))
    keyed = {"Content-Type": "application/json", "x-api-key": "key-of-a-kiosk-maker"}
    needs = [POTHOLE | {"channel": "kiosk", "description": f"Hole {number}"} for number in range(24)]
    assert [post_case(need, headers=keyed)["statusCode"] for need in needs] == [201] * 22 + [429] * 2
    unknown = keyed | {"x-api-key": "made-up"}
    assert post_case(POTHOLE | {"contact": {"email": "c@x.example"}}, headers=unknown)["statusCode"] == 201
