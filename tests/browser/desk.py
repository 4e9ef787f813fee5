"""Members of staff at the desk of the running suite: signed in once each, and every page that they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape

import httpx
from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.places import Go
from tests.patience import patient

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
COOKIE = "desk"  # over plain HTTP; with HTTPS it is __Host-desk


def sign_in(page: Page, city: City, agency: str, role: str, language: str = "en") -> None:
    """Gives a browser the cookie of somebody who has signed in."""
    account = next(one for one in city.suite.staff if (one.agency, one.role) == (agency, role))
    page.context.add_cookies(
        [{"name": COOKIE, "value": cookie_of(city.url, account.username, account.password, language), "url": city.url}]
    )


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


def at_desk(agency: str, role: str, path: Callable[[City], str]) -> Go:
    """A page that somebody simply opens."""

    def go(page: Page, city: City, language: str) -> None:
        sign_in(page, city, agency, role, language)
        page.goto(f"{city.url}{path(city)}")

    return go


def signed_out(path: str) -> Go:
    """A page that is seen before signing in."""

    def go(page: Page, city: City, language: str) -> None:
        page.goto(f"{city.url}{path}{'&' if '?' in path else '?'}lang={language}")

    return go


def wrong_password(page: Page, city: City, language: str) -> None:
    signed_out("/desk/sign-in")(page, city, language)
    page.fill("#username", f"nobody-{language}")
    page.fill("#password", "Wrong-horse-7")
    page.click("main .button")


def session_ended(page: Page, city: City, language: str) -> None:
    """A form is sent once the session has ended: here its cookie is gone."""
    at_desk("streets", "clerk", lambda _: "/desk")(page, city, language)
    page.context.clear_cookies()
    page.set_extra_http_headers({"Accept-Language": language})
    page.click("header .languages button")


def sent_again(page: Page, city: City, language: str) -> None:
    """They sign in again, and see what they had typed."""
    session_ended(page, city, language)
    account = next(one for one in city.suite.staff if (one.agency, one.role) == ("streets", "clerk"))
    page.fill("#username", account.username)
    page.fill("#password", account.password)
    page.click("main .button")


def opened_keys(page: Page, city: City, language: str) -> None:
    at_desk("streets", "clerk", lambda _: "/desk")(page, city, language)
    page.keyboard.press("?")


def asked_about_many(page: Page, city: City, language: str) -> None:
    """An act on all of a list is chosen, and what it needs is left empty."""
    at_desk("streets", "clerk", lambda _: "/desk")(page, city, language)
    page.check("[name=every]")
    page.select_option("[name=other]", "transfer")
    page.click("button[value=other]")
    page.click("main .button")


def done_to_many(page: Page, city: City, language: str) -> None:
    """Something was done to one task, and another was left as it is."""
    at_desk("streets", "clerk", lambda _: "/desk")(page, city, language)
    page.check("[data-pick] >> nth=0")
    page.check("[data-pick] >> nth=1")
    page.evaluate("document.querySelectorAll('[data-pick]')[1].value = '7KQ2-M4TX-9BWD-D/01'")
    page.click("button[value=take]")


def found_nobody(page: Page, city: City, language: str) -> None:
    """A person is searched for, whom nobody knows."""
    at_desk("contact-centre", "reception", lambda _: "/desk/people")(page, city, language)
    page.fill("#person", "+1 902 555 0199")
    page.select_option("#purpose", "caller")
    page.click("main .button")


CLERK = ("streets", "clerk")
DESK_PLACES: dict[str, Go] = {
    "sign-in": signed_out("/desk/sign-in"),
    "sign-in-errors": wrong_password,
    "session-ended": session_ended,
    "sent-again": sent_again,
    "inbox": at_desk(*CLERK, lambda _: "/desk"),
    "inbox-nothing": at_desk(*CLERK, lambda _: "/desk?view=mine"),
    "inbox-board": at_desk(*CLERK, lambda _: "/desk?shape=board"),
    "inbox-map": at_desk(*CLERK, lambda _: "/desk?shape=map&district=harbourside"),
    "inbox-narrowed": at_desk(*CLERK, lambda _: "/desk?priority=low&near=44.65,-63.57"),
    "inbox-not-valid": at_desk(*CLERK, lambda _: "/desk?near=here"),
    "inbox-bulk": asked_about_many,
    "inbox-done": done_to_many,
    "took-part": at_desk(*CLERK, lambda _: "/desk/took-part"),
    "people": found_nobody,
    "keys": opened_keys,
    "case": at_desk(*CLERK, lambda city: f"/desk/cases/{city.cases['asked']['reference']}"),
    "case-not-found": at_desk(*CLERK, lambda _: "/desk/cases/7KQ2-M4TX-9BWD-D"),
    "not-allowed": at_desk("contact-centre", "reception", lambda _: "/desk"),
}
