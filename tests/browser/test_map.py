"""The map does by mouse and by keyboard what the form and the list beside it do without it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.conftest import NARROW, OpenPage

pytestmark = pytest.mark.browser

HERE = "/around?lat=44.65&long=-63.58&lang=en"  # where the cases of the city are


def opened(page: Page, city: City, path: str = "/around?lang=en") -> Page:
    page.goto(f"{city.url}{path}")
    page.click("text=Show the map")
    page.wait_for_selector(".map-street")
    return page


def coordinates(page: Page) -> tuple[float, float]:
    return float(page.input_value("#lat")), float(page.input_value("#long"))


def test_by_mouse_a_pin_is_put_and_what_was_reported_there_is_listed(open_page: OpenPage, city: City) -> None:
    page = opened(open_page(), city, "/around?district=north-shore&lang=en")
    assert page.locator(".map-mark").count() > 0
    page.locator(".map-sheet").click(position={"x": 300, "y": 200})
    page.wait_for_selector(".map-pin")
    lat, long = coordinates(page)
    assert 44.63 < lat < 44.71
    assert -63.66 < long < -63.48
    assert "pin" in page.inner_text("[data-map] [role=status]").lower()
    page.click("text=Show reports")
    page.wait_for_url(re.compile("lat=44"))
    assert "near this place" in page.inner_text("#found")


def test_by_keyboard_the_map_is_moved_zoomed_and_the_pin_put(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW)
    page.goto(f"{city.url}/around?q=3+Elm+Lane&lang=en")
    page.focus("text=Show the map")
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-street")
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


def test_marks_that_would_cover_each_other_are_one_and_open_by_keyboard(open_page: OpenPage, city: City) -> None:
    page = opened(open_page(), city, HERE)
    many = page.locator(".map-many").first
    listed = page.locator(".reports > li").count()
    if listed > 1:
        many.focus()
        assert many.get_attribute("role") == "button"
        assert re.fullmatch(r"\d+ reports close together", many.get_attribute("aria-label") or "")
    said = sum(int(each or 1) for each in page.locator(".map-mark").all_text_contents())
    assert said == listed


def test_a_pin_outside_of_the_city_is_said_at_once(open_page: OpenPage, city: City) -> None:
    page = opened(open_page(), city)
    page.locator(".map-sheet").click(position={"x": 4, "y": 4})
    assert page.inner_text("[data-map] [role=status]") == "This place is not in our area."


def test_without_the_map_the_page_says_so_and_the_list_is_there(open_page: OpenPage, city: City) -> None:
    page = open_page()
    page.route("**/map/leaflet-*", lambda route: route.abort())
    page.goto(f"{city.url}{HERE}")
    page.click("text=Show the map")
    page.wait_for_function("document.querySelector('[data-map] [role=status]').textContent.includes('list')")
    assert page.locator("#found").count() == 1
