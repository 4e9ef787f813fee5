"""A real browser on the running suite: Debian's Chromium, driven by Playwright (`make browser-tools` installs it)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from onestop_cli.ready import RunningSuite
from tests.browser.chromium import FLAGS, MISSING, find_chromium
from tests.browser.city import City, prepare_city
from tests.browser.desk_city import prepare_desk
from tests.patience import patient
from tests.suites import start_up, stop

WIDE, NARROW = 900, 320

OpenPage = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser, for the tests of this folder: while it is there Playwright keeps an event loop running in this
    thread, and tests of other folders run one themselves. Without a browser these tests are skipped on a person's
    machine, and fail where CI=true."""
    found = find_chromium()
    if not found:
        pytest.fail(MISSING) if os.environ.get("CI") == "true" else pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSuite]:
    """A suite only for the browser tests: cases that other tests leave in the inboxes would disturb them."""
    started = start_up(tmp_path_factory.mktemp("browser-suite"), "--survey-window", "3600", "--pseudo-languages")
    yield started.told
    assert stop(started) == 0, started.output.read_text()


@pytest.fixture(scope="session")
def city(suite: RunningSuite) -> Iterator[City]:
    """The running suite with cases in every state that a page shows."""
    with httpx.Client(timeout=patient(60)) as http:
        yield prepare_city(suite, http)


@pytest.fixture(scope="session")
def staffed(city: City) -> City:
    """The same city with all that pages of the desk show."""
    prepare_desk(city)
    return city


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    """One window for the tests of a file that only look: each goes to its page itself, whatever was there before."""
    context = chromium.new_context(viewport={"width": WIDE, "height": 800})
    context.set_default_timeout(1000 * patient(20))
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Makes a page in a browser window of its own, so that no test sees what another left behind."""
    contexts = []

    def make(width: int = WIDE, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(1000 * patient(20))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
