"""WCAG 2.2 AA as far as a machine can tell: axe on every page, in every language, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.places import LANGUAGES, PLACES

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": TAGS}
COLOURS = {"type": "rule", "values": ["color-contrast"]}  # all that the dark scheme changes
PLANTED = """<!doctype html><html><head></head><body><main><h1>Planted faults</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<p style="color: #999; background: #fff">too pale to read</p>
<input type="text"><a href="/x"></a><button></button>
<button style="width: 9px; height: 9px; padding: 0">a</button
><button style="width: 9px; height: 9px; padding: 0">b</button>
<p role="alert" aria-nonsense="x">?</p></main></body></html>"""
EXPECTED = {
    "image-alt",
    "color-contrast",
    "label",
    "link-name",
    "button-name",
    "target-size",
    "html-has-lang",
    "document-title",
    "aria-valid-attr",
}

_axe = Axe()


def violations(page: Page, rules: dict[str, Any] = ALL_RULES) -> dict[str, Any]:
    """What axe finds wrong, by rule, with the elements concerned."""
    found = _axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found}


def widest(page: Page) -> int:
    """How wide the page is, with all that sticks out of it."""
    return int(page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_has_no_barrier(open_page: OpenPage, city: City, place: str, language: str, width: int) -> None:
    page = open_page(width, bypass_csp=True)  # our policy keeps axe out too
    PLACES[place](page, city, language)
    assert violations(page) == {}
    assert page.get_attribute("html", "lang") == language
    assert widest(page) <= width


@pytest.mark.parametrize("place", PLACES)
def test_a_page_has_no_barrier_in_the_dark(open_page: OpenPage, city: City, place: str) -> None:
    page = open_page(WIDE, bypass_csp=True, color_scheme="dark")
    PLACES[place](page, city, "en")
    assert violations(page, COLOURS) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_outbox_has_no_barrier(open_page: OpenPage, city: City, width: int, scheme: Any) -> None:
    page = open_page(width, bypass_csp=True, color_scheme=scheme)
    page.goto(f"{city.url}/outbox")
    assert violations(page) == {}
    assert widest(page) <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_title(open_page: OpenPage, city: City, language: str) -> None:
    page = open_page()
    titles = []
    for go in PLACES.values():
        go(page, city, language)
        titles.append(page.title())
    assert len(set(titles)) == len(PLACES), titles
    wrong = {"en": "Error: ", "zh-Hans": "错误：", "es": "Error: "}[language]
    assert sum(title.startswith(wrong) for title in titles) == sum(name.endswith("-errors") for name in PLACES)


def test_planted_faults_are_found(open_page: OpenPage) -> None:
    page = open_page()
    page.set_content(PLANTED)
    assert violations(page).keys() >= EXPECTED
