"""A report in a browser with scripts: proposals while one writes, one's position, photos, and a bad connection."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Error, Page, Request, expect

from tests.browser.city import City, status_of, wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.places import fill_in, go_on, press
from tests.browser.test_keyboard import focused, press_to
from tests.unit.attachments.pictures import a_photo

pytestmark = pytest.mark.browser

HERE = {"latitude": 44.6299, "longitude": -63.5599}
ON_ITS_SIDE = a_photo("JPEG", size=(3200, 1600), orientation=6)  # as telephones held upright write them
PHOTO = {"name": "hole.jpg", "mimeType": "image/jpeg", "buffer": ON_ITS_SIDE}
SIZE = "(picture) => picture.decode().then(() => [picture.naturalWidth, picture.naturalHeight])"
FIRST_PAGE = 35_000  # bytes over the wire, in at most three requests
DRAFT = "localStorage.getItem('onestop-report')"


def case_of(page: Page) -> dict[str, str]:
    """The case whose receipt is shown."""
    page.wait_for_url(re.compile("/reported/"))
    return {"reference": page.inner_text("dd.code >> nth=0"), "secret": page.inner_text("dd.code >> nth=1")}


def test_a_pothole_with_photos_at_my_position_from_my_own_words(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, geolocation=HERE, permissions=["geolocation"])
    page.goto(f"{city.url}/report?lang=en")
    page.fill("#description", "There is a deep hole in the road")
    page.wait_for_selector("#proposals input[value=pothole]:checked")
    assert "You wrote: hole in the road" in page.inner_text("#proposals")
    go_on(page)
    page.click("text=Use my position")
    page.wait_for_selector("text=We have your position")
    go_on(page)
    page.set_input_files("#photo", files=[PHOTO, {**PHOTO, "name": "again.jpg"}])  # type: ignore[list-item]
    page.wait_for_selector("text=Photos: 2")
    assert page.locator("[data-photos] img").first.evaluate(SIZE) == [800, 1600]  # smaller, and the right way up
    press_away = page.locator("text=Take photo 2 away")
    press_away.click()
    page.wait_for_selector("text=Photos: 1")
    go_on(page)
    fill_in(email="ana@journeys.example")(page)
    assert "At 44.62990, -63.55990" in page.inner_text(".answers")
    go_on(page)
    case = case_of(page)
    page.wait_for_selector("text=Your photos have arrived.")
    [kept] = wait_until(lambda: [one for one in status_of(city, case)["attachments"] if one["status"] == "kept"])
    assert kept["media_type"] == "image/jpeg"
    assert page.evaluate(DRAFT) is None
    assert status_of(city, case)["service"]["code"] == "pothole"

    page.click("text=Another report near here")  # the place, the language and how to reach them are kept
    page.wait_for_selector("#description")
    assert page.input_value("input[name=email]") == "ana@journeys.example"
    assert page.input_value("input[name=lat]") == "44.6299"


def test_the_pin_is_put_by_keyboard_and_the_place_is_found_again(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW)
    page.goto(f"{city.url}/report?service=pothole&lang=en")
    go_on(page)
    page.click("text=Show the map")
    page.wait_for_selector("[role=application]")
    page.focus("[role=application]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    wait_until(lambda: page.input_value("#lat") and page.input_value("#long"))
    placed = page.input_value("#lat"), page.input_value("#long")
    go_on(page)
    go_on(page)
    go_on(page)
    assert f"At {float(placed[0]):.5f}, {float(placed[1]):.5f}" in page.inner_text(".answers")
    go_on(page)
    assert status_of(city, case_of(page))["service"]["code"] == "pothole"


def test_what_is_written_without_a_connection_is_sent_when_it_is_back(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW)
    page.goto(f"{city.url}/report?service=pothole&lang=en")
    fill_in(description="Written in a tunnel")(page)
    page.context.set_offline(True)
    page.fill("#address", "Harbour tunnel")
    page.click("#send")
    page.wait_for_selector("text=You have no connection right now")
    assert page.input_value("#address") == "Harbour tunnel"
    page.click("text=Send it as soon as there is a connection")
    page.wait_for_selector("text=We send your report as soon as")
    assert '"queued":true' in page.evaluate(DRAFT)
    page.context.set_offline(False)
    case = case_of(page)
    assert status_of(city, case)["service"]["code"] == "pothole"
    wait_until(lambda: page.evaluate(DRAFT) is None)


def test_a_report_can_be_begun_where_there_is_no_connection_at_all(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW)
    page.goto(f"{city.url}/report/all?lang=en")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    key = page.input_value("input[name=key]")
    page.context.set_offline(True)
    page.goto(f"{city.url}/report?lang=en")
    assert page.title().startswith("Tell us what you need, on one page")
    assert page.input_value("input[name=key]") != key
    page.fill("#description", "No coverage here")
    page.click("#send")
    page.click("text=Send it as soon as there is a connection")
    page.context.set_offline(False)
    assert status_of(city, case_of(page))["reference"]
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):  # no page of a case is kept
        page.reload()


def test_a_report_that_was_left_is_offered_and_gone_on_with_or_thrown_away(open_page: OpenPage, city: City) -> None:
    page = open_page()
    page.goto(f"{city.url}/report?service=graffiti&lang=en")
    fill_in(description="On the wall of the school")(page)
    page.fill("#address", "Pier 3")
    page.goto(f"{city.url}/report?lang=en")
    page.click("text=Go on with it")
    page.wait_for_selector("#address")
    assert page.input_value("#address") == "Pier 3"
    assert page.input_value("input[name=description]") == "On the wall of the school"
    page.goto(f"{city.url}/report?lang=en")
    page.click("#draft [data-discard]")
    assert page.evaluate(DRAFT) is None
    page.reload()
    assert page.is_hidden("#draft")
    page.fill("#description", "Not for whoever comes after me")
    page.click("#kept button")
    expect(page.locator("#description")).to_have_value("")
    assert page.evaluate(DRAFT) is None


def test_a_kiosk_keeps_nothing(open_page: OpenPage, city: City) -> None:
    page = open_page()
    page.goto(f"{city.url}/report?kiosk=yes&service=graffiti&lang=en")
    fill_in(description="On the wall")(page)
    fill_in(address="Pier 3")(page)
    fill_in(email="ana@journeys.example")(page)
    go_on(page)
    case_of(page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0


def test_a_report_is_made_corrected_and_sent_by_keyboard(open_page: OpenPage, city: City) -> None:
    page = open_page(java_script_enabled=True)
    page.goto(f"{city.url}/report?service=graffiti&lang=en")
    page.focus("#main")
    press_to(page, "description", most=4)
    page.keyboard.type("On the wall")
    press_to(page, "send", most=3)
    page.keyboard.press("Enter")
    page.wait_for_selector("#address")
    page.focus("#main")
    press_to(page, "address", most=4)
    page.keyboard.type("Pier 3")
    page.keyboard.press("Enter")
    page.wait_for_selector("#photo")
    page.focus("#main")
    press_to(page, "send", most=5)
    page.keyboard.press("Enter")
    page.wait_for_selector("#email")
    page.focus("#main")
    press_to(page, "email", most=4)
    page.keyboard.type("ana@")
    page.keyboard.press("Enter")
    page.wait_for_selector(".summary")
    assert page.evaluate("document.activeElement.className") == "summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "email"
    page.keyboard.press("End")
    page.keyboard.type("journeys.example")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answers")
    press("button:has-text('Change: Where it is')")(page)
    fill_in(address="Pier 4")(page)
    assert page.evaluate("document.activeElement.textContent") == "Change: Where it is"
    page.focus("#send")
    page.keyboard.press("Enter")
    case_of(page)


def test_the_first_page_is_small_and_asks_for_little(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"{city.url}/report?lang=zh-Hans")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 3, asked
    sizes = {url: wire_size(city.http, url) for url in asked}
    assert sum(sizes.values()) <= FIRST_PAGE, sizes


def wire_size(http: httpx.Client, url: str) -> int:
    """How many bytes an answer is on the way, headers and all, as the gateway compresses it."""
    with http.stream("GET", url, headers={"Accept-Encoding": "gzip"}) as answer:
        head = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
        return head + sum(len(chunk) for chunk in answer.iter_raw())
