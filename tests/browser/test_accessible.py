"""WCAG 2.2 AA as far as a machine can tell: axe on every page, in every language, wide and narrow, and in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.city import City
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.html_checker import find_html_faults
from tests.browser.looking import Look, looker, own_violations, resize, violations, widest
from tests.browser.places import LANGUAGES, PLACES, spoken
from tests.patience import patient

pytestmark = pytest.mark.browser

PLANTED = """<!doctype html><html><head></head><body><main><h1>Planted faults</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<p style="color: #999; background: #fff">too pale to read</p>
<input type="text"><a href="/x"></a><button></button>
<button style="width: 9px; height: 9px; padding: 0">a</button
><button style="width: 9px; height: 9px; padding: 0">b</button>
<p role="alert" aria-nonsense="x">?</p></main></body></html>"""
PLANTED_HTML = {
    "good": "a page",
    "six-digits": '<time datetime="2026-11-28T10:00:00.123456Z">now</time>',
    "spaces": '<img alt="" src="data:image/svg+xml,<svg >">',
    "twice": '<b id="a"></b><b id="a"></b>',
    "nested": '<a href="/x">to <a href="/y">there</a></a>',
    "unknown": '<button typ="submit">go</button>',
}
PLANTED_HERE = {  # what is done to a good page, and the criterion of our own that must notice
    "focus-visible": "document.querySelector('#email').style.cssText = 'outline: none !important; box-shadow: none'",
    "focus-not-obscured": "document.body.insertAdjacentHTML('beforeend',"
    " '<div style=\"position: fixed; inset: 0; background: #fff\">hello</div>')",
    "input-purpose": "document.querySelector('#email').autocomplete = 'off'",
    "accessible-authentication": "document.querySelector('#email').type = 'password';"
    " document.querySelector('#email').addEventListener('paste', (pasting) => pasting.preventDefault())",
    "dragging": "document.querySelector('h1').draggable = true",
    "consistent-help": "document.querySelector('footer [href^=\"tel:\"]').remove()",
    "text-spacing": "document.querySelector('h1').style.cssText = 'height: 1.1em; overflow: hidden'",
}
SPOKEN = spoken(PLACES)
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


@pytest.fixture(scope="module")
def look(chromium: Browser, city: City) -> Iterator[Look]:
    """Looks at pages in one window: each is loaded once for all that is asked about it."""
    context = chromium.new_context(bypass_csp=True)  # our policy keeps axe out too
    context.set_default_timeout(1000 * patient(20))
    yield looker(context.new_page(), city)
    context.close()


@pytest.mark.parametrize("place", PLACES)
def test_a_page_has_no_barrier_wide_or_narrow_or_in_the_dark(look: Look, place: str) -> None:
    for language in SPOKEN[place]:
        seen = look(place, language)
        assert {width: found for width, found in seen.barriers.items() if found} == {}, language
        assert seen.dark_barriers == {}
        assert seen.language == language
        assert all(widest <= width for width, widest in seen.widest.items()), (language, seen.widest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_title(look: Look, language: str) -> None:
    places: dict[str, list[str]] = {}
    for place in (place for place in PLACES if language in SPOKEN[place]):
        places.setdefault(look(place, language).title, []).append(place)
    assert {title: named for title, named in places.items() if len(named) > 1} == {}
    wrong = {"en": "Error: ", "zh-Hans": "错误：", "es": "Error: "}[language]
    said = {place for title, named in places.items() if title.startswith(wrong) for place in named}
    assert said == {place for place, spoken_in in SPOKEN.items() if place.endswith("-errors") and language in spoken_in}


def test_the_html_of_every_page_is_valid(look: Look, tmp_path: Path) -> None:
    pages = {f"{place}.{language}": look(place, language).html for place in PLACES for language in SPOKEN[place]}
    assert find_html_faults(pages, tmp_path) == {}


def test_planted_faults_that_axe_cannot_see_are_found(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, bypass_csp=True)
    PLACES["report-all"](page, city, "en")
    assert own_violations(page) == {}
    missed = []
    for rule, harm in PLANTED_HERE.items():
        page.reload()
        page.evaluate(harm)
        missed += [rule] * (rule not in own_violations(page))
    assert missed == []


def test_planted_faults_of_html_are_found(tmp_path: Path) -> None:
    good = '<!doctype html><html lang="en"><head><title>t</title></head><body><p>{}</p></body></html>'
    pages = {name: good.format(html) for name, html in PLANTED_HTML.items()}
    assert find_html_faults(pages, tmp_path).keys() == pages.keys() - {"good"}


def test_the_outbox_has_no_barrier(open_page: OpenPage, city: City) -> None:
    page = open_page(bypass_csp=True)
    page.goto(f"{city.url}/outbox")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (WIDE, NARROW):
            resize(page, width)
            assert violations(page) == {}, (scheme, width)
            assert widest(page) <= width, scheme


def test_planted_faults_are_found(open_page: OpenPage) -> None:
    page = open_page()
    page.set_content(PLANTED)
    assert violations(page).keys() >= EXPECTED
