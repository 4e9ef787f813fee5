"""A form can be filled in, sent and corrected with the keyboard alone, and one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

OUTLINE = (
    "(getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth)"
)


def focused(page: Page) -> str:
    """The id of what has the focus, after looking that the focus shows."""
    assert page.evaluate(OUTLINE) == "solid3px", page.evaluate("document.activeElement.outerHTML")
    return str(page.evaluate("document.activeElement.id"))


def press_to(page: Page, field: str, most: int = 12) -> None:
    """Presses Tab until the field has the focus; every stop on the way must show."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == field:
            return
    raise AssertionError(f"{field} is not reached with {most} tabs")


def test_the_form_is_filled_in_and_sent_by_keyboard(open_page: OpenPage, city: City) -> None:
    page = open_page()
    page.goto(f"{city.url}/report/all")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    press_to(page, "service", most=2)  # the first stop is the emergency number
    page.keyboard.type("Graffiti")
    for field, words in (("description", "On the wall"), ("address", "Pier 3"), ("name", "Ana"), ("email", "ana@")):
        press_to(page, field, most=1)
        page.keyboard.type(words)
    press_to(page, "send", most=3)
    page.keyboard.press("Enter")

    page.wait_for_selector(".summary")
    assert page.evaluate("document.activeElement.className") == "summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "email"
    page.keyboard.press("End")
    page.keyboard.type("keyboard.example")  # one address brings only so much in an hour
    press_to(page, "send", most=3)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/reported/"))
    assert "Graffiti" in page.inner_text("main")


def test_a_survey_is_answered_by_keyboard(open_page: OpenPage, city: City) -> None:
    page = open_page()
    page.goto(f"{city.url}{city.cases['done']['survey']}")
    page.focus("#main")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.is_checked("input[name=answer-satisfaction][value='3']")
    assert page.evaluate(OUTLINE) == "solid3px"
