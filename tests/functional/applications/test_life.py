"""Something happens in a life: told once, it opens the services that are needed, each exactly once and with no more
than it needs; one page says how all of them stand, and one letter how they ended."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from applications.drafts.store import begin_draft
from intake import handler as intake
from notifications import handler as notifications
from onestop.domain.cases.case import CaseFile, LinkKind
from onestop.domain.cases.lifecycle import Status
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.storage.applications.application_rows import keep_application
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.tables import connection
from portal import handler as portal
from tests.aws_in_memory import Aws, forget_connections
from tests.builders import NOW, a_reference, an_api_event, an_sqs_event
from tests.functional.applications.applying import Browser, heading
from tests.functional.applications.sent import intake_answers, send_now
from tests.functional.faults.faulty_aws import Died, Fault, FaultyAws
from tests.functional.faults.small_city import keep_catalogue
from tests.functional.portal.test_large_view import links_out_of
from tests.functional.stories import end_stage, route, take_step, types

MOVING: dict[str, Any] = {
    "wants": ["change-address", "new-cart", "bulky"],
    "day": "2027-02-01",
    "new-address": "12 Elm Street",
    "old-address": "3 Quay Road",
    "items": ["furniture", "cold"],
    "name": "Ana Rivas",
    "email": "ana@resident.example",
}


def told_once(number: int = 1) -> str:
    """The case of a life event that was filled in and sent."""
    draft = begin_draft(a_reference(number), "moving", "en", "web", current(), NOW)
    kept = keep_application(replace(draft.application, answers=MOVING))
    case = send_now(replace(draft, application=kept)).application.case
    assert case
    return case


def parts_of(reference: str) -> dict[str, CaseFile]:
    """The cases that do its parts, by what the plan calls them."""
    return {task.code: load_file(task.child) for task in load_file(reference).tasks if task.child}


def end(reference: str) -> None:
    """A case is routed and worked on to its end."""
    route(reference)
    while take_step("advance", reference)["next"] == "tasks":
        end_stage(reference)


def tell(reference: str, type_: str) -> None:
    event = {"type": type_, "subject": reference, "id": f"{reference}.{type_}", "data": {"because": "withdrawn"}}
    assert notifications.handle(an_sqs_event(event), None) == {"batchItemFailures": []}


def page_of(reference: str, **view: str) -> str:
    """The page of a case, as the link in our letters opens it."""
    secret = links.secret_of(links.TRACK, reference)
    led = portal.handle(an_api_event("GET", f"/track/{reference}", query={"secret": secret}), None)
    [kept] = led["multiValueHeaders"]["Set-Cookie"]
    cookie = {"Cookie": kept.partition(";")[0]}
    answer = portal.handle(an_api_event("GET", f"/track/{reference}", query=view, headers=cookie), None)
    assert answer["statusCode"] == 200, answer
    return str(answer["body"])


def test_each_service_is_opened_with_what_it_needs_and_no_more(aws: Aws) -> None:
    reference = told_once()
    route(reference)
    parts = parts_of(reference)
    assert {code: part.case.service for code, part in parts.items()} == {
        "change-address": "information",
        "new-cart": "waste-cart",
        "bulky": "bulky-waste",
    }
    bulky, letters = parts["bulky"].request, parts["change-address"].request
    assert (
        bulky.description
        == "Large things at my old home: Furniture, Refrigerator or freezer. I move out on 2027-02-01."
    )
    assert (bulky.place and bulky.place.address, bulky.answers) == ("3 Quay Road", {"items": ["furniture", "cold"]})
    assert (letters.place, letters.answers, letters.application) == (None, {}, None)
    whole = load_file(reference).case
    assert {part.case.person for part in parts.values()} == {whole.person}  # who works there can reach them


def test_on_a_kiosk_what_was_sent_and_its_parts_stay_in_the_view_that_forgets_them(aws: Aws) -> None:
    draft = begin_draft(a_reference(1), "moving", "en", "web", current(), NOW)
    sent = send_now(replace(draft, application=keep_application(replace(draft.application, answers=MOVING))))
    reference = str(sent.application.case)
    route(reference)
    secret, browser = links.secret_of(links.APPLY, a_reference(1)), Browser()
    page = browser.get(f"/apply/sent/{a_reference(1)}?secret={secret}&view=kiosk")
    assert f"/track/{reference}?secret=" in page["body"]
    case = page_of(reference, view="kiosk")
    assert case.count("/track/") > len(MOVING["wants"])
    for body in (page["body"], case):
        assert links_out_of({"body": body}, "kiosk") == []


def test_whoever_left_no_way_to_be_reached_is_told_to_look_for_themselves(aws: Aws) -> None:
    for number, email in enumerate(("", MOVING["email"]), start=1):
        draft = begin_draft(a_reference(number), "moving", "en", "web", current(), NOW)
        answers = {**MOVING, "email": email} if email else {k: v for k, v in MOVING.items() if k != "email"}
        send_now(replace(draft, application=keep_application(replace(draft.application, answers=answers))))
        secret = links.secret_of(links.APPLY, a_reference(number))
        body = Browser().get(f"/apply/sent/{a_reference(number)}?secret={secret}")["body"]
        assert ("You gave no way to reach you, so we cannot write to you." in body) is not bool(email)


def test_on_a_kiosk_nothing_is_offered_that_only_paper_can_use(aws: Aws) -> None:
    assert "/apply/moving/paper" in Browser().get("/apply/moving")["body"]
    assert "/paper" not in Browser().get("/apply/moving?view=kiosk")["body"]


@pytest.mark.parametrize("fault", [Fault.DIES_BEFORE, Fault.DIES_AFTER])
def test_killed_at_every_step_each_service_is_opened_once(aws: Aws, fault: Fault) -> None:
    forget_connections()
    keep_catalogue()
    with intake_answers():
        step = kill_at_every_step(fault)
    assert step >= 2
    forget_connections()


def kill_at_every_step(fault: Fault) -> int:
    """Opens the parts of one life event after the other, each killed one call later; the number of calls."""
    faulty = FaultyAws(lambda _operation: None)
    faulty.stand_before(connection().client)
    for step in range(100):
        reference = told_once(step + 1)
        calls = iter(range(1_000))
        faulty.plan = lambda _operation, calls=calls, step=step: fault if next(calls) == step else None
        try:
            route(reference)
        except Died:
            faulty.plan = lambda _operation: None
            route(reference)
            children = [link.reference for link in load_file(reference).case.links if link.kind is LinkKind.CHILD]
            assert sorted(children) == sorted(part.case.reference for part in parts_of(reference).values()), step
            assert len(children) == len(MOVING["wants"]), step
        else:
            return step
    raise AssertionError("it never went through")


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "When your life changes"), ("es", "Cuando cambia su vida"), ("zh-Hans", "人生有变化时")],
)
def test_there_is_a_page_of_all_that_may_happen_in_a_life(aws: Aws, language: str, title: str) -> None:
    listed = Browser(language=language).get("/apply/life")
    assert (listed["statusCode"], heading(listed)) == (200, title)
    forms = ("moving", "birth", "starting-business", "bereavement", "losing-work", "growing-old")
    assert [code for code in forms if f"/apply/{code}" not in listed["body"]] == []


def test_one_page_says_how_all_parts_stand_and_leads_to_each(aws: Aws) -> None:
    reference = told_once()
    route(reference)
    parts = parts_of(reference)
    end(parts["new-cart"].case.reference)
    body = page_of(reference)
    found = re.findall(r'<li class="step-(\w+)"><strong dir="auto"><a href="[^"]*/track/([\w-]+)\?secret=', body)
    assert found == [
        ("working", parts["change-address"].case.reference),
        ("finished", parts["new-cart"].case.reference),
        ("working", parts["bulky"].case.reference),
    ]


def test_one_letter_says_how_all_parts_ended_and_none_tells_of_one_part(aws: Aws) -> None:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    reference = told_once()
    route(reference)
    for part in parts_of(reference).values():
        tell(part.case.reference, "case.opened")
        end(part.case.reference)
        tell(part.case.reference, "case.resolved")
    assert aws.emails() == []  # a part is told with the whole
    assert take_step("advance", reference)["next"] in ("survey", "close")
    assert load_file(reference).case.status is Status.RESOLVED
    assert types(reference).count("case.resolved") == 1
    tell(reference, "case.resolved")
    tell(reference, "case.resolved")
    [letter] = aws.emails()
    assert letter.destinations == {"ToAddresses": ["ana@resident.example"]}
    assert letter.body.count(": done") == len(MOVING["wants"])
    assert "A garbage cart at the new address: done" in letter.body


def test_a_part_that_cannot_be_done_keeps_nobody_from_hearing_of_the_others(aws: Aws) -> None:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    reference = told_once()
    route(reference)
    parts = {code: part.case.reference for code, part in parts_of(reference).items()}
    route(parts["bulky"])
    withdraw(parts["bulky"])
    take_step("advance", parts["bulky"])
    for code in ("new-cart", "change-address"):
        end(parts[code])
    assert take_step("advance", reference)["next"] in ("survey", "close")
    tell(reference, "case.resolved")
    [letter] = aws.emails()
    assert letter.body.count(": done") == 2
    assert "Pick up large things that stay behind: ended without being done" in letter.body


def withdraw(reference: str) -> None:
    secret = links.secret_of(links.TRACK, reference)
    sent = {"Content-Type": "application/json", "Idempotency-Key": f"withdraw-{reference}-0001"}
    body = {"secret": secret, "reason": "I gave it away."}
    answer = intake.handle(an_api_event("POST", f"/api/cases/{reference}/withdrawal", body=body, headers=sent), None)
    assert answer["statusCode"] == 200, json.dumps(answer)
