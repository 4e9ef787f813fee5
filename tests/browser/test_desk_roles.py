"""Whole journeys of the others at the desk: counter, triage, supervisor, auditor, administrator."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from onestop_cli.clients import engine_client
from tests.browser.city import City, leave_to_desk, open_case, status_of, task_of, wait_until
from tests.browser.conftest import OpenPage
from tests.browser.desk import CLERK, open_signed_in, press
from tests.browser.desk_city import TRIAGE

pytestmark = pytest.mark.browser
PASSWORD = "Correct-horse-9-battery"


def at(page: Page, city: City, role: str, path: str) -> None:
    open_signed_in(page, city, TRIAGE, role, path)


def open_unsorted(city: City, number: int) -> dict[str, str]:
    """A need that no rule knows: the triage desk has it."""
    words = f"The thing number {number} on the corner makes that sound again."
    case = open_case(city, service_code=None, description=words, contact={"email": f"unsorted-{number}@r.example"})
    leave_to_desk(city, case)
    return case


def test_at_the_counter_a_need_is_taken_in_spanish_and_read_back(open_page: OpenPage, city: City) -> None:
    page = open_page()
    at(page, city, "reception", "/desk/new")
    page.select_option("#language", "es")
    page.select_option("#channel", "counter")
    press(page, "[name=do][value=language]")
    page.fill("#service", "pothole")
    press(page, "[name=do][value=service]")
    with page.expect_navigation():
        page.keyboard.press("1")
    page.wait_for_selector("[name=pick][value='-']")
    assert "¿" in page.inner_text("main")
    page.fill("#description", "Un hoyo muy hondo.")
    page.fill("#address", "Calle del Puerto 12")
    page.check("[name=consent] >> nth=0")
    page.click("#send")
    page.wait_for_url(re.compile("/desk/new/[0-9A-Z-]{16}"))
    reference = page.url[-16:]
    assert reference in page.inner_text("section[lang=es]")
    assert page.locator(".spelled[lang=es] .letter").count() == len(reference.replace("-", ""))
    task_of(city, reference, "streets")


def test_needs_are_sorted_by_a_digit_each_and_the_last_is_taken_back(open_page: OpenPage, city: City) -> None:
    cases = [open_unsorted(city, number) for number in range(2)]
    page = open_page()
    for case in cases:
        at(page, city, "clerk", f"/desk/triage?case={case['reference']}&find=pothole")
        page.keyboard.press("1")
        page.wait_for_selector(".flash")
    page.keyboard.press("u")
    page.wait_for_url(re.compile("/desk/triage"))
    wait_until(lambda: status_of(city, cases[0])["status"] == "in_progress")
    task_of(city, cases[0]["reference"], "streets")


def test_a_supervisor_gives_a_task_to_somebody_by_keys(open_page: OpenPage, city: City) -> None:
    open_unsorted(city, 10)
    page = open_page()
    at(page, city, "supervisor", f"/desk/supervisor/tasks?agency={TRIAGE}")
    before = page.locator("[data-row]").count()
    page.keyboard.press("j")
    page.locator("[data-row] [name=item] >> nth=0").focus()
    page.keyboard.press("Space")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "to"
    page.locator("#to").select_option(index=2)
    page.click("[data-reassign] .button")
    expect(page.locator("[data-row]")).to_have_count(before - 1)
    assert page.inner_text("[role=status]")


def test_an_auditor_sees_who_looked_and_is_seen_too(open_page: OpenPage, city: City) -> None:
    reference, page = city.cases["asked"]["reference"], open_page()
    open_signed_in(page, city, *CLERK, f"/desk/cases/{reference}")
    at(page, city, "auditor", "/desk/audit")
    for _ in range(2):
        page.select_option("#what", "case")
        page.fill("#of", reference)
        press(page, "main form .button >> nth=0")
    looked = page.inner_text("[aria-labelledby=looks]")
    assert "streets.clerk" in looked
    press(page, "[aria-labelledby=looks] a:has-text('contact-centre.auditor') >> nth=0")
    assert reference in page.inner_text("main")


def test_somebody_is_invited_signs_in_and_is_out_at_the_next_page_once_disabled(
    open_page: OpenPage, city: City
) -> None:
    chief, bo, address = open_page(), open_page(), "bo@city.example"
    at(chief, city, "administrator", "/desk/administration")
    chief.fill("#email", address)
    chief.check("[name=roles][value=clerk]")
    chief.check("[name=agencies][value=parks]")
    chief.click("form.narrow .button")
    chief.wait_for_url(re.compile("/desk/administration/staff/.+done=invited"))

    # Cognito sends the first password by mail; here it is set
    engine_client("cognito-idp", city.suite.engine).admin_set_user_password(
        UserPoolId=city.suite.outputs["UserPoolId"], Username=address, Password=PASSWORD, Permanent=True
    )
    bo.goto(f"{city.url}/desk")
    bo.fill("#username", address)
    bo.fill("#password", PASSWORD)
    press(bo, "main .button")
    bo.wait_for_selector("[data-inbox]")

    chief.click("form[action*='/disabling'] .button")
    chief.wait_for_selector("form[action*='/enabling']")
    bo.reload()
    bo.wait_for_url(re.compile("/desk/sign-in"))
