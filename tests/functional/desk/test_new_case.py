"""Taking a call or a visit: the caller's cases, the service by typing, its questions, danger, one case, a receipt."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from onestop.domain.staff.permissions import ALLOWED, Role
from onestop.storage.cases.read_case import load_file
from onestop.storage.people.contact_details import load_person
from onestop.storage.staff.looks import looks_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference
from tests.functional.desk.desking import Browser, hidden_in, signed_in
from tests.functional.stories import CONTACT, history, open_case

HOLE = {"service": "pothole", "description": "A deep hole.", "address": "3 Elm Lane", "consent": "spoken"}


def at_counter(**who: str) -> Browser:
    return signed_in(agency="contact-centre", **who)


def send(browser: Browser, do: str = "open", page: dict[str, Any] | None = None, **typed: str) -> dict[str, Any]:
    """Fills in the form of a page and presses one of its buttons."""
    page = page or browser.get("/desk/new")
    fields = {"channel": "counter", "language": "en", **hidden_in(page["body"]), **typed}
    return browser.post("/desk/new", [*fields.items(), ("do", do)])


def opened(answer: dict[str, Any]) -> str:
    assert answer["statusCode"] == 303, re.findall(r'class="wrong".*', answer["body"])
    return str(answer["headers"]["Location"].rpartition("/")[2])


def test_a_case_is_opened_in_one_transaction_and_says_who_took_it_and_how_they_agreed(
    aws: Aws, calls: Calls, errands: list[str]
) -> None:
    browser = at_counter()
    page = browser.get("/desk/new")
    calls.forget()
    who = {"name": "Ana Rivas", "email": "ana@resident.example", "post": "12 Elm Street\r\nPort Ellery 04210"}
    reference = opened(send(browser, page=page, **HOLE, **who))
    assert (calls.names, errands) == (["GetItem", "TransactWriteItems"], ["enter"])
    file = load_file(reference)
    assert load_person(file.case.person or "").post == ("12 Elm Street", "Port Ellery 04210")
    assert (file.case.channel, file.case.service, file.case.language) == ("counter", "pothole", "en")
    assert (file.request.consent, file.request.taken_by) == ("spoken", "staff:clerk-1")
    assert [event.by for event in history(reference)] == ["staff:clerk-1"]


def test_a_double_click_opens_one_case_and_other_words_open_another_when_they_say_so(aws: Aws) -> None:
    browser = at_counter()
    page = browser.get("/desk/new")
    first, second = (opened(send(browser, page=page, **HOLE)) for _ in range(2))
    assert first == second
    changed = send(browser, page=page, **HOLE | {"description": "Another hole."})
    assert changed["statusCode"] == 409
    assert "that case is open" in changed["body"]
    third = opened(send(browser, page=changed, **HOLE | {"description": "Another hole."}))
    assert third != first


def test_everything_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(aws: Aws) -> None:
    typed = {"service": "pothole", "description": "A <deep> hole.", "email": "ana", "name": "x" * 300, "post": "x" * 61}
    answer = send(at_counter(), **typed)
    assert answer["statusCode"] == 400
    wrong = re.findall(r'<p class="wrong" id="([^"]+)-wrong">', answer["body"])
    assert set(wrong) == {"address", "name", "email", "post", "consent"}
    assert "A &lt;deep&gt; hole." in answer["body"]


def test_who_somebody_is_is_not_kept_where_nothing_about_a_person_is(aws: Aws) -> None:
    browser, nobody = at_counter(), HOLE | {"consent": "not_needed"}
    for who in ({"name": "Ana Rivas"}, {"phone": "+1 902 555 0142"}, {"post": "12 Elm Street\r\nPort Ellery 04210"}):
        answer = send(browser, **nobody, **who)
        assert answer["statusCode"] == 400
        assert re.findall(r'<p class="wrong" id="([^"]+)-wrong">', answer["body"]) == ["consent"]
        assert "say how they agreed that we keep it, or take it out" in answer["body"]
    assert load_file(opened(send(browser, **nobody))).case.person is None


@pytest.mark.parametrize("words", ["I smell gas in the hallway", "Huele a gas en el pasillo", "走廊里有煤气味"])
def test_danger_says_the_number_before_anything_is_sent_and_once_more_after(aws: Aws, words: str) -> None:
    browser = at_counter()
    typed = {"description": words, "consent": "spoken", "language": "es"}
    first = send(browser, **typed | {"consent": "", "email": "ana"})  # whatever else is wrong comes later
    assert first["statusCode"] == 200
    assert "Call 911 now" in first["body"]
    assert "llame ahora al 911" in unescape(first["body"])
    assert "Nothing has been sent yet" in first["body"]
    reference = opened(send(browser, page=first, **typed))
    assert load_file(reference).case.endangered
    receipt = browser.get(f"/desk/new/{reference}")["body"]
    assert "Call 911 now" in receipt
    assert "llame ahora al 911" in unescape(receipt)


def test_a_service_is_found_by_typing_and_its_questions_are_read_out_in_the_residents_language(aws: Aws) -> None:
    browser = at_counter()
    found = send(browser, "service", about="bulky", description="An old sofa.", language="es")
    assert 'name="pick" value="bulky-waste"' in found["body"]
    assert "An old sofa." in found["body"]
    fields = {"channel": "phone", "language": "es", **hidden_in(found["body"]), "description": "An old sofa."}
    page = browser.post("/desk/new", [*fields.items(), ("pick", "bulky-waste")])
    assert hidden_in(page["body"])["service"] == "bulky-waste"
    body = unescape(page["body"])
    assert 'class="say" lang="es"' in body
    assert "Por favor, dígame con sus palabras de qué se trata." in body
    assert "Please tell me in your own words what it is." in body
    assert re.findall(r'name="answer-[a-z-]+"', body)


def test_the_open_cases_of_a_caller_are_shown_to_reception_and_the_search_is_kept(aws: Aws, calls: Calls) -> None:
    reference = open_case(description="rats", contact=CONTACT)["reference"]
    browser = at_counter(role="reception")
    page = browser.get("/desk/new")
    calls.forget()
    answer = send(browser, "caller", page=page, person=CONTACT["email"], purpose="caller", description="Kept.")
    assert calls.names == ["GetItem", "TransactWriteItems", "Query", "BatchGetItem"]
    assert (answer["statusCode"], reference in answer["body"], "Kept." in answer["body"]) == (200, True, True)
    assert f'name="email" type="email" value="{CONTACT["email"]}"' in answer["body"]
    (look,) = looks_of("staff:clerk-1", f"{NOW:%Y-%m}", 10)
    assert (look.where, look.purpose) == ("search", "caller")
    refused = send(browser, "caller", person="ana", purpose="curiosity")
    assert refused["statusCode"] == 400
    assert {"person", "purpose"} == set(re.findall(r'<p class="wrong" id="([^"]+)-wrong">', refused["body"]))


def test_a_clerk_who_may_not_search_for_people_is_not_offered_it_and_cannot(aws: Aws) -> None:
    reference = open_case(description="rats", contact=CONTACT)["reference"]
    browser = at_counter()
    assert 'name="person"' not in browser.get("/desk/new")["body"]
    answer = send(browser, "caller", person=CONTACT["email"], purpose="caller")
    assert answer["statusCode"] == 403
    assert reference not in answer["body"]


def test_the_receipt_reads_the_reference_letter_by_letter_and_is_the_residents_to_print(aws: Aws) -> None:
    browser = at_counter()
    reference = opened(send(browser, **HOLE, language="es"))
    body = unescape(browser.get(f"/desk/new/{reference}")["body"])
    assert re.findall(r'<ol class="plain spelled" lang="([a-z]+)"', body) == ["es", "en"]
    letters = re.findall(r'<span class="letter"><span class="code">(.)</span> ([^<]+)</span>', body)
    assert "".join(letter for letter, _ in letters) == 2 * reference.replace("-", "")
    assert "Código secreto" in body
    assert 'lang="es"' in body


def test_whoever_left_no_way_to_be_reached_is_promised_no_message(aws: Aws) -> None:
    browser, words = at_counter(), {**HOLE, "service": "", "language": "es"}
    alone, named, written = (
        unescape(browser.get(f"/desk/new/{opened(send(browser, **words, **who))}")["body"])
        for who in ({}, {"name": "Ana Rivas"}, {"name": "Ana Rivas", "post": "12 Elm Street\r\nPort Ellery 04210"})
    )
    promises = ("We tell you as soon as there is news.", "tell you as soon as somebody", "Le avisaremos")
    for body in (alone, named):
        assert body.count("You gave no way to reach you") == 1  # for the clerk
        assert body.count("No nos dejó forma de localizarle") == 2  # read out, and on the receipt
        assert not [promise for promise in promises if promise in body]
    assert "You gave no way to reach you" not in written
    assert "We tell you as soon as there is news." in written


def test_the_receipt_is_there_for_nobody_else(aws: Aws) -> None:
    reference = opened(send(at_counter(), **HOLE))
    other = at_counter(sub="clerk-2")
    foreign, missing = other.get(f"/desk/new/{reference}"), other.get(f"/desk/new/{a_reference(77)}")
    assert foreign["statusCode"] == missing["statusCode"] == 404
    assert "secret" not in foreign["body"].lower().replace("secret code", "")


@pytest.mark.parametrize("role", sorted(Role))
def test_who_may_enter_is_what_the_api_says(aws: Aws, role: Role) -> None:
    browser = at_counter(role=role)
    allowed = role in ALLOWED["entries"]
    assert browser.get("/desk/new")["statusCode"] == (200 if allowed else 403)
    mark = hidden_in(browser.get("/desk")["body"])["form"]
    fields = {"form": mark, "channel": "counter", "language": "en", "key": "k" * 32, "do": "open", **HOLE}
    assert browser.post("/desk/new", fields.items())["statusCode"] == (303 if allowed else 403)


@pytest.mark.parametrize("channel", ["web", "open311", "pigeon"])
def test_a_channel_that_staff_may_not_name_is_refused(aws: Aws, channel: str) -> None:
    assert send(at_counter(), **HOLE, channel=channel)["statusCode"] in (400, 403)


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_the_clerk_reads_all_of_it_in_their_language(aws: Aws, language: str) -> None:
    page = at_counter(language=language).get("/desk/new", service="pothole", language=language)["body"]
    for english in ("What is it about?", "Please tell me", "How they agreed", "Open the case", "By telephone"):
        assert english not in page
