"""The map does by mouse and by keyboard what the form and the list beside it do without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.city import City, open_case
from tests.browser.conftest import NARROW, OpenPage

pytestmark = pytest.mark.browser

# nothing glides: a page that still scrolls is clicked beside where it was meant
STILL: dict[str, Any] = {"reduced_motion": "reduce"}
HERE = "/around?lat=44.62&long=-63.62&lang=en"
# nobody takes them for one another, or they would be joined
WORDS = (
    "Purple letters on the bench",
    "A mask sprayed over the timetable",
    "Stickers all around the lamp",
    "Paint on a door",
)
PLACES = ((44.62, -63.62), (44.62, -63.62), (44.621, -63.62), (44.6195, -63.617))


@pytest.fixture(scope="module")
def reported(city: City) -> Iterator[int]:
    """Some reports close together; nobody works on them, and they are withdrawn for those who look at the city next."""
    opened = [
        open_case(city, service_code="graffiti", description=words, place={"lat": lat, "long": long}, contact=None)
        for words, (lat, long) in zip(WORDS, PLACES, strict=True)
    ]
    yield len(opened)
    for case in opened:
        address = f"{city.suite.api}/cases/{case['reference']}/withdrawal"
        city.http.post(address, json={"secret": case["secret"]}).raise_for_status()


def opened(page: Page, city: City, path: str = "/around?lang=en") -> Page:
    page.goto(f"{city.url}{path}")
    page.click("text=Show the map")
    page.wait_for_selector(".map-bar button")
    return page


def coordinates(page: Page) -> tuple[float, float]:
    return float(page.input_value("#lat")), float(page.input_value("#long"))


def test_by_mouse_a_pin_is_put_and_what_was_reported_there_is_listed(
    open_page: OpenPage, city: City, reported: int
) -> None:
    page = opened(open_page(**STILL), city, HERE)
    said = page.locator(".map-mark").all_text_contents()
    assert sum(int(each or 1) for each in said) == reported
    assert page.locator(".map-pin").count() == 1  # where they looked before
    before = coordinates(page)
    page.locator(".map-sheet").click(position={"x": 300, "y": 200})
    expect(page.locator("#long")).not_to_have_value(f"{before[1]:.5f}")
    lat, long = coordinates(page)
    assert (lat, long) == pytest.approx((44.62, -63.62), abs=0.01)
    assert "pin" in page.inner_text("[data-map] [role=status]").lower()
    page.click("text=Show reports")
    page.wait_for_url(re.compile("lat=44"))
    assert "near this place" in page.inner_text("#found")


def test_by_keyboard_the_map_is_moved_zoomed_and_the_pin_put(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, **STILL)
    page.goto(f"{city.url}/around?q=3+Elm+Lane&lang=en")
    page.focus("text=Show the map")
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-bar button")
    assert page.evaluate("document.activeElement.className").startswith("map-sheet")
    page.keyboard.press("Enter")
    first = coordinates(page)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)  # the map glides
    page.keyboard.press("Enter")
    second = coordinates(page)
    assert second[1] > first[1]
    assert second[0] == pytest.approx(first[0], abs=0.0005)
    page.keyboard.press("-")
    page.wait_for_timeout(400)
    page.keyboard.press("Tab")
    stops = [page.evaluate("document.activeElement.textContent")]
    while stops[-1] != "The whole city" and len(stops) < 60:
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent"))
    assert {"Put the pin here", "Zoom in", "Zoom out", "The whole city"} <= {*stops}


def test_marks_that_would_cover_each_other_are_one_and_open_by_keyboard(
    open_page: OpenPage, city: City, reported: int
) -> None:
    page = opened(open_page(**STILL), city, HERE)
    assert page.locator(".reports > li").count() == reported
    many = page.locator(".map-many").first
    assert many.get_attribute("role") == "button"
    assert re.fullmatch(r"Reports close together: \d+", many.get_attribute("aria-label") or "")
    for _ in range(4):  # as near as it goes: those at one place are a list then
        if page.locator(".leaflet-popup").count():
            break
        page.locator(".map-many").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(700)
    assert "Graffiti" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    assert page.evaluate("document.activeElement.className").startswith("map-sheet")
    page.locator(".map-many").first.click()
    page.locator(".leaflet-popup a[href^='#case-']").first.click()
    assert re.search("#case-[0-9A-Z-]+$", page.url)


def test_a_pin_outside_of_the_city_is_said_at_once(open_page: OpenPage, city: City) -> None:
    page = opened(open_page(**STILL), city)
    page.locator(".map-sheet").click(position={"x": 4, "y": 4})
    assert page.inner_text("[data-map] [role=status]") == "This place is not in our area."


def test_without_the_map_the_page_says_so_and_the_list_is_there(open_page: OpenPage, city: City) -> None:
    page = open_page(**STILL)
    page.route("**/map/leaflet-*", lambda route: route.abort())
    page.goto(f"{city.url}{HERE}")
    page.click("text=Show the map")
    expect(page.locator("[data-map] [role=status]")).to_contain_text("list")
    assert page.locator("#found").count() == 1
