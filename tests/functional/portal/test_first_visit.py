"""A link with a secret opens a case once by its address; then the browser keeps the secret, if it keeps cookies."""

from __future__ import annotations

import pytest

from tests.aws_in_memory import Calls
from tests.builders import a_reference
from tests.functional.attachments.arrivals import keep_photo
from tests.functional.portal.reading import language_of, post, value_of
from tests.functional.portal.visiting import Browser
from tests.functional.stories import CONTACT, in_progress, open_case


def test_the_secret_leaves_the_address_at_the_price_of_no_query(calls: Calls) -> None:
    opened = open_case()
    Browser().get(f"/track/{opened['reference']}?secret={opened['secret']}")  # the release is read once a process
    calls.forget()
    shown = Browser()
    page = shown.get(f"/track/{opened['reference']}?secret={opened['secret']}&lang=es&done=messages")
    assert page["statusCode"] == 200
    assert calls.names == ["Query"]
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
