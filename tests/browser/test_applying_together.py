"""One application, three people and two places: begun at home in Spanish, gone on with at the counter by a clerk,
signed by both owners on devices of their own, sent."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest
from playwright.sync_api import Page, expect

from onestop_cli.ready import RunningSuite
from tests.browser.applied_city import sign_link_to
from tests.browser.city import City
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.desk import CLERK, open_signed_in
from tests.browser.looking import own_violations, violations, widest

pytestmark = pytest.mark.browser

AT_HOME = {"a-does": "3", "a-trade-name": "Dibujos Ruiz y Li", "a-opens": "2090-02-01"}
AT_THE_COUNTER = {
    "a-form": "1",
    "a-registered": "no",
    "a-owners.0.name": "Ana Ruiz",
    "a-owners.0.born": "1990-04-01",
    "a-owners.0.share": "50",
    "a-owners.1.name": "Li Wei",
    "a-owners.1.born": "1988-02-29",
    "a-owners.1.share": "50",
    "a-premises": "2",
    "a-street": "12 Elm Street",
    "a-home-visitors": "2",
    "a-rebuilding": "no",
    "a-food": "no",
    "a-staff": "2",
    "a-true-answers": "yes",
}
OPEN = "form[data-form] [data-at]:not([hidden]) :is(input, textarea):not([type=hidden])"
NAMES = "(all) => all.filter((one) => !one.closest('[hidden]')).map((one) => one.name)"


def fill_in(page: Page, answers: Mapping[str, str]) -> None:
    """Answers what the page asks just now; what an answer opens is asked after it."""
    answered: set[str] = set()
    while True:
        asked = page.eval_on_selector_all(OPEN, NAMES)
        name = next((each for each in asked if each in answers and each not in answered), None)
        if name is None:
            return
        field = page.locator(f"[name='{name}']").first
        if field.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"[name='{name}'][value='{answers[name]}']").check()
        else:
            field.fill(answers[name])
        answered.add(name)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def check_page(page: Page) -> None:
    """No barrier that a machine finds."""
    assert violations(page) == {}
    assert own_violations(page) == {}


def begin_at_home(page: Page, suite: RunningSuite) -> tuple[str, str]:
    """The first page, in Spanish on a telephone; then it is left for later. Gives the reference and the code."""
    page.goto(f"{suite.url}/apply/new-business/begin?lang=es")
    fill_in(page, AT_HOME)
    press(page, "Continuar")
    press(page, "Guardar y seguir más tarde")
    reference, code = page.locator("dd strong").all_inner_texts()[:2]
    assert widest(page) <= NARROW
    return reference, code


def go_on_at_the_counter(page: Page, reference: str, code: str) -> None:
    """A clerk types what is read out, and fills in the rest."""
    check_page(page)
    page.set_viewport_size({"width": NARROW, "height": 800})
    assert widest(page) <= NARROW
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Code").fill(code)
    page.locator("[name='open_channel'][value='counter']").check()
    page.locator("[name='open_consent'][value='spoken']").check()
    press(page, "Open it")
    assert "pass=" not in page.url
    expect(page.get_by_role("note")).to_contain_text("who is here")
    for _ in range(20):
        if "/apply/check/" in page.url:
            return
        if page.locator("[name='act'][value='add.owners']").count():
            for _ in range(2 - page.locator("[name^='a-owners.'][name$='.name']").count()):
                with page.expect_navigation():
                    page.locator("[name='act'][value='add.owners']").click()
        fill_in(page, AT_THE_COUNTER)
        press(page, "Continue")
        assert page.locator(".summary").count() == 0, page.locator(".summary").inner_text()
    raise AssertionError(f"it never came to its end: {page.url}")


def sign(page: Page, link: str, name: str) -> None:
    """Somebody reads it on a device of their own, in Spanish, and signs."""
    page.goto(link)
    check_page(page)
    assert "secret=" not in page.url
    assert "12 Elm Street" in page.locator("main").inner_text()
    assert widest(page) <= NARROW
    page.get_by_label("He leído esto y es correcto").check()
    page.get_by_label("Su nombre completo, como firma").fill(name)
    press(page, "Firmar")
    expect(page.get_by_role("status")).to_have_text("Firmado")


def test_what_one_may_get_is_found_from_the_first_page(open_page: OpenPage, suite: RunningSuite) -> None:
    page = open_page(NARROW)
    page.goto(f"{suite.url}/?lang=es")
    with page.expect_navigation():
        page.get_by_role("link", name="Vea qué puede recibir").click()
    check_page(page)
    household = {"a-lives-here": "yes", "a-household": "7", "a-children": "0", "a-income": "900", "a-older": "no"}
    fill_in(page, household | {"a-plans.2": "yes"})
    press(page, "Ver qué puedo recibir")
    expect(page.get_by_text("En su hogar son seis o más.")).to_be_visible()
    check_page(page)
    assert widest(page) <= NARROW


def test_begun_at_home_in_spanish_gone_on_with_at_the_counter_signed_by_both_and_sent(
    open_page: OpenPage, suite: RunningSuite
) -> None:
    reference, code = begin_at_home(open_page(NARROW), suite)
    counter = open_page()
    with httpx.Client() as http:
        city = City(suite=suite, http=http)
        open_signed_in(counter, city, *CLERK, "/desk/applications")
        sign_and_send(open_page, counter, city, reference, code)


def sign_and_send(open_page: OpenPage, counter: Page, city: City, reference: str, code: str) -> None:
    go_on_at_the_counter(counter, reference, code)
    check_page(counter)
    expect(counter.get_by_text("It can be sent when everybody has signed.")).to_be_visible()
    assert counter.get_by_role("button", name="Send the application").count() == 0
    assert "/apply/sign/" not in counter.content()  # whoever had their links could sign in their place
    for number, name in enumerate(("Ana Ruiz", "Li Wei")):
        address = f"owner-{number}.{reference.lower()}@resident.example"
        counter.get_by_label("Their e-mail address").first.fill(address)
        with counter.expect_navigation():
            counter.get_by_role("button", name="Send them the link").first.click()
        sign(open_page(NARROW), f"{city.url}{sign_link_to(city, address)}&lang=es", name)
        counter.reload()
    press(counter, "Send the application")
    assert "/apply/sent/" in counter.url
    assert "Dibujos Ruiz y Li" in counter.locator("main").inner_text()
