"""Services that may suit somebody: by what they say, or by what they asked for if they agreed; each with why, and an
end to all of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from onestop.domain.people.consents import SUGGESTIONS
from onestop.runtime.clients import client
from onestop.storage.cases.case_rows import case_row
from onestop.storage.tables import PersonRow
from tests.aws_in_memory import Aws
from tests.functional.portal.signing_in import Resident, signed_in
from tests.functional.stories import CONTACT, case_file, open_case

ANA, PATH = CONTACT["email"], "/my/suggestions"
SAID, ASKED = "Because you said: I run a business", "Because you asked for: Moving house"


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def suggested(browser: Resident) -> list[tuple[str, str]]:
    """Each service with its reason."""
    page = unescape(browser.get(f"{PATH}?lang=en")["body"])
    return re.findall(r'<li><a href="/report\?service=([a-z-]+)[^"]*">[^<]+</a><br>([^<]+)</li>', page)


def rows() -> list[str]:
    return [row.pk for row in PersonRow.scan() if row.pk.startswith("SEGMENTS#")]


def test_what_somebody_says_suggests_services_with_the_reason_until_they_take_it_back_or_turn_it_off(aws: Aws) -> None:
    browser = signed_in(aws, ANA)
    assert (suggested(browser), rows()) == ([], [])
    assert browser.send(PATH, PATH, segment_own_business="yes", segment_made_up="yes")["statusCode"] == 303
    assert suggested(browser) == []  # a field that nobody asked for says nothing
    browser.send(PATH, PATH, **{"segment_own-business": "yes"})
    assert suggested(browser) == [("street-event-permit", SAID), ("business-complaint", SAID)]
    assert json.loads(browser.get("/my/data/file?lang=en")["body"])["declared"] == ["I run a business"]
    assert "I run a business" in browser.get("/my/data/read?lang=en")["body"]
    browser.send(PATH, PATH, switch="off")
    assert suggested(browser) == []
    browser.send(PATH, PATH, switch="on")
    assert len(suggested(browser)) == 2  # what was said is still there
    browser.send(PATH, PATH)
    assert (suggested(browser), rows()) == ([], [])  # nothing is left behind


def test_what_somebody_asked_for_suggests_nothing_before_they_agreed_and_nothing_after_they_withdrew(aws: Aws) -> None:
    for service in ("moving", "bulky-waste"):
        opened = open_case(service_code="information", description="?", contact={"email": ANA, "name": "Ana"})
        case_row(replace(case_file(opened["reference"]).case, service=service)).save()
    browser, consents = signed_in(aws, ANA), "/my/consents"
    assert suggested(browser) == []
    browser.send(consents, consents, purpose=SUGGESTIONS, given="yes")
    assert suggested(browser) == [("waste-cart", ASKED)]  # not what they asked for already
    browser.send(consents, consents, purpose=SUGGESTIONS, given="no")
    assert suggested(browser) == []
