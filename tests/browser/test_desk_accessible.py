"""The desk by WCAG 2.2 AA as far as a machine can tell: in every language, on a phone and two screens, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.city import City
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.desk import CLERK
from tests.browser.desk_places import DESK_PLACES, at_desk
from tests.browser.html_checker import find_html_faults
from tests.browser.looking import COLOURS, Look, looker, resize, violations, widest
from tests.browser.places import spoken
from tests.browser.test_keyboard import OUTLINE
from tests.patience import patient

pytestmark = pytest.mark.browser
OFFICE, TWO_SCREENS = 1280, 2560
SPOKEN = spoken(DESK_PLACES)
PLANTED = {  # what is done to a good page, and the rule that must find it
    "color-contrast": "document.querySelector('h1').style.color = '#d8dfe2'",
    "label": "document.querySelector('[data-search]').closest('label').replaceWith(document.createElement('input'))",
    "button-name": "document.querySelector('.narrows .button').textContent = ''",
    "link-name": "document.querySelector('.views a').textContent = ''",
    "target-size": "document.querySelector('main').insertAdjacentHTML('beforeend',"
    " '<button style=\"width: 9px; height: 9px; padding: 0\">a</button>'.repeat(2))",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "document-title": "document.title = ''",
    "aria-valid-attr": "document.querySelector('h1').setAttribute('aria-nonsense', 'x')",
    "heading-order": "document.querySelector('h1').outerHTML = '<h1>Inbox</h1><h5>Deep</h5>'",
    "landmark-unique": "document.querySelector('main').insertAdjacentHTML('afterbegin',"
    " document.querySelector('nav.views').outerHTML)",
}


@pytest.fixture(scope="module")
def look(chromium: Browser, staffed: City) -> Iterator[Look]:
    """Looks at pages in one window: each is loaded once in each language."""
    context = chromium.new_context(bypass_csp=True)  # our policy keeps axe out too
    context.set_default_timeout(1000 * patient(20))
    yield looker(context.new_page(), staffed, DESK_PLACES, OFFICE)
    context.close()


@pytest.mark.parametrize("place", DESK_PLACES)
def test_a_page_of_the_desk_has_no_barrier(look: Look, place: str) -> None:
    for language in SPOKEN[place]:
        seen = look(place, language)
        assert {width: found for width, found in seen.barriers.items() if found} == {}, language
        assert seen.dark_barriers == {}
        assert seen.language == language
        assert all(widest <= width for width, widest in seen.widest.items()), (language, seen.widest)
        wrong = {"en": "Error: ", "zh-Hans": "错误：", "es": "Error: "}[language]
        assert seen.title.startswith(wrong) == place.endswith("-errors"), seen.title


def test_the_html_of_every_page_of_the_desk_is_valid(look: Look, tmp_path: Path) -> None:
    pages = {f"{place}.{language}": look(place, language).html for place in DESK_PLACES for language in SPOKEN[place]}
    assert find_html_faults(pages, tmp_path) == {}


@pytest.mark.parametrize("place", ["inbox", "inbox-board", "case", "triage", "supervisor"])
def test_a_page_of_the_desk_fills_two_screens(open_page: OpenPage, staffed: City, place: str) -> None:
    page = open_page(TWO_SCREENS, bypass_csp=True, color_scheme="dark")
    DESK_PLACES[place](page, staffed, "en")
    assert violations(page, COLOURS) == {}
    assert widest(page) <= TWO_SCREENS


def test_faults_planted_on_a_page_of_the_desk_are_found(open_page: OpenPage, staffed: City) -> None:
    page = open_page(OFFICE, bypass_csp=True)
    at_desk(*CLERK, lambda _: "/desk")(page, staffed, "en")
    assert violations(page) == {}
    missed = []
    for rule, harm in PLANTED.items():
        page.reload()
        page.evaluate(harm)
        missed += [rule] * (rule not in violations(page))
    assert missed == [], missed
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"width: 80rem\">wide</p>')"
    )
    resize(page, NARROW)
    assert widest(page) > NARROW
    page.evaluate(
        "document.querySelector('.views a').style.outline = 'none'; document.querySelector('.views a').focus()"
    )
    assert page.evaluate(OUTLINE) != "solid3px"
