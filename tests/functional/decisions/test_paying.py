"""A fee is paid once, as the provider says by a call that it signs; what fails can be tried again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from applications import handler as applications
from onestop.contracts.api import PaymentToldBody
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.outside.payments import TryingOut, signature, signing_key
from onestop.storage.cases.read_case import load_file, load_history, load_whole
from tests.aws_in_memory import Aws
from tests.builders import an_api_event
from tests.functional.applications.sent import FUNCTION, intake_answers
from tests.functional.decisions.test_decided_by_rule import PLAN, TABLE, applied, do, publish
from tests.functional.portal.reading import FORM
from tests.functional.stories import take_step

CURRENCY = "CAD"
PAY = {
    "code": "fee",
    "name": {"en": "Fee"},
    "tasks": [
        {
            "code": "pay",
            "agency": "licensing",
            "name": {"en": "Pay the fee"},
            "due_days": 5,
            "done_by": "resident",
            "does": "payment",
            "pays": "decide",
            "when": {"result.decide.fee-due": ["yes"]},
        }
    ],
}


@pytest.fixture(autouse=True)
def intake(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("INTAKE_FUNCTION", FUNCTION)
    with intake_answers():
        yield


def to_pay(aws: Aws, release: dict[str, Any]) -> str:
    """A case that was granted, and for which 52.50 are to be paid."""
    publish(aws, release, plan=[*PLAN, PAY], decisions={"small": {**TABLE, "fee": 52.5}})
    reference = applied(20)
    do(reference)
    take_step("advance", reference)
    assert [task.code for task in load_file(reference).open_tasks()] == ["pay"]
    return reference


def ask(method: str, path: str, **more: Any) -> dict[str, Any]:
    greedy = "/api/applications/{proxy+}" if path.startswith("/api/") else "/apply/{proxy+}"
    event = an_api_event(method, path, **more)
    event |= {"resource": greedy, "pathParameters": {"proxy": path.removeprefix(greedy.partition("{")[0])}}
    event["requestContext"] |= {"resourcePath": greedy}
    answer: dict[str, Any] = applications.handle(event, None)
    return answer


def begin(reference: str) -> dict[str, str]:
    """Goes to the provider, and returns what its page carries."""
    body = urlencode({"secret": links.secret_of(links.TRACK, reference)})
    there = urlsplit(ask("POST", f"/apply/pay/{reference}/02", headers=FORM, body=body)["headers"]["Location"])
    page = ask("GET", there.path, query=dict(parse_qsl(there.query)))
    fields = re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', page["body"])
    return {"path": there.path, **{name: unescape(value) for name, value in fields}}


def choose(page: dict[str, str], status: str) -> dict[str, Any]:
    fields = {name: value for name, value in page.items() if name != "path"} | {"status": status}
    return ask("POST", page["path"], headers=FORM, body=urlencode(fields))


def settled(reference: str) -> list[str]:
    return [event.data["status"] for event in load_history(reference)[1] if event.type == "payment.settled"]


def test_what_fails_can_be_tried_again_and_what_is_paid_ends_the_task_once(aws: Aws, release: dict[str, Any]) -> None:
    reference = to_pay(aws, release)
    assert choose(begin(reference), "failed")["statusCode"] == 303
    page = begin(reference)
    assert page["amount"] == "52.50"
    choose(page, "paid")
    choose(page, "paid")
    assert settled(reference) == ["failed", "paid"]
    assert load_file(reference).open_tasks() == ()
    assert [event.type for event in load_history(reference)[1]].count("task.completed") == 2  # the decision and the fee


def test_a_second_payment_is_for_people_to_pay_back(aws: Aws, release: dict[str, Any]) -> None:
    reference = to_pay(aws, release)
    one, two = begin(reference), begin(reference)
    choose(one, "paid")
    choose(two, "paid")
    [note] = load_whole(reference).notes
    assert "pay it back" in note.text


def test_the_resident_does_not_end_it_by_saying_so(aws: Aws, release: dict[str, Any]) -> None:
    from intake import handler as intake_handler

    reference = to_pay(aws, release)
    body = {"secret": links.secret_of(links.TRACK, reference)}
    event = an_api_event("POST", f"/api/cases/{reference}/tasks/02/completion", body=body)
    assert intake_handler.handle(event, None)["statusCode"] == 409
    assert load_file(reference).open_tasks()


@pytest.mark.parametrize("stamp", ["", "-1", "1e9", "²", "9" * 400, "9" * 5000], ids=lambda stamp: stamp[:3] or "none")
def test_a_call_of_no_moment_is_refused_like_an_unsigned_one(aws: Aws, release: dict[str, Any], stamp: str) -> None:
    headers = {"webhook-id": "a", "webhook-timestamp": stamp, "webhook-signature": "v1,AAAA"}
    answer = ask("POST", "/api/applications/payments/told", headers=FORM | headers, body="{}")
    assert answer["statusCode"] == 403


@pytest.mark.parametrize("wrong", ["signature", "old", "body", "nothing"])
def test_a_call_that_the_provider_did_not_sign_changes_nothing(aws: Aws, release: dict[str, Any], wrong: str) -> None:
    reference = to_pay(aws, release)
    told = PaymentToldBody(payment=f"{reference}.02.00aa", status="paid", amount="52.50", currency=CURRENCY)
    at = now() - timedelta(hours=1) if wrong == "old" else now()
    headers, body = TryingOut().say(told, at)
    if wrong == "signature":
        headers["webhook-signature"] = "v1,AAAA"
    sent = body.replace(b"52.50", b"00.50") if wrong == "body" else body
    answer = ask(
        "POST",
        "/api/applications/payments/told",
        headers={"Content-Type": "application/json", **headers},
        body=sent.decode(),
    )
    assert answer["statusCode"] == (200 if wrong == "nothing" else 403), answer["body"]
    assert settled(reference) == (["paid"] if wrong == "nothing" else [])


def tell(body: bytes) -> dict[str, Any]:
    """A call of the provider, signed as it signs, whatever it says."""
    stamp = str(int(now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": "told-1",
        "webhook-timestamp": stamp,
        "webhook-signature": signature(signing_key(), "told-1", stamp, body),
    }
    return ask("POST", "/api/applications/payments/told", headers=headers, body=body.decode())


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"payment": 1}', b'{"payment": "x", "status": "won"}'])
def test_a_signed_call_that_says_nothing_we_know_is_told_what_would_be_right(
    aws: Aws, release: dict[str, Any], body: bytes
) -> None:
    to_pay(aws, release)
    answer = tell(body)
    assert answer["statusCode"] == 400
    assert json.loads(answer["body"])["errors"]


@pytest.mark.parametrize(("amount", "currency"), [("5.25", None), ("52.50", "XTS")])
def test_another_amount_or_the_same_in_another_currency_ends_nothing_and_is_for_people_to_look_at(
    aws: Aws, release: dict[str, Any], amount: str, currency: str | None
) -> None:
    reference = to_pay(aws, release)
    told = {"payment": f"{reference}.02.00aa", "status": "paid", "amount": amount, "currency": currency or CURRENCY}
    assert tell(json.dumps(told).encode())["statusCode"] == 200
    assert [task.code for task in load_file(reference).open_tasks()] == ["pay"]
    [note] = load_whole(reference).notes
    assert f"{amount} {currency or CURRENCY}" in note.text
