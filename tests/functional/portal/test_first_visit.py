"""A link with a secret opens a case once by its address; then the browser keeps the secret, if it keeps cookies."""

from __future__ import annotations

import re

import pytest

from onestop.runtime import links
from tests.aws_in_memory import Calls
from tests.builders import a_reference
from tests.functional.attachments.arrivals import keep_photo
from tests.functional.portal.reading import language_of, post, value_of
from tests.functional.portal.visiting import Browser
from tests.functional.stories import CONTACT, in_progress, invite, open_case, resolved


def test_the_secret_leaves_the_address_at_the_price_of_no_query(calls: Calls) -> None:
    opened = open_case()
    Browser().get(f"/track/{opened['reference']}?secret={opened['secret']}")  # the release is read once a process
    calls.forget()
    shown = Browser()
    page = shown.get(f"/track/{opened['reference']}?secret={opened['secret']}&lang=es&done=messages")
    assert page["statusCode"] == 200
    assert calls.names == ["Query", "Query"]  # the case, and the letters about it
    assert shown.visited[-1] == f"/track/{opened['reference']}?done=messages&lang=es"
    assert len(shown.visited) == 3
    assert f"secret={opened['secret']}" not in page["body"]  # nor does any link of the page carry it
    assert page["headers"]["Referrer-Policy"] == "no-referrer"
    [line] = shown.lines
    kept = f"__Host-case-{opened['reference']}={opened['secret']}"
    assert line == f"{kept}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000"


@pytest.mark.usefixtures("aws")
def test_the_page_still_speaks_the_language_of_the_case() -> None:
    opened = open_case(service_code="information", language="zh-Hans", contact=CONTACT)
    assert language_of(Browser().get(f"/track/{opened['reference']}?secret={opened['secret']}")) == "zh-Hans"


@pytest.mark.usefixtures("aws")
def test_reference_and_secret_typed_into_the_form_are_kept_as_well() -> None:
    opened = open_case()
    browser = Browser()
    assert browser.get(f"/track?reference={opened['reference']}&secret={opened['secret']}")["statusCode"] == 200
    assert "secret" not in browser.visited[-1]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", ["tell", "withdraw"])
def test_what_a_resident_does_works_without_a_secret_in_any_address(path: str) -> None:
    opened = in_progress()
    browser = Browser()
    browser.get(f"/track/{opened['reference']}?secret={opened['secret']}")
    form = browser.get(f"/{path}/{opened['reference']}?lang=en")
    assert form["statusCode"] == 200
    assert f"secret={opened['secret']}" not in form["body"]
    body = f"secret={value_of(form, 'secret')}&key={value_of(form, 'key')}&text=more"
    answer = browser.ask("POST", f"/{path}/{opened['reference']}", {"lang": "en"}, body)
    assert answer["statusCode"] == 303
    assert "secret" not in answer["headers"]["Location"]
    assert browser.get(answer["headers"]["Location"])["statusCode"] == 200


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", ["tell", "withdraw", "reopen", "attach", "reported"])
def test_each_page_of_a_case_takes_the_secret_out_of_its_address(path: str) -> None:
    opened = in_progress()
    browser, there = Browser(), f"/{path}/{opened['reference']}"
    page = browser.get(f"{there}?secret={opened['secret']}&lang=es")
    assert browser.visited[-1] == f"{there}?lang=es"
    assert page["statusCode"] == 200
    hrefs = re.findall('href="(.*?)"', page["body"])
    shown = [link for link in hrefs if opened["secret"] in link]
    assert len(shown) == (path == "reported")  # the receipt has the link itself, to keep
    assert page["headers"]["Referrer-Policy"] == "no-referrer"
    assert Browser().get(f"{there}?secret=wrong")["statusCode"] == 404
    assert Browser().get(there)["statusCode"] == 404


@pytest.mark.usefixtures("aws")
def test_a_report_leads_to_a_receipt_without_a_secret_in_its_address() -> None:
    browser = Browser()
    sent = browser.ask("POST", "/report", {"lang": "en"}, "service=information&description=When+do+you+open")
    page = browser.get(sent["headers"]["Location"])
    assert "secret" not in browser.visited[-1]
    assert 'data-receipt="' in page["body"]
    assert [line.endswith("Max-Age=2592000") for line in browser.lines] == [True]


@pytest.mark.usefixtures("aws")
def test_a_kiosk_keeps_a_receipt_no_longer_than_its_browser_is_open() -> None:
    browser = Browser()
    fields = "service=information&description=When+do+you+open&kiosk=yes"
    page = browser.get(browser.ask("POST", "/report", {}, fields)["headers"]["Location"])
    assert page["statusCode"] == 200
    assert ["Max-Age" in line for line in browser.lines] == [False]


