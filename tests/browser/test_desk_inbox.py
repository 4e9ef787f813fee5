"""The inbox in a real browser: worked by keys alone, without scripts, and what it asks of the network."""

from __future__ import annotations

import pytest

from tests.browser.city import City
from tests.browser.conftest import OpenPage
from tests.browser.desk import open_signed_in, sign_in

pytestmark = pytest.mark.browser


def test_a_task_is_taken_and_given_back_and_opened_by_keys_alone(open_page: OpenPage, city: City) -> None:
    page = open_page()
    open_signed_in(page, city, "streets", "clerk", "/desk?view=unassigned")
    reference = page.inner_text("[data-row] >> nth=1 >> [data-open]")
    for key in "jjx":
        page.keyboard.press(key)
    assert page.is_checked("[data-row] >> nth=1 >> [data-pick]")
    page.keyboard.press("t")
    page.wait_for_selector("text=Take: 1 task")
    assert reference not in page.inner_text("table")
    page.keyboard.press("u")
    page.wait_for_selector("text=Give back: 1 task")
    assert reference in page.inner_text("table")
    page.keyboard.press("/")
    page.keyboard.type(reference)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{reference}")


def test_the_inbox_is_four_requests_of_which_one_is_for_its_numbers(open_page: OpenPage, city: City) -> None:
    page = open_page()
    sign_in(page, city, "streets", "clerk")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(f"{city.url}/desk")
    page.wait_for_selector("[data-count=all]:not([hidden])")
    assert len(asked) == 4, asked
    listed = page.locator("[data-row]").count()
    assert page.inner_text("[data-count=all]") == str(listed)
    assert page.locator("[data-news]").is_hidden()


def test_the_inbox_works_without_scripts(open_page: OpenPage, city: City) -> None:
    page = open_page(java_script_enabled=False)
    open_signed_in(page, city, "streets", "clerk", "/desk?view=unassigned")
    page.check("[data-pick] >> nth=0")
    page.click("button[value=take]")
    page.wait_for_selector("text=Take: 1 task")
    page.click(".note.done button")
    page.wait_for_selector("text=Give back: 1 task")
    page.check("[name=every]")
    page.select_option("[name=other]", "notes")
    page.click("button[value=other]")
    assert page.inner_text("h1").startswith("Write a note: ")
