"""The link in a letter, opened in a browser: the secret leaves the address where cookies are kept, else it stays."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import FLAGS, MISSING, WHOLE, find_chromium
from tests.browser.city import City, open_case, staff_act, status_of, task_of, wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.patience import patient

pytestmark = pytest.mark.browser


def addresses_in(page: Page) -> list[str]:
    """Where the page leads to, and where it is."""
    found: list[str] = page.evaluate("[location.href, ...Array.from(document.links, link => link.href)]")
    return found


def test_a_resident_answers_and_writes_without_the_secret_in_any_address(open_page: OpenPage, city: City) -> None:
    case = open_case(city)
    task = task_of(city, case["reference"], "streets")
    staff_act(city, case, "streets", f"tasks/{task}/question", question="Which side?")
    page = open_page(NARROW, java_script_enabled=True)
    page.goto(f"{city.url}/track/{case['reference']}?secret={case['secret']}&lang=en")
    assert page.url == f"{city.url}/track/{case['reference']}?lang=en"
    assert not any(case["secret"] in address for address in addresses_in(page))

    page.fill("#text", "The left one.")
    page.click("#answer")
    page.wait_for_url(re.compile("done=messages"))
    assert not any(case["secret"] in address for address in addresses_in(page))
    assert "Thank you" in page.inner_text("p.done")
    assert wait_until(lambda: not status_of(city, case)["asked"])

    page.click("text=Tell us something about this case")
    page.wait_for_url(re.compile("/tell/"))
    assert not any(case["secret"] in address for address in addresses_in(page))
    page.fill("#text", "And the right one.")
    page.click("#send")
    page.wait_for_url(re.compile("/track/"))
    assert page.inner_text(".talk li:last-child .said") == "And the right one."

    page.click("text=Forget my case on this device")
    page.wait_for_url(re.compile("/track\\?"))
    page.goto(f"{city.url}/track/{case['reference']}?lang=en")
    assert page.inner_text("h1") == "We cannot find this"


def test_a_browser_that_keeps_no_cookies_shows_the_case_by_its_address(
    chromium: Browser, city: City, tmp_path: Path
) -> None:
    case = open_case(city)
    (tmp_path / "Default").mkdir()
    refused = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(refused))
    found = find_chromium(WHOLE) or pytest.fail(MISSING)
    context = chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=found, headless=True, args=FLAGS
    )
    context.set_default_timeout(1000 * patient(20))
    try:
        page = context.new_page()
        page.goto(f"{city.url}/track/{case['reference']}?secret={case['secret']}&lang=en")
        assert context.cookies() == []
        assert "cookie=checked" in page.url
        assert case["reference"] in page.inner_text("dl.facts")
        page.click("text=Tell us something about this case")
        page.wait_for_url(re.compile("/tell/.*secret="))
        page.fill("#text", "There are two.")
        page.click("#send")
        page.wait_for_url(re.compile("/track/.*secret="))
        assert page.inner_text(".talk li:last-child .said") == "There are two."
    finally:
        context.close()
