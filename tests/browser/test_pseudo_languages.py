"""Pages in languages that nobody speaks: lines run from right to left, every sentence is marked, a report is whole.

That longer words fit into every page is looked at in `test_without_scripts`, where each is opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.looking import violations, widest
from tests.browser.places import HERE, OUTSIDE, PLACES, Act, fill_in, go_on, press, propose_nothing

pytestmark = pytest.mark.browser

# the texts of a page but for names of languages, addresses and numbers
TEXTS = """
() => {
  const found = [], walker = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    if (!/\\p{L}{3}/u.test(text)) continue;
    const written = "[aria-labelledby=notices] .note";  // by staff
    if (!parent.closest(`.languages, style, script, :not(html)[lang], code, pre, ${written}`)) found.push(text);
  }
  return found;
}
"""
# what is not shown whole: it sticks out of the window, or out of what hides the rest; a list of choices may be longer
CUT_OFF = """
() => [...document.querySelectorAll("body *")].filter((element) => {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (element.closest(".hidden, .skip, svg, [aria-hidden=true]")) return false;
  const at = element.getBoundingClientRect(), style = getComputedStyle(element);
  if (!at.width || !at.height) return false;
  const outside = at.left < -1 || at.right > innerWidth + 1;
  const hides = style.overflowX !== "visible" && !element.matches("input, select, textarea");
  const button = element.matches("button, .button, label, legend, summary");
  return outside || ((hides || button) && element.scrollWidth > element.clientWidth + 1 && style.display !== "inline");
}).map((element) => element.outerHTML.slice(0, 160))
"""
WIDTHS = (NARROW, 1280)
WHOLE = ("front", "report", "follow")  # pages without words of a resident


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


def look_whole(page: Page, wrong: dict[str, object]) -> None:
    """Notes what of a page is cut off, or makes it wider than its window."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    found = {"wide": widest(page) > width, "cut": page.evaluate(CUT_OFF)}
    if any(found.values()):
        wrong[f"{page.url.partition('?')[0].rpartition('/')[2]}: {page.title()}"] = found


WALK: tuple[tuple[str, Act], ...] = (
    ("what", lambda page: (propose_nothing(page), fill_in(description="Graffiti, and a lamp that is dark")(page))[1]),
    ("service", lambda page: (page.check("input[value=graffiti]"), go_on(page))[1]),
    ("where", fill_in(lat=OUTSIDE[0], long=OUTSIDE[1])),
    ("border", press("#send")),
    ("where", fill_in(lat=HERE[0], long=HERE[1])),
    ("near", lambda page: (page.check("input[value=another]"), go_on(page))[1]),
    ("photos", go_on),
    ("contact", fill_in(name="Ana Rivas", email="words@resident.example")),
    ("check", go_on),
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "direction"), [("ar-XB", "rtl"), ("en-XA", "ltr")])
def test_a_report_and_its_case_are_whole_in_longer_words_and_from_right_to_left(
    open_page: OpenPage, city: City, language: str, direction: str, width: int
) -> None:
    page, wrong = open_page(width), {}
    for path in ("/?", "/report?"):
        page.goto(f"{city.url}{path}lang={language}")
        look_whole(page, wrong)
    assert page.get_attribute("html", "dir") == direction
    for step, act in WALK:
        assert page.get_attribute("[data-report]", "data-report") == step
        look_whole(page, wrong)
        act(page)
    page.wait_for_selector("[data-receipt]")
    look_whole(page, wrong)
    press(".body a.button")(page)
    assert "/track/" in page.url
    look_whole(page, wrong)
    for path in (city.track("asked"), city.track("mapped"), city.track("joined"), city.page("tell", "asked")):
        page.goto(f"{city.url}{path}&lang={language}")
        look_whole(page, wrong)
    page.goto(f"{city.url}{city.cases['done']['survey']}&lang={language}")
    look_whole(page, wrong)
    assert wrong == {}
    page.evaluate("document.querySelector('h1').style.cssText = 'width: 2000px'")  # a planted fault is found
    look_whole(page, wrong)
    assert len(wrong) == 1
