"""Members of staff at the desk of the running suite, signed in once each and language."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import httpx
from playwright.sync_api import Page

from onestop_cli.engine.staff import StaffAccount
from tests.browser.city import City
from tests.patience import patient

CLERK, RECEPTION = ("streets", "clerk"), ("contact-centre", "reception")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
COOKIE = "desk"  # over plain HTTP; with HTTPS it is __Host-desk


def sign_in(page: Page, city: City, agency: str, role: str, language: str = "en") -> None:
    """Gives a browser the cookie of somebody who has signed in."""
    account = account_of(city, agency, role)
    page.context.add_cookies(
        [{"name": COOKIE, "value": cookie_of(city.url, account.username, account.password, language), "url": city.url}]
    )


def open_signed_in(page: Page, city: City, agency: str, role: str, path: str, language: str = "en") -> None:
    """Opens a page as somebody who has signed in; signs in again if that session has ended because others signed in as
    the same person since: a person has ten sessions at most."""
    sign_in(page, city, agency, role, language)
    page.goto(f"{city.url}{path}")
    if "/desk/sign-in" in page.url:
        cookie_of.cache_clear()
        sign_in(page, city, agency, role, language)
        page.goto(f"{city.url}{path}")


def press(page: Page, selector: str) -> None:
    """Presses what leads to another page, and waits until it is there."""
    with page.expect_navigation():
        page.locator(selector).first.click()


@cache
def cookie_of(url: str, username: str, password: str, language: str) -> str:
    """Signs somebody in as a browser without scripts would, once for each language."""
    with httpx.Client(base_url=url, timeout=patient(60)) as http:
        form = http.get("/desk/sign-in", params={"lang": language}).raise_for_status().text
        fields = {unescape(name): unescape(value) for name, value in HIDDEN.findall(form)}
        sent = fields | {"username": username, "password": password}
        answer = http.post("/desk/sign-in", params={"lang": language}, data=sent, headers={"Origin": url})
        assert answer.status_code == 303, answer.text
        return str(http.cookies[COOKIE])


def desk_client(city: City, agency: str, role: str) -> httpx.Client:
    """Somebody at the desk without a browser."""
    account = account_of(city, agency, role)
    cookie = cookie_of.__wrapped__(city.url, account.username, account.password, "en")
    return httpx.Client(base_url=city.url, cookies={COOKIE: cookie}, headers={"Origin": city.url}, timeout=patient(60))


def account_of(city: City, agency: str, role: str) -> StaffAccount:
    return next(one for one in city.suite.staff if (one.agency, one.role) == (agency, role))
