"""A partner brings whole applications: judged as the pages judge them, and refused with the same words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from applications.handler import handle
from applications.partners.bring_application import keep_brought as bring_whole
from onestop.contracts.application_requests import ApplicationBody
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotValid
from onestop.runtime import links
from onestop.storage.applications.application_rows import load_application
from onestop.storage.cases.attachments import attachments_of
from onestop.storage.catalogue.releases import current
from onestop.storage.partners.partner_keys import Partner, forget_partners, keep_partner
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_api_event
from tests.functional.applications.applying import Browser, complaints
from tests.functional.applications.sent import EVENT, PARTY
from tests.functional.applications.test_signing import SERVICE, WHOLE, sign
from tests.functional.attachments.arrivals import tell
from tests.functional.attachments.uploading import upload
from tests.functional.notifications.digests_to_send import Crash, dying_at
from tests.unit.attachments.pictures import a_pdf

KEY = "a-partner-key-of-forty-letters-0123456789"
ALONE = WHOLE | {"form": "alone", "owners": [{"name": "Ana Ruiz", "born": "1990-04-01", "share": 100}]}


@pytest.fixture(autouse=True)
def partner(aws: Aws) -> None:
    keep_partner(KEY, Partner(id="chamber", name="Chamber of commerce", per_hour=5))
    forget_partners()


def bring(answers: Mapping[str, Any], key: str = KEY, once: str | None = None, **more: Any) -> dict[str, Any]:
    headers = {"x-api-key": key, "Content-Type": "application/json", "Idempotency-Key": once or str(uuid4())}
    body = json.dumps({"service_code": SERVICE, "answers": answers} | more)
    answer: dict[str, Any] = handle(an_api_event("POST", "/api/applications", headers=headers, body=body), None)
    return {"status": answer["statusCode"], **json.loads(answer["body"]), "location": answer["headers"].get("Location")}


def show(reference: str, secret: str) -> dict[str, Any]:
    path = f"/api/applications/{reference}"
    event = an_api_event("GET", path, query={"secret": secret})
    greedy = "/api/applications/{proxy+}"
    event |= {"resource": greedy, "pathParameters": {"proxy": reference}}
    answer = handle(event, None)
    return dict(json.loads(answer["body"])) if answer["statusCode"] == 200 else {"status": answer["statusCode"]}


def test_what_is_wrong_is_told_at_each_field_in_the_words_of_the_pages_and_nothing_is_kept(aws: Aws) -> None:
    wrong = {"trade-name": "x" * 500, "opens": "tomorrow"}
    told = bring(ALONE | wrong, language="es")
    assert (told["status"], told["type"]) == (400, "/problems/not-valid")
    faults = {fault["field"]: fault for fault in told["errors"]}
    browser = Browser(language="es")
    typed = {"a-does": "3", "a-trade-name": "x" * 500, "a-opens": "tomorrow"}
    page = browser.send(browser.get(f"/apply/{SERVICE}/begin"), typed)
    said = complaints(page)
    assert {"answers.trade-name", "answers.opens"} == faults.keys()
    assert {name: fault["message"] for name, fault in faults.items()} == {
        f"answers.{name.removeprefix('a-')}": words for name, words in said.items()
    }
    assert faults["answers.opens"]["expected"] == "format"


@pytest.mark.parametrize("blank", ["", "  ", "\u200b\u2800\ufeff"])
def test_a_text_that_shows_nothing_is_no_answer_however_deep_it_lies(aws: Aws, blank: str) -> None:
    owner = {**ALONE["owners"][0], "name": blank}
    works = [{"what": blank, "structural": False}]
    told = bring(ALONE | {"owners": [owner], "rebuilding": True, "works": works, "trade-name": blank})
    assert {fault["field"]: fault["expected"] for fault in told["errors"]} == {
        "answers.owners.0.name": "required",
        "answers.trade-name": "required",
        "answers.works.0.what": "required",
    }


def test_a_blank_answer_that_need_not_be_given_is_left_out(aws: Aws) -> None:
    owner = {**ALONE["owners"][0], "phone": "\u200b", "agent": None}
    told = bring(ALONE | {"owners": [owner]})
    assert told["status"] == "sent"
    assert load_application(told["reference"]).answers["owners"] == ALONE["owners"]


@pytest.mark.parametrize(("answer", "value"), [("trade-name", "x" * 100_000), ("area", 1e300)])
def test_an_answer_that_is_too_large_is_named(aws: Aws, answer: str, value: object) -> None:
    told = bring(ALONE | {answer: value})
    assert told["status"] == 400
    assert [fault["field"] for fault in told["errors"]] == [f"answers.{answer}"]


def test_an_application_of_several_waits_for_their_signatures_and_their_links_go_by_letter_alone(aws: Aws) -> None:
    once = str(uuid4())
    strange = bring(WHOLE, once=once, signers={"owner-9": "li@resident.example"})["errors"]
    assert [(each["field"], each["expected"]) for each in strange] == [("signers.owner-9", "owner-1, owner-2")]
    taken = bring(WHOLE, once=once)
    assert (taken["status"], taken["case"]) == ("draft", None)
    assert [(each["party"], each["stands"]) for each in taken["signatures"]] == [
        ("owner-1", "waiting"),
        ("owner-2", "waiting"),
    ]
    assert links.secret_of(links.signing_of("owner-1"), taken["reference"]) not in str(taken)
    assert aws.drain("Notifications") == []
    for _ in range(2):
        again = bring(WHOLE, once=once, signers={"owner-2": "li@resident.example"})
        assert (again["status"], again["reference"]) == ("draft", taken["reference"])
    assert [each["body"]["data"] for each in aws.drain("Notifications")] == [{"party": "owner-2"}]
    sign(taken["reference"], "owner-1", "Ana Ruiz")
    shown = show(taken["reference"], taken["secret"])
    assert [each["stands"] for each in shown["signatures"]] == ["signed", "waiting"]
    kept = load_application(taken["reference"])
    assert (kept.channel, {stamp.by for stamp in kept.stamps.values()}) == ("partner", {"partner:chamber"})


def test_what_is_complete_is_a_case_at_once_and_the_same_one_when_it_is_brought_again(aws: Aws) -> None:
    once = str(uuid4())
    taken, again = bring(ALONE, once=once), bring(ALONE, once=once)
    assert (taken["status"], taken["signatures"]) == ("sent", [])
    assert read_reference(taken["case"] or "")
    assert taken == again
    assert bring(ALONE | {"staff": 3}, once=once)["status"] == 422


def test_a_repeat_brings_nothing_new_and_a_key_is_for_one_application(aws: Aws) -> None:
    once = str(uuid4())
    first, again = bring(WHOLE, once=once), bring(WHOLE, once=once)
    assert first["reference"] == again["reference"]
    assert load_application(first["reference"]).version == 1
    assert bring(WHOLE | {"staff": 9}, once=once)["status"] == 422


def test_only_partners_bring_applications_and_no_more_than_their_plan_allows(aws: Aws) -> None:
    assert bring(WHOLE, key="nobody's")["status"] == 403
    assert bring(WHOLE, service_code="pothole")["status"] == 404
    assert bring({"does": {"a": [[[[[[[[[[[[[1]]]]]]]]]]]]]}})["status"] == 400
    assert bring(ALONE | {"staff": 10**400})["status"] == 400
    statuses = [bring(WHOLE)["status"] for _ in range(3)]
    assert statuses == ["draft"] * 2 + [429]


def test_nobody_reads_an_application_without_its_secret(aws: Aws) -> None:
    taken = bring(WHOLE)
    other = links.secret_of(links.TRACK, taken["reference"])
    assert show(taken["reference"], other) == {"status": 404}


def test_a_key_of_a_partner_opens_nothing_for_whoever_guesses_it_in_a_browser(aws: Aws) -> None:
    once = "licence-2026-00000000000001"
    taken = bring(WHOLE, once=once)
    browser = Browser()
    page = browser.get(f"/apply/{SERVICE}/begin")
    browser.send(page, {"a-trade-name": "Mine now"}, key=f"partner:chamber:{once}")
    assert not any(taken["reference"] in name for name in browser.cookies)
    assert load_application(taken["reference"]).answers == WHOLE


def test_what_was_sent_is_answered_the_same_on_a_later_day_when_it_would_be_too_late(aws: Aws) -> None:
    body, partner = ApplicationBody(service_code=EVENT, answers=PARTY), Partner(id="chamber", name="Chamber")
    first, again = (bring_whole(body, partner, "k" * 24, current(), NOW + timedelta(days=days)) for days in (0, 80))
    assert first["status"] == "sent"
    assert first == again
    with pytest.raises(NotValid):
        bring_whole(body, partner, "n" * 24, current(), NOW + timedelta(days=80))


def test_a_method_that_an_address_does_not_have_is_refused_with_those_that_it_has(aws: Aws) -> None:
    def put(path: str) -> dict[str, Any]:
        answer: dict[str, Any] = handle(an_api_event("PUT", path) | {"resource": "/api/applications/{proxy+}"}, None)
        return answer

    refused = put("/api/applications/payments/told")
    assert (refused["statusCode"], refused["headers"]["Allow"]) == (405, "POST")
    assert put("/api/applications/no/such/thing")["statusCode"] == 404


def ask_for_place(once: str, question: str = "site-plan", **more: Any) -> dict[str, Any]:
    headers = {"x-api-key": KEY, "Content-Type": "application/json", "Idempotency-Key": once}
    body = {"service_code": EVENT, "question": question, "name": "Our plan.pdf"} | more
    event = an_api_event("POST", "/api/applications/files", headers=headers, body=body)
    answer = handle(event | {"resource": "/api/applications/{proxy+}"}, None)
    return {"status": answer["statusCode"], **json.loads(answer["body"])}


def test_a_file_that_a_partner_uploads_first_goes_with_the_application_that_names_it(aws: Aws, errands: object) -> None:
    once = str(uuid4())
    offered, other = ask_for_place(once), ask_for_place(once)
    assert (offered["status"], offered["limits"]["bytes"]) == (201, 10 * 1024 * 1024)
    assert "text/plain" not in offered["limits"]["media_types"]
    answers = {**PARTY, "site-plan": [{"id": offered["id"]}]}

    def brought() -> dict[str, Any]:
        return bring(answers, once=once, service_code=EVENT)

    [waiting] = brought()["errors"]
    assert (waiting["field"], waiting["expected"]) == ("answers.site-plan", "file:waiting")
    assert "still looking" in waiting["message"]
    for each in (offered, other):
        assert tell(upload(each["upload"], a_pdf())) == []
    taken, again = brought(), brought()
    assert (taken["status"], taken["case"]) == ("sent", again["case"])
    [kept] = attachments_of(taken["case"])
    assert (kept.id, kept.name, kept.media_type) == (offered["id"], "Our plan", "application/pdf")
    assert ask_for_place(once)["status"] == 409


def test_who_dies_while_it_is_kept_brings_it_again_without_the_file_that_it_does_not_name(
    aws: Aws, errands: object
) -> None:
    keep_partner(KEY, Partner(id="chamber", name="Chamber of commerce", per_hour=1000))
    forget_partners()
    for step in range(5, 15):  # around the call that keeps it
        once = str(uuid4())
        offered, other = ask_for_place(once), ask_for_place(once)
        for each in (offered, other):
            tell(upload(each["upload"], a_pdf()))
        answers = {**PARTY, "site-plan": [{"id": offered["id"]}]}
        with dying_at(step), suppress(Crash):
            bring(answers, once=once, service_code=EVENT)
        taken = bring(answers, once=once, service_code=EVENT)
        assert taken["status"] == "sent", step
        assert [each.id for each in attachments_of(taken["case"])] == [offered["id"]]


def test_a_place_is_held_only_where_a_form_asks_for_files_and_no_other_file_is_taken_for_one(aws: Aws) -> None:
    assert ask_for_place(str(uuid4()), "guests")["errors"][0]["expected"] == "site-plan"
    stranger = {**PARTY, "site-plan": [{"id": "0123456789abcdef", "name": "x", "kind": "document", "size": 1}]}
    [fault] = bring(stranger, service_code=EVENT)["errors"]
    assert fault["expected"] == "file:unknown"
