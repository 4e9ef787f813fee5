"""All a resident wants works with scripts switched off, and no page asks for anything beyond itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.city import City, do_work, status_of, wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.looking import resize, widest
from tests.browser.places import PLACES, SCRIPTED, choose, fill_in, go_on, press
from tests.depth import some

pytestmark = pytest.mark.browser
# pages that begin a script, which then loads a map for who asks for it
WITH_MORE = dict.fromkeys(("around", "around-district", "around-errors"), ("script",))
WITH_MORE |= {"around-map": ("script", "stylesheet", "fetch"), "search-suggesting": ("script", "fetch")}


def test_a_resident_reports_follows_and_answers(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/?lang=es")
    page.click("text=Bache en la calle")
    fill_in(description="Hay un hoyo muy hondo frente a la escuela.")(page)
    page.fill("#address", "Calle del Puerto 12")
    page.keyboard.press("Enter")  # goes on, and does not press one of the buttons above
    page.wait_for_selector("#email")
    fill_in(email="luis")(page)
    assert page.title().startswith("Error: ")
    fill_in(email="luis@resident.example")(page)
    assert "Hay un hoyo" in page.inner_text(".answers")
    go_on(page)
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
    assert "secret" not in page.url
    page.goto(page.url.replace("sent=yes&", ""))
    assert page.inner_text("h1") == "Cambiar sus respuestas"


def see_again(page: Page, words: str) -> bool:
    page.reload()
    return words in page.inner_text("main")


def test_a_form_sent_twice_from_the_same_page_opens_one_case(open_page: OpenPage, city: City) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{city.url}/report/all")
    page.fill("#description", "When is the library open?")
    page.click("#send")
    page.wait_for_url("**/reported/**")  # a click does not wait for the page that it leads to
    first = page.url
    page.go_back()
    page.fill("#description", "When is the library open?")
    page.click("#send")
    page.wait_for_url("**/reported/**")
    assert page.url == first


def test_the_way_back_of_browser_and_page_and_another_language_lose_nothing(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/report?lang=en")
    fill_in(description="Somebody painted on my wall")(page)
    page.check("text=I do not know: find it out for me")
    go_on(page)
    fill_in(address="Pier 3")(page)
    page.go_back()
    assert page.input_value("#address") == "Pier 3"
    page.go_back()
    page.go_back()
    assert page.input_value("#description") == "Somebody painted on my wall"
    page.go_forward()
    page.go_forward()
    page.fill("#address", "Pier 4, the red")
    press("button[lang=es]")(page)
    assert page.inner_text("h1") == "¿Dónde es?"
    assert page.input_value("#address") == "Pier 4, the red"
    press("text=Atrás")(page)
    assert page.input_value("#description") == "Somebody painted on my wall"


def test_the_same_problem_is_followed_and_a_place_beyond_the_border_is_told(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/report?lang=en")
    choose("graffiti")(page)
    fill_in(lat="44.1", long="-63.9")(page)
    assert page.inner_text("h1") == "This place is not ours"
    assert page.get_attribute("main .note a", "href") == "tel:+15550100"
    press("text=Choose another place")(page)
    fill_in(lat="44.6301", long="-63.5702")(page)
    page.check("#near")
    go_on(page)
    go_on(page)
    assert "You follow it" in page.inner_text(".answers")
    go_on(page)
    assert "Your report follows the one that is open already" in page.inner_text("main")


@pytest.mark.parametrize("language", ["en", "zh-Hans", "es"])
def test_a_place_is_chosen_from_lists_without_a_map(open_page: OpenPage, city: City, language: str) -> None:
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/report?lang={language}")
    choose("pothole")(page)
    page.select_option("#district", "old-town")
    for _ in ("where", "contact", "check"):
        go_on(page)
    page.wait_for_url(re.compile("/reported/"))
    case = {"reference": page.inner_text("dd.code >> nth=0"), "secret": page.inner_text("dd.code >> nth=1")}
    shown = status_of(city, case)
    assert (shown["service"]["code"], shown["language"]) == ("pothole", language)
    press("main a.button")(page)
    assert {"en": "Old Town", "zh-Hans": "老城区", "es": "Casco Antiguo"}[language] in page.inner_text("main")


def test_pages_are_styled_ask_for_nothing_else_and_have_room_for_longer_words(window: Page, city: City) -> None:
    for place in dict.fromkeys((*some(list(PLACES)), *WITH_MORE)):
        see_what_is_asked_for(window, city, place)


def see_what_is_asked_for(window: Page, city: City, place: str) -> None:
    asked: list[tuple[str, str]] = []
    refused: list[str] = []

    def note_request(request: Request) -> None:
        asked.append((request.resource_type, request.url))

    def note_refusal(message: ConsoleMessage) -> None:
        if "Content Security" in message.text:
            refused.append(message.text)

    window.on("request", note_request)
    window.on("console", note_refusal)
    resize(window, NARROW)
    PLACES[place](window, city, "en-XA")
    assert widest(window) <= NARROW, place
    window.remove_listener("request", note_request)
    window.remove_listener("console", note_refusal)
    scripted = {"script"} if place.startswith(SCRIPTED) else set()
    typing = f"{city.url}/report/proposals"  # which are asked for as one types
    kinds = {kind for kind, url in asked if url.partition("?")[0] != typing}
    assert kinds == {"document", *WITH_MORE.get(place, ()), *scripted}, place
    assert all(url.startswith(city.url) for _, url in asked), place
    assert refused == [], place
    assert (
        window.evaluate("getComputedStyle(document.querySelector('header.top')).backgroundColor") == "rgb(11, 66, 82)"
    )
