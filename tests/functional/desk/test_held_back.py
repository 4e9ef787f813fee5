"""What was held back: looked at as text, released, dismissed, and that taken back; by the triage desk alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from intake.incoming import Enclosure, Incoming
from intake.receiving import receive
from onestop.domain.staff.permissions import ALLOWED, Role
from onestop.runtime.clients import client
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.arrivals import QUARANTINED, arrival_id, load_arrival
from onestop.storage.staff.looks import looks_at
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, random_bits_from
from tests.functional.desk.desking import Browser, hidden_in, signed_in

TRICKY = 'Win <a href="https://evil.example">now</a> <script>alert(1)</script>\nAnd a pothole. https://evil.example/x'
SPAM = Incoming(
    channel="email",
    key="<9@x.example>",
    subject="A <b>prize</b>",
    text=TRICKY,
    email="w@x.example",
    spam="spam",
    enclosures=(Enclosure(name="prize<1>.exe", media_type="application/x-msdownload", data=b"MZ" * 700),),
)


def at_desk(**who: str) -> Browser:
    return signed_in(agency="contact-centre", **who)


def hold(number: int = 9) -> str:
    """Something is held back; returns its place in an address."""
    receive(replace(SPAM, key=f"<{number}@x.example>"), current(), NOW, random_bits_from(3))
    page = at_desk(sub="finder").get("/desk/held-back", month="2026-11")
    (place,) = set(re.findall(r'href="/desk/held-back/([^"?]+)"', page["body"]))
    return str(place)


def send(browser: Browser, place: str, what: str, *fields: tuple[str, str]) -> dict[str, Any]:
    mark = hidden_in(browser.get(f"/desk/held-back/{place}")["body"])["form"]
    return browser.post(f"/desk/held-back/{place}/{what}", [("form", mark), *fields])


def test_a_list_says_what_waits_in_one_query_and_none_of_its_words(aws: Aws, calls: Calls, errands: list[str]) -> None:
    hold()
    browser = at_desk()
    browser.get("/desk/held-back")
    calls.forget()
    errands.clear()
    page = browser.get("/desk/held-back", month="2026-11")
    assert (calls.names, errands) == (["GetItem", "Query"], ["list arrivals"])
    assert "It was taken for spam" in page["body"]
    assert "evil.example" not in page["body"]
    assert "w@x.example" not in page["body"]


def test_its_words_are_text_and_nothing_in_them_can_be_clicked_and_the_look_is_kept(aws: Aws) -> None:
    page = at_desk().get(f"/desk/held-back/{hold()}")["body"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "prize&lt;1&gt;.exe (1 kB)" in page
    assert not re.findall(r'(?:href|src|action)="[^"]*(?:evil|\.exe)', page)
    assert "<script>alert" not in page
    (look,) = looks_at(f"ARRIVAL-{arrival_id('email', SPAM.key)}", 10)
    assert (look.by, look.fields) == ("staff:clerk-1", ("contact", "text"))


def test_what_is_a_need_is_released_into_one_case_however_often_it_is_sent(aws: Aws) -> None:
    place, browser = hold(), at_desk()
    answers = [send(browser, place, "release") for _ in range(2)]
    assert [answer["statusCode"] for answer in answers] == [303, 303]
    assert answers[0]["headers"]["Location"] == answers[1]["headers"]["Location"]
    reference = answers[0]["headers"]["Location"].partition("reference=")[2]
    assert load_file(reference).request.description == TRICKY
    assert f"Released as {reference}" in browser.get("/desk/held-back", month="2026-11")["body"]
    assert send(browser, place, "dismissal")["statusCode"] == 409


def test_what_is_none_is_dismissed_kept_and_taken_back(aws: Aws) -> None:
    place, browser = hold(), at_desk()
    there = send(browser, place, "dismissal")["headers"]["Location"]
    assert "did=dismissed" in there
    page = browser.get("/desk/held-back", month="2026-11", did="dismissed", arrival=place)["body"]
    assert f'action="/desk/held-back/{place}/dismissal"' in page
    assert load_arrival(QUARANTINED, place).dismissed_by == "staff:clerk-1"
    assert TRICKY.split("\n")[1] in browser.get(f"/desk/held-back/{place}")["body"]
    assert send(browser, place, "dismissal", ("undo", "yes"))["statusCode"] == 303
    assert load_arrival(QUARANTINED, place).dismissed_by is None


@pytest.mark.parametrize("role", sorted(Role))
@pytest.mark.parametrize("agency", ["contact-centre", "streets"])
def test_who_may_is_what_the_api_says(aws: Aws, role: Role, agency: str) -> None:
    place = hold()
    browser = signed_in(agency=agency, role=role)
    desk = agency == "contact-centre" or role in (Role.ADMINISTRATOR, Role.AUDITOR)
    for path in ("/desk/held-back", f"/desk/held-back/{place}"):
        answer = browser.get(path)
        seen = desk and role in ALLOWED["arrivals"]
        assert answer["statusCode"] == (200 if seen else 403), path
        assert seen or "pothole" not in answer["body"]
    mark = hidden_in(browser.get("/desk")["body"])["form"]
    answer = browser.post(f"/desk/held-back/{place}/release", [("form", mark)])
    assert answer["statusCode"] == (303 if desk and role in ALLOWED["release"] else 403)


def test_what_is_kept_no_longer_and_what_never_was_is_not_found(aws: Aws) -> None:
    place, browser = hold(), at_desk()
    client("s3").delete_object(Bucket="mail", Key=f"quarantine/{arrival_id('email', SPAM.key)}.json")
    for path in (place, "nothing", "%00", "MjAyNi0xMSNhYmM="):
        assert browser.get(f"/desk/held-back/{path}")["statusCode"] == 404


@pytest.mark.parametrize("kind", ["bounce", "automatic", "undelivered"])
def test_other_kinds_are_listed_and_a_kind_that_is_none_is_refused(aws: Aws, kind: str) -> None:
    assert at_desk().get("/desk/held-back", kind=kind)["statusCode"] == 200
    assert at_desk().get("/desk/held-back", kind="cases")["statusCode"] == 400
    assert at_desk().get("/desk/held-back", month="2026-13")["statusCode"] == 400


def test_when_intake_does_not_answer_the_page_says_try_again(aws: Aws) -> None:
    place, browser = hold(), at_desk()
    with aws.failing("s3", "GetObject", "InternalError"):
        assert browser.get(f"/desk/held-back/{place}")["statusCode"] == 503
