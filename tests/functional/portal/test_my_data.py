"""All that is kept of whoever proved an address, to take along: everything that came with it, and nothing of others."""

from __future__ import annotations

import html
import json
from datetime import timedelta

import pytest

from onestop.domain.people.consents import ConsentSaid
from onestop.domain.people.mandates import Mandate, MandateKind, MandateMay
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.people.consents import keep_consent
from onestop.storage.people.mandates import keep_mandate
from onestop.storage.staff.looks import Look, keep_look
from onestop.storage.surveys.responses import keep_answers
from portal.my.who_saw import CASES
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.portal.signing_in import Resident, signed_in
from tests.functional.stories import CONTACT, POTHOLE, case_file, open_case, resolved

ANA = CONTACT["email"]
PHONE = "+19025550123"


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def test_the_file_holds_all_that_came_with_the_address_and_nothing_of_others(aws: Aws) -> None:
    contact = {**CONTACT, "phone": PHONE}
    hers = resolved(**POTHOLE | {"description": "A hole <b>canary</b>.", "contact": contact})["reference"]
    answers = {"satisfaction": 4, "comment": "canary comment"}
    keep_answers(hers, answers, current(), case_file(hers).case.opened_at, "counter", taken_by="staff:clerk-42")
    other = open_case(service_code="information", description="Not hers.", contact={"email": "ben@resident.example"})
    keep_look(hers, Look(at=NOW, by="staff:clerk-42", agency="streets", fields=("description",)))
    mine = identity_of(ANA, identity_key())
    keep_consent([mine], ConsentSaid(purpose="once-only", given=True, at=NOW, by="staff:clerk-42"))
    keep_mandate(
        Mandate(
            holder="b" * 32,
            represented=(mine,),
            holder_name="Ben Sosa",
            represented_name="Ana",
            kind=MandateKind.GUARDIAN,
            may=MandateMay.SEE,
            last=NOW.date() + timedelta(days=9),
            since=NOW,
            by="staff:clerk-42",
        )
    )
    browser = signed_in(aws, ANA)
    sent = browser.get("/my/data/file")
    assert (sent["statusCode"], sent["headers"]["Content-Disposition"]) == (200, 'attachment; filename="my-data.json"')
    assert sent["headers"]["Cache-Control"] == "no-store"
    data = json.loads(sent["body"])
    assert (data["format"], data["address"], data["more"]) == ("onestop-own/1", ANA, False)
    [case], [person], [seen] = data["cases"], data["people"], data["looks"]
    assert (case["reference"], case["request"]["description"]) == (hers, "A hole <b>canary</b>.")
    assert case["survey"]["words"] == [["comment", "canary comment"]]
    assert case["timeline"][0]["type"] == "case.opened"
    assert (person["name"], person["email"], person["phone"]) == (CONTACT["name"], ANA, "…0123")  # not proved now
    assert seen["case"] == hers
    assert [(each["purpose"], each["given"]) for each in data["consents"]] == [("once-only", True)]
    assert [each.partition(":")[0] for each in data["acting"]] == ["Ben Sosa for Ana"]
    page = browser.get("/my/data/read?lang=en")["body"]
    assert all(html.escape(said) in page for said in (data["consents"][0]["said"], data["acting"][0]))
    assert other["reference"] not in sent["body"]
    assert "clerk-42" not in sent["body"]


def test_who_looked_at_the_oldest_of_many_cases_is_in_the_file_too(aws: Aws) -> None:
    oldest, *others = [open_case(**POTHOLE | {"contact": CONTACT})["reference"] for _ in range(CASES + 1)]
    for reference in (oldest, *others):
        keep_look(reference, Look(at=NOW, by="staff:clerk-42", agency="streets", fields=("description",)))
    data = json.loads(signed_in(aws, ANA).get("/my/data/file")["body"])
    assert {each["case"] for each in data["looks"]} == {oldest, *others}


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "What is kept about me"), ("es", "Lo que se guarda sobre mí"), ("zh-Hans", "关于我的记录")],
)
def test_the_page_to_read_says_the_same_in_each_language_and_nothing_in_it_is_code(
    aws: Aws, language: str, title: str
) -> None:
    hers = resolved(**POTHOLE | {"description": "A hole <b>canary</b>.", "contact": CONTACT})["reference"]
    browser = signed_in(aws, ANA)
    page = browser.get(f"/my/data/read?lang={language}")
    assert page["statusCode"] == 200
    assert f"<h1>{title}</h1>" in page["body"]
    assert hers in page["body"]
    assert "&lt;b&gt;canary" in page["body"]
    assert "<b>canary" not in page["body"]


def test_nobody_who_is_not_signed_in_gets_anything(aws: Aws) -> None:
    for path in ("/my/data", "/my/data/read", "/my/data/file"):
        assert Resident().ask("GET", path, {})["headers"]["Location"] == "/my"
