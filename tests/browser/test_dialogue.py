"""A resident answers, does their part, withdraws and has a case reopened, with scripts switched off."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.city import City, do_work, open_case, staff_act, status_of, task_of, wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.test_keyboard import press_to

pytestmark = pytest.mark.browser


def case_page(page: Page, city: City, case: dict[str, Any], language: str) -> None:
    page.goto(f"{city.url}/track/{case['reference']}?secret={case['secret']}&lang={language}")


def test_a_resident_answers_what_we_ask_and_the_work_goes_on(open_page: OpenPage, city: City) -> None:
    case = open_case(city)
    task = task_of(city, case["reference"], "streets")
    staff_act(city, case, "streets", f"tasks/{task}/question", question="哪一边？")
    page = open_page(NARROW, java_script_enabled=False)
    case_page(page, city, case, "zh-Hans")
    page.click("#answer")
    assert page.title().startswith("错误：")
    page.fill("#text", "左边，学校门口。")
    page.click("#send")
    page.wait_for_url(re.compile("/track/"))
    assert "谢谢您" in page.inner_text("p.done")
    assert page.inner_text(".talk li:last-child .said") == "左边，学校门口。"
    assert status_of(city, case)["asked"] == []


def test_a_resident_does_their_part_and_says_later_that_it_was_not_enough(open_page: OpenPage, city: City) -> None:
    case = open_case(city, service_code="fallen-tree", answers={"land": "private"})
    do_work(city, case["reference"], "parks")
    wait_until(lambda: status_of(city, case)["asked"])
    page = open_page(NARROW, java_script_enabled=False)
    case_page(page, city, case, "es")
    page.click(".needed a.button")
    page.check("input[type=radio][value=yes]")
    page.click("#send")
    page.wait_for_url(re.compile("/track/"))
    wait_until(lambda: status_of(city, case)["status"] == "resolved")
    case_page(page, city, case, "es")
    page.click("text=Pedir que se reabra")
    page.fill("#reason", "Quedan ramas.")
    page.click("#send")
    page.wait_for_url(re.compile("/track/"))
    assert "reabierto" in page.inner_text("p.done")


def test_a_request_is_withdrawn_by_keyboard_after_one_is_asked(open_page: OpenPage, city: City) -> None:
    case = open_case(city)
    page = open_page()
    page.goto(f"{city.url}/withdraw/{case['reference']}?secret={case['secret']}&lang=en")
    assert status_of(city, case)["status"] != "closed"
    page.focus("#main")
    press_to(page, "reason", most=1)
    page.keyboard.type("Somebody else did it.")
    press_to(page, "send", most=1)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/track/"))
    assert status_of(city, case)["closed_because"] == "withdrawn"