@pytest.mark.usefixtures("aws")
def test_a_survey_leaves_its_secret_to_the_browser_for_a_day() -> None:
    opened = resolved()
    invite(opened["reference"])
    secret = links.secret_of(links.SURVEY, opened["reference"])
    browser, there = Browser(), f"/survey/{opened['reference']}"
    page = browser.get(f"{there}?secret={secret}&lang=en")
    assert browser.visited[-1] == f"{there}?lang=en"
    assert f"secret={secret}" not in page["body"]
    assert [line.partition(";")[0] for line in browser.lines] == [f"__Host-survey-{opened['reference']}={secret}"]
    assert browser.lines[0].endswith("Max-Age=86400")
    answer = browser.ask("POST", there, {"lang": "en"}, f"secret={value_of(page, 'secret')}&answer-satisfaction=5")
    assert answer["headers"]["Location"] == f"{there}?sent=yes&lang=en"
    assert "Thank you" in browser.get(answer["headers"]["Location"])["body"]
    assert Browser().get(f"{there}?secret={opened['secret']}")["statusCode"] == 404  # the secret of the case is not it
    browser.ask("POST", f"/forget/{opened['reference']}", {}, f"secret={opened['secret']}")
    assert browser.cookies == {}


@pytest.mark.usefixtures("aws")
def test_files_are_added_and_seen_without_a_secret_in_any_address() -> None:
    opened = in_progress()
    browser = Browser()
    browser.get(f"/track/{opened['reference']}?secret={opened['secret']}")
    assert f"secret={opened['secret']}" not in browser.get(f"/attach/{opened['reference']}")["body"]
    photo = keep_photo(opened["reference"])
    path = f"/api/cases/{opened['reference']}/attachments/{photo.id}"
    assert browser.ask("GET", path, {})["statusCode"] == 302
    assert Browser().ask("GET", path, {})["statusCode"] == 404


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", ["tell", "withdraw", "reopen", "attach"])
def test_a_cookie_alone_sends_no_form(path: str) -> None:
    opened = in_progress()
    browser = Browser()
    browser.get(f"/track/{opened['reference']}?secret={opened['secret']}")
    answer = browser.ask("POST", f"/{path}/{opened['reference']}", {}, "text=not+mine&reason=not+mine")
    assert answer["statusCode"] == 404
    assert "<form" not in answer["body"]


@pytest.mark.usefixtures("aws")
def test_a_cookie_opens_its_own_case_and_no_other() -> None:
    mine, other = open_case(), open_case()
    browser = Browser()
    browser.get(f"/track/{mine['reference']}?secret={mine['secret']}")
    assert browser.get(f"/track/{other['reference']}")["statusCode"] == 404
    browser.cookies[f"__Host-case-{other['reference']}"] = mine["secret"]
    assert browser.get(f"/track/{other['reference']}")["statusCode"] == 404
    assert browser.get(f"/track/{a_reference(9)}")["statusCode"] == 404


@pytest.mark.usefixtures("aws")
def test_a_wrong_secret_is_kept_by_no_browser() -> None:
    browser = Browser()
    assert browser.get(f"/track/{open_case()['reference']}?secret=wrong")["statusCode"] == 404
    assert browser.lines == []


@pytest.mark.usefixtures("aws")
def test_a_shared_device_forgets_a_case() -> None:
    opened = open_case()
    browser = Browser()
    page = browser.get(f"/track/{opened['reference']}?secret={opened['secret']}&lang=en")
    assert "Forget my case on this device" in page["body"]
    path = f"/forget/{opened['reference']}"
    assert post(path, {"secret": "wrong"})["statusCode"] == 404
    assert browser.ask("POST", path, {}, f"secret={value_of(page, 'secret')}")["statusCode"] == 303
    assert browser.cookies == {}
    assert browser.get(f"/track/{opened['reference']}")["statusCode"] == 404


@pytest.mark.usefixtures("aws")
def test_a_kiosk_forgets_the_cases_of_whoever_stood_there_before() -> None:
    browser = Browser()
    for opened in (open_case(), open_case()):
        browser.get(f"/track/{opened['reference']}?secret={opened['secret']}")
    browser.cookies["__Host-desk"] = "another"
    assert len(browser.cookies) == 3
    assert browser.get("/report")["statusCode"] == 200
    assert len(browser.cookies) == 3
    assert browser.get("/report?kiosk=yes")["statusCode"] == 200
    assert list(browser.cookies) == ["__Host-desk"]
