"""All a resident wants works with scripts switched off, and no page asks for anything beyond itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.city import City, do_work, wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.places import PLACES

pytestmark = pytest.mark.browser
# pages that begin a script, which then loads a map for who asks for it
WITH_MORE = dict.fromkeys(("around", "around-district", "around-errors"), ("script",))
WITH_MORE |= {"around-map": ("script", "stylesheet", "fetch")}


def test_a_resident_reports_follows_and_answers(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/?lang=es")
    page.click("text=Bache en la calle")
    page.fill("#description", "Hay un hoyo muy hondo frente a la escuela.")
    page.fill("#email", "luis")
    page.click("#send")
    assert page.title().startswith("Error: ")
    assert page.input_value("#description").startswith("Hay un hoyo")
    page.fill("#email", "luis@resident.example")
    page.fill("#address", "Calle del Puerto 12")
    page.click("#send")
    page.wait_for_url(re.compile("/reported/"))
    reference = page.inner_text("dd.code >> nth=0")
    secret = page.inner_text("dd.code >> nth=1")

    page.goto(f"{city.url}/track?lang=es")
    page.fill("#reference", reference)
    page.fill("#secret", secret)
    page.click("main form button")
    page.wait_for_url(re.compile(f"/track/{reference}"))
    wait_until(lambda: see_again(page, "En curso"))

    do_work(city, reference, "streets")
    wait_until(lambda: see_again(page, "Cuéntenos cómo le fue"))
    page.click(".panel a")
    page.check("input[name=answer-satisfaction][value='5']")
    page.fill("#answer-comment", "Muy rápido, gracias.")
    page.click("main form button")
    assert page.inner_text("h1") == "Gracias"
    page.goto(page.url.replace("&sent=yes", ""))
    assert page.inner_text("h1") == "Ya respondió esta encuesta"


def see_again(page: Page, words: str) -> bool:
    page.reload()
    return words in page.inner_text("main")


def test_a_form_sent_twice_from_the_same_page_opens_one_case(open_page: OpenPage, city: City) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{city.url}/report")
    page.fill("#description", "When is the library open?")
    page.click("#send")
    page.wait_for_url("**/reported/**")  # a click does not wait for the page that it leads to
    first = page.url
    page.go_back()
    page.fill("#description", "When is the library open?")
    page.click("#send")
    page.wait_for_url("**/reported/**")
    assert page.url == first


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_styled_and_asks_for_nothing_else(window: Page, city: City, place: str) -> None:
    asked: list[tuple[str, str]] = []
    refused: list[str] = []

    def note_request(request: Request) -> None:
        asked.append((request.resource_type, request.url))

    def note_refusal(message: ConsoleMessage) -> None:
        if "Content Security" in message.text:
            refused.append(message.text)

    window.on("request", note_request)
    window.on("console", note_refusal)
    PLACES[place](window, city, "en")
    window.remove_listener("request", note_request)
    window.remove_listener("console", note_refusal)
    assert {kind for kind, _ in asked} == {"document", *WITH_MORE.get(place, ())}
    assert all(url.startswith(city.url) for _, url in asked)
    assert refused == []
    assert (
        window.evaluate("getComputedStyle(document.querySelector('header.top')).backgroundColor") == "rgb(11, 66, 82)"
    )
