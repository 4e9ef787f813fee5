"""A television and a kiosk: all is reached by arrow keys and OK, and whoever walks away leaves nothing behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.city import City, open_case, status_of
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.html_checker import find_html_faults
from tests.browser.looking import own_violations, resize, violations, widest
from tests.browser.test_report_journeys import case_of

pytestmark = pytest.mark.browser

TELEVISION = 1280
WHERE = """
(wanted) => {
  const target = document.querySelector(wanted), here = document.activeElement;
  if (target === here) return "there";
  const to = target.getBoundingClientRect(), from = here.getBoundingClientRect();
  if (here === document.body || here.id === "main") return "ArrowDown";
  const [x, y] = [(to.left + to.right - from.left - from.right) / 2, (to.top + to.bottom - from.top - from.bottom) / 2];
  const row = to.top < from.bottom && from.top < to.bottom;
  return row ? (x < 0 ? "ArrowLeft" : "ArrowRight") : (y < 0 ? "ArrowUp" : "ArrowDown");
}
"""
# goes from each stop of a page in all four ways, as often as it takes, and tells what was never reached
UNREACHED = """
() => {
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((stop) => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility({ visibilityProperty: true })
      && stop.getClientRects().length && !stop.closest("dialog"));
  const as = { bubbles: true, cancelable: true };
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, ...as }));
  document.activeElement.blur();
  scrollTo(0, 0);
  press("ArrowDown");
  const reached = new Set([document.activeElement]), waiting = [document.activeElement];
  while (waiting.length) {
    const here = waiting.pop();
    for (const key of ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"]) {
      here.focus();
      for (let tries = 0; tries < 12 && document.activeElement === here; tries += 1) press(key);
      const now = document.activeElement;
      if (!reached.has(now)) waiting.push(now);
      reached.add(now);
    }
  }
  return stops.filter((stop) => !reached.has(stop)).map((stop) => stop.outerHTML.slice(0, 120));
}
"""


def walk_to(page: Page, wanted: str, most: int = 60) -> None:
    """Presses arrow keys as somebody does who sees where it is."""
    for _ in range(most):
        way = page.evaluate(WHERE, wanted)
        if way == "there":
            return
        page.keyboard.press(way)
    raise AssertionError(f"{wanted} is not reached: {page.evaluate('document.activeElement.outerHTML')[:200]}")


def press_ok(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose_in(page: Page, name: str, value: str) -> None:
    """Opens a list with OK, goes down to an entry, and closes it with OK."""
    walk_to(page, f"#{name}")
    page.keyboard.press("Enter")
    for _ in range(40):
        if page.input_value(f"#{name}") == value:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(f"#{name}") == value


def test_a_report_is_made_on_a_television_by_arrow_keys_and_ok(open_page: OpenPage, city: City) -> None:
    page = open_page(TELEVISION)
    page.goto(f"{city.url}/?view=tv&lang=en")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    walk_to(page, "a[href*='service=graffiti']")
    press_ok(page)
    walk_to(page, "#send")
    press_ok(page)
    choose_in(page, "district", "old-town")
    walk_to(page, "#send")
    press_ok(page)
    while "/reported/" not in page.url:  # no photos, no way to be reached
        walk_to(page, "#send")
        press_ok(page)
    case = case_of(page)
    assert "secret" not in page.url
    assert status_of(city, case)["service"]["code"] == "graffiti"
    assert page.evaluate("localStorage.length") == 0
    walk_to(page, "a[href*='/track/']")
    press_ok(page)
    assert case["reference"] in page.inner_text("dl.facts")
    walk_to(page, "#end button")
    press_ok(page)
    page.wait_for_url(f"{city.url}/?view=tv&lang=en")
    assert page.context.cookies() == []
    page.goto(f"{city.url}/track/{case['reference']}?view=tv")
    assert page.inner_text("h1") == "We cannot find this"


def test_a_service_is_searched_for_and_a_case_followed_on_a_television(open_page: OpenPage, city: City) -> None:
    case = open_case(city, contact={"name": "Ana Rivas", "email": "screen@resident.example"})  # each sends only so much
    page = open_page(TELEVISION)
    page.goto(f"{city.url}/?view=tv&lang=en")
    walk_to(page, "#q")
    page.keyboard.type("tree")
    page.wait_for_selector("#q-list [role=option]")
    page.keyboard.press("Escape")
    press_ok(page)
    assert "view=tv" in page.url
    assert page.locator(".found li").count() > 0
    walk_to(page, "footer a[href*='/track']")
    press_ok(page)
    walk_to(page, "#reference")
    page.keyboard.type(case["reference"])
    page.keyboard.press("ArrowDown")
    page.keyboard.type(case["secret"])
    page.keyboard.press("ArrowDown")
    press_ok(page)
    page.wait_for_url(re.compile(f"/track/{case['reference']}\\?view=tv"))
    assert "secret" not in page.url


@pytest.mark.parametrize("view", ["kiosk", "tv"])
def test_every_stop_is_reached_by_arrow_keys_and_no_page_is_cut_off(
    open_page: OpenPage, city: City, tmp_path: Path, view: str
) -> None:
    page = open_page(TELEVISION, bypass_csp=True)
    paths = ("/?", "/search?q=tree&", "/search?q=xyzzy&", "/report?", "/report/all?", "/track?", "/around?")
    cases = (f"{city.track('asked')}&", f"{city.page('tell', 'asked')}&", f"{city.cases['done']['survey']}&")
    wrong, sources = {}, {}
    for number, path in enumerate((*paths, *cases)):
        sources[str(number)] = city.http.get(f"{city.url}{path}view={view}&cookie=checked&lang=es").text
        resize(page, TELEVISION)
        page.goto(f"{city.url}{path}view={view}&lang=es")
        assert page.get_attribute("html", "data-view") == view, path
        found = {"unreached": page.evaluate(UNREACHED), "wide": widest(page) > TELEVISION, "axe": violations(page)}
        resize(page, NARROW)
        found |= {"narrow": widest(page) > NARROW, "own": own_violations(page)}
        wrong |= {path: found} if any(found.values()) else {}
    assert wrong == {}
    assert find_html_faults(sources, tmp_path) == {}


def test_whoever_walks_away_is_asked_with_a_countdown_and_then_forgotten(open_page: OpenPage, city: City) -> None:
    case = open_case(city, contact={"name": "Ana Rivas", "email": "screen@resident.example"})  # each sends only so much
    page = open_page(TELEVISION)
    page.clock.install()
    page.goto(f"{city.url}/track/{case['reference']}?secret={case['secret']}&view=kiosk&lang=en")
    page.goto(f"{city.url}/tell/{case['reference']}?view=kiosk&lang=en")
    page.fill("#text", "Only for you")
    page.clock.fast_forward(39_000)
    assert page.is_hidden("#rest")
    page.clock.fast_forward(3_000)
    page.wait_for_selector("#rest[open]")
    assert int(page.inner_text("[data-count]")) <= 20
    assert page.evaluate("document.activeElement.textContent") == "I am still here"
    page.keyboard.press("Enter")  # stops the countdown, and presses nothing else
    assert page.is_hidden("#rest")
    assert page.input_value("#text") == "Only for you"
    for _ in range(12):  # as often as they like
        page.clock.fast_forward(45_000)
        page.wait_for_selector("#rest[open]")
        page.click("#rest button")
        assert page.is_hidden("#rest")
    page.clock.fast_forward(61_000)
    page.wait_for_url(re.compile(r"/\?view=kiosk&lang=en$"))
    assert page.context.cookies() == []
    page.clock.fast_forward(600_000)  # where nobody has been, nothing is counted
    page.wait_for_timeout(1200)
    assert page.is_hidden("#rest")
    page.fill("#q", "my neighbour")
    page.clock.fast_forward(62_000)
    expect(page.locator("#q")).to_have_value("")
