"""Pages in languages that nobody speaks: longer words fit, lines run from right to left, every sentence is marked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.looking import resize, violations, widest
from tests.browser.places import PLACES

pytestmark = pytest.mark.browser

# the texts of a page but for names of languages, addresses and numbers
TEXTS = """
() => {
  const found = [], walker = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    if (!/\\p{L}{3}/u.test(text)) continue;
    if (!parent.closest(".languages, style, script, :not(html)[lang], code, pre")) found.push(text);
  }
  return found;
}
"""
WHOLE = ("front", "report", "follow")  # pages without words of a resident


@pytest.mark.parametrize("place", PLACES)
def test_longer_words_fit_a_narrow_page(window: Page, city: City, place: str) -> None:
    resize(window, NARROW)
    PLACES[place](window, city, "en-XA")
    assert widest(window) <= NARROW


@pytest.mark.parametrize("place", WHOLE)
def test_every_sentence_is_one_that_translators_have(window: Page, city: City, place: str) -> None:
    PLACES[place](window, city, "en-XA")
    texts = window.evaluate(TEXTS)
    assert len(texts) > 5
    assert [text for text in texts if "[" not in text and "]" not in text] == []


@pytest.mark.parametrize("place", [*WHOLE, "case-done"])
def test_a_page_runs_from_right_to_left(open_page: OpenPage, city: City, place: str) -> None:
    page = open_page(NARROW, bypass_csp=True)
    PLACES[place](page, city, "ar-XB")
    assert page.get_attribute("html", "dir") == "rtl"
    assert widest(page) <= NARROW
    assert violations(page).keys() <= {"valid-lang", "html-lang-valid"}  # nobody speaks it
    heading = page.locator("h1").bounding_box()
    assert heading
    assert heading["x"] + heading["width"] > NARROW * 0.8
