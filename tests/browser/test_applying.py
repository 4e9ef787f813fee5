"""A long form is filled in by somebody who speaks Spanish, on a narrow telephone, with and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from onestop_cli.ready import RunningSuite
from tests.browser.city import wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.looking import own_violations, violations, widest
from tests.unit.attachments.pictures import a_pdf

pytestmark = pytest.mark.browser

# what is typed where it is asked; radios and boxes by the number of their choice
ANSWERS: dict[str, str] = {
    "a-kind": "0",
    "a-name": "Fiesta de la calle Olmo",
    "a-date": "2090-06-05",
    "a-starts": "14:00",
    "a-ends": "21:30",
    "a-street": "Elm Lane",
    "a-closes-street": "no",
    "a-neighbours-told": "yes",
    "a-guests": "80",
    "a-music": "yes",
    "a-music-until": "21:00",
    "a-food": "no",
    "a-structures.4": "yes",
    "a-organiser.is": "0",
    "a-organiser.name": "Ana Rivas",
    "a-organiser.phone": "+1 902 555 0123",
    "a-on-the-day": "+1 902 555 0124",
    "a-insurer": "Seguros del Mar",
    "a-insured": "1000000",
    "a-true-answers": "yes",
}


def fill_in(page: Page) -> None:
    """Answers what the page asks just now; what an answer opens is asked after it."""
    answered: set[str] = set()
    while True:
        asked = page.eval_on_selector_all(
            "form[data-form] [data-at]:not([hidden]) :is(input, textarea):not([type=hidden])",
            "(all) => all.filter((one) => !one.closest('[hidden]')).map((one) => one.name)",
        )
        open_ = [name for name in dict.fromkeys(asked) if name in ANSWERS and name not in answered]
        if not open_:
            return
        name = open_[0]
        field = page.locator(f"[name='{name}']").first
        if field.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"[name='{name}'][value='{ANSWERS[name]}']").check()
        else:
            field.fill(ANSWERS[name])
        answered.add(name)


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Continuar").click()


def check_page(page: Page) -> None:
    """No barrier that a machine finds, and nothing that sticks out of a narrow telephone."""
    assert violations(page) == {}
    assert own_violations(page) == {}
    assert widest(page) <= NARROW


@pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without"])
def test_a_street_event_is_applied_for_in_spanish(open_page: OpenPage, suite: RunningSuite, scripted: bool) -> None:
    # without scripts axe cannot look either
    page = open_page(NARROW, java_script_enabled=scripted)
    page.goto(f"{suite.url}/apply/street-event-permit?lang=es")
    if scripted:
        check_page(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Empezar").click()
    headings = []
    for _ in range(20):
        headings.append(page.locator("h1").inner_text())
        if "/apply/check/" in page.url:
            break
        if scripted:
            check_page(page)
        fill_in(page) if scripted else fill_in_blindly(page)
        if headings[-1] == "Dónde":
            add_plan(page, scripted)
        go_on(page)
    assert headings[0] == "El evento"
    assert headings[-1] == "Revise todas sus respuestas"
    assert "secret=" not in page.url
    body = page.locator("main").inner_text()
    assert "Fiesta de la calle Olmo" in body
    assert page.locator(".summary").count() == 0, page.locator(".summary").inner_text()
    expect(page.get_by_role("button", name="Enviar la solicitud")).to_be_visible()
    if scripted:
        check_page(page)
    # one answer is changed, and one is back where all are read
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("^Cambiar.*se llama")).click()
    page.locator("[name='a-name']").fill("Fiesta de las calles")
    go_on(page)
    assert "/apply/check/" in page.url
    assert "Fiesta de las calles" in page.locator("main").inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name="Enviar la solicitud").click()
    assert "/apply/sent/" in page.url
    assert "Fiesta de las calles" in page.locator("main").inner_text()
    assert "Plano del lugar.pdf" in page.locator("main").inner_text()
    with page.expect_navigation():
        page.locator("main a.button").click()
    assert page.locator("main a[href*='attachments/']").count() == 1  # the case has it


def add_plan(page: Page, scripted: bool) -> None:
    """Sends a file to the bucket, and comes back to what was typed before."""
    with page.expect_navigation():
        page.get_by_role("button", name="Añadir un archivo").click()
    if scripted:
        check_page(page)
    page.set_input_files("#file", files=[{"name": "x.jpg", "mimeType": "image/jpeg", "buffer": a_pdf()}])
    page.click("#upload")
    page.wait_for_url(re.compile("/draft/.*added="))

    def looked_at() -> bool:
        page.reload()
        return "Plano del lugar.pdf" in page.locator("main").inner_text()

    wait_until(looked_at)
    if scripted:
        check_page(page)
    assert page.locator("[name='a-street']").input_value() == ANSWERS["a-street"]


def fill_in_blindly(page: Page) -> None:
    """Without a script: what an answer opens on the same page is shown once it was sent, with what is missing."""
    for name, value in ANSWERS.items():
        field = page.locator(f"[name='{name}']").first
        if field.count() == 0 or field.locator("xpath=ancestor::*[@hidden]").count():
            continue
        if field.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"[name='{name}'][value='{value}']").check()
        else:
            field.fill(value)


def test_whoever_leaves_a_page_finds_what_they_typed_and_the_code_opens_it_elsewhere(
    open_page: OpenPage, suite: RunningSuite
) -> None:
    page = open_page(NARROW)
    page.goto(f"{suite.url}/apply/street-event-permit/begin?lang=es")
    fill_in(page)
    go_on(page)
    page.locator("[name='a-date']").fill("2090-06-05")
    draft = page.url
    page.goto(f"{suite.url}/?lang=es")  # no button was pressed

    def kept() -> bool:
        page.goto(draft)
        return page.locator("[name='a-date']").input_value() == "2090-06-05"

    wait_until(kept)
    with page.expect_navigation():
        page.get_by_role("button", name="Guardar y seguir más tarde").click()
    check_page(page)
    reference, code = page.locator(".answers dd").all_inner_texts()
    other = open_page(NARROW)
    other.goto(f"{suite.url}/apply/go-on?lang=es")
    check_page(other)
    other.locator("[name=reference]").fill(reference)
    other.locator("[name=opens]").fill(code.lower())
    with other.expect_navigation():
        other.get_by_role("button", name="Seguir").click()
    assert other.locator("[name='a-date']").input_value() == "2090-06-05"


def test_what_is_wrong_is_said_at_once_with_a_script_and_after_sending_without(
    open_page: OpenPage, suite: RunningSuite
) -> None:
    said: list[dict[str, Any]] = []
    for scripted in (True, False):
        page = open_page(NARROW, java_script_enabled=scripted)
        page.goto(f"{suite.url}/apply/street-event-permit/begin?lang=es")
        page.get_by_role("button", name="Continuar").click()
        page.locator(".summary").wait_for()
        said.append({note.get_attribute("id") or "": note.inner_text() for note in page.locator(".wrong").all()})
    assert said[0] == said[1]
    assert said[0].keys() == {"a-kind-wrong", "a-name-wrong"}
