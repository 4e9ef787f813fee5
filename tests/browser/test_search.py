"""One types what one needs, sees suggestions, and chooses by keyboard; without a script it is a search."""

from __future__ import annotations

import re

import pytest

from tests.browser.city import City
from tests.browser.conftest import NARROW, OpenPage

pytestmark = pytest.mark.browser

TYPED = {"en": "potho", "zh-Hans": "坑洼", "es": "bach"}
NAMES = {"en": "Pothole", "zh-Hans": "道路坑洼", "es": "Bache en la calle"}


@pytest.mark.parametrize("language", sorted(TYPED))
def test_a_suggestion_is_chosen_by_keyboard(open_page: OpenPage, city: City, language: str) -> None:
    page = open_page(NARROW)
    page.goto(f"{city.url}/?lang={language}")
    box = page.get_by_role("combobox")
    box.press_sequentially(TYPED[language])
    page.wait_for_selector("#q-list [role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = page.locator("#q-list [aria-selected=true]")
    assert chosen.text_content().startswith(NAMES[language])
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Escape")
    assert page.locator("#q-list").is_hidden()
    assert box.input_value() == TYPED[language]
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(re.compile(f"/report\\?lang={language}&service=pothole"))
    assert NAMES[language] in page.inner_text("main")


def test_enter_without_a_choice_searches_and_a_reference_leads_to_its_case(open_page: OpenPage, city: City) -> None:
    page = open_page()
    page.goto(f"{city.url}/?lang=en")
    page.get_by_role("combobox").fill("grafitti")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("/search"))
    assert page.inner_text(".found h2 >> nth=0") == "Graffiti"
    reference = city.cases["done"]["reference"]
    page.fill("#q", reference.lower().replace("-", " "))
    page.wait_for_selector("#q-list [role=option]")
    page.click("#q-list [role=option]")
    page.wait_for_url(re.compile("/track"))
    assert page.input_value("#reference") == reference


@pytest.mark.parametrize("language", sorted(TYPED))
def test_without_a_script_words_that_find_nothing_travel_to_the_report(
    open_page: OpenPage, city: City, language: str
) -> None:
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/?lang={language}")
    page.fill("#q", "xyzzy qwrt")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("/search"))
    page.click("form[method=post] button")
    page.wait_for_url(re.compile("/report/what"))
    assert page.input_value("[name=description]") == "xyzzy qwrt"
