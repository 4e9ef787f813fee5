"""Signing in at the desk in a real browser: with and without scripts; nothing that was typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.conftest import OpenPage
from tests.browser.desk import CLERK
from tests.browser.desk_places import at_desk, sent_again
from tests.browser.test_keyboard import OUTLINE

pytestmark = pytest.mark.browser


def fill_in(page: Page, city: City) -> None:
    account = next(one for one in city.suite.staff if (one.agency, one.role) == CLERK)
    page.fill("#username", account.username)
    page.fill("#password", account.password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_clerk_signs_in_sees_the_case_that_they_wanted_and_signs_out(
    open_page: OpenPage, city: City, scripts: bool
) -> None:
    page, path = open_page(java_script_enabled=scripts), f"/desk/cases/{city.cases['asked']['reference']}"
    page.goto(f"{city.url}{path}")
    fill_in(page, city)
    page.wait_for_url(f"{city.url}{path}")
    assert "3 Elm Lane" in page.inner_text("main")
    page.click("header .own > form:last-child button")
    page.wait_for_url(re.compile("/desk/sign-in"))
    page.goto(f"{city.url}{path}")
    page.wait_for_url(re.compile("/desk/sign-in"))


def test_a_page_of_the_desk_asks_for_two_files_and_nothing_from_elsewhere(open_page: OpenPage, city: City) -> None:
    at_desk(*CLERK, lambda _: "/desk")(open_page(), city, "en")  # signed in anew where that session had ended
    page, asked, complaints = open_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    at_desk(*CLERK, lambda _: "/desk")(page, city, "en")
    asked = [url for url in asked if not url.startswith("data:")]
    assert len(asked) <= 4
    assert all(url.startswith(f"{city.url}/desk") for url in asked)
    assert complaints == []
    wire = page.evaluate("performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)")
    assert wire < 60_000


def test_what_was_typed_is_sent_once_somebody_has_signed_in_again(open_page: OpenPage, city: City) -> None:
    page = open_page()
    sent_again(page, city, "en")
    page.click("main .button")
    page.wait_for_url(f"{city.url}/desk")


def test_keys_lead_about_and_can_be_switched_off(open_page: OpenPage, city: City) -> None:
    page = open_page()
    at_desk(*CLERK, lambda _: "/desk")(page, city, "en")
    page.keyboard.press("j")
    assert page.locator("tr.chosen").count() == 1
    assert page.evaluate("document.activeElement.closest('tr').matches('.chosen')")
    page.keyboard.press("/")
    page.keyboard.type("j?k")
    assert page.input_value("[data-search]") == "j?k"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.click("[data-keys-switch]")
    page.click("[data-close]")
    page.keyboard.press("?")
    assert not page.is_visible("#keys")


@pytest.mark.parametrize(
    "options", [{"color_scheme": "dark"}, {"reduced_motion": "reduce"}, {"forced_colors": "active"}]
)
def test_the_focus_always_shows(open_page: OpenPage, city: City, options: dict[str, Any]) -> None:
    page = open_page(**options)
    at_desk(*CLERK, lambda _: "/desk")(page, city, "en")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE) == "solid3px", page.evaluate("document.activeElement.outerHTML")
