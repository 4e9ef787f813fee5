"""One application, three people and three places: begun at home in Spanish, gone on with at the counter by a clerk,
finished by telephone with another, signed by the partner, sent, decided by the rules, objected to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import httpx
import pytest
from playwright.sync_api import Page, expect

from onestop_cli.ready import RunningSuite
from tests.browser.applied_city import CASE, is_judged, sign_link_to
from tests.browser.city import City, status_of, wait_until
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.desk import CLERK, RECEPTION, open_signed_in
from tests.browser.looking import own_violations, violations, widest
from tests.patience import patient

pytestmark = pytest.mark.browser

AT_HOME = {
    "a-applicant.is": "0",
    "a-helped": "no",
    "a-applicant.first": "Ana",
    "a-applicant.last": "Ruiz",
    "a-applicant.born": "1990-04-01",
}
AT_THE_COUNTER = {
    "a-address.street": "12 Elm Street",
    "a-address.postcode": "04210",
    "a-address.city": "Port Ellery",
    "a-address.since": "2019-05-01",
    "a-post-elsewhere": "no",
    "a-phone": "+1 902 555 0142",
    "a-contact-by": "1",
    "a-language": "1",
    "a-partner": "yes",
    "a-partner-is.first": "Li",
    "a-partner-is.last": "Wei",
    "a-partner-is.born": "1988-02-29",
    "a-partner-is.works": "no",
    "a-children.0.first": "Leo",
    "a-children.0.last": "Ruiz",
    "a-children.0.born": "2018-01-31",
    "a-children.0.here": "yes",
    "a-children.0.stay": "0",
    "a-pregnant": "no",
}
BY_TELEPHONE = {
    "a-covered": "0",
    "a-covers.0.child": "Leo",
    "a-covers.0.insurer": "Harbour Mutual",
    "a-covers.0.ends-soon": "no",
    "a-works": "no",
    "a-own-business": "no",
    "a-other-income.4": "yes",
    "a-supports": "no",
    "a-urgent": "no",
    "a-bills-unpaid": "no",
    "a-look-up": "yes",
    "a-true-answers": "yes",
    "a-signed": "Ana Ruiz",
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
    """The first pages, in Spanish on a telephone; then it is left for later. Gives the reference and the code."""
    page.goto(f"{suite.url}/apply/child-health-cover/begin?lang=es")
    for _ in range(2):
        fill_in(page, AT_HOME)
        press(page, "Continuar")
    press(page, "Guardar y seguir más tarde")
    reference, code = page.locator("dd strong").all_inner_texts()[:2]
    assert widest(page) <= NARROW
    return reference, code


def open_for_somebody(page: Page, reference: str, code: str, channel: str) -> None:
    """A clerk types what is read out, and how they come to it."""
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Code").fill(code)
    page.locator(f"[name='open_channel'][value='{channel}']").check()
    page.locator("[name='open_consent'][value='spoken']").check()
    press(page, "Open it")
    assert "pass=" not in page.url
    expect(page.get_by_role("note")).to_contain_text({"counter": "who is here", "phone": "on the telephone"}[channel])


def go_on_until(page: Page, path: str, answers: Mapping[str, str]) -> None:
    """Fills in page after page, an entry in each group, until one is reached."""
    for _ in range(25):
        if path in page.url:
            return
        adds = page.locator("[name='act'][value^='add.']:visible")
        if adds.count() and page.locator("fieldset [name='act'][value^='remove.']").count() == 0:
            with page.expect_navigation():
                adds.first.click()
        fill_in(page, answers)
        press(page, "Continue")
        assert page.locator(".summary").count() == 0, page.locator(".summary").inner_text()
    raise AssertionError(f"it never came to its end: {page.url}")


def say_what_is_missing(page: Page, reference: str) -> float:
    """Sends what is not complete, and gives how long it takes until all that is missing is said."""
    secret = page.locator("form[data-form] [name=secret]").input_value()
    begins = time.monotonic()
    answer = page.context.request.post(f"{origin_of(page)}/apply/send/{reference}", form={"secret": secret})
    took = time.monotonic() - begins
    assert answer.text().count("<li><a href=") >= 5
    return took


def origin_of(page: Page) -> str:
    return str(page.evaluate("location.origin"))


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


def test_begun_at_home_in_spanish_gone_on_with_at_the_counter_finished_by_telephone_signed_decided_and_objected_to(
    open_page: OpenPage, suite: RunningSuite, record_property: Callable[[str, object], None]
) -> None:
    reference, code = begin_at_home(open_page(NARROW), suite)
    with httpx.Client(timeout=patient(30)) as http:
        city = City(suite=suite, http=http)
        counter, telephone = open_page(), open_page()
        open_signed_in(counter, city, *CLERK, "/desk/applications")
        check_page(counter)
        counter.set_viewport_size({"width": NARROW, "height": 800})
        assert widest(counter) <= NARROW
        counter.set_viewport_size({"width": WIDE, "height": 800})
        open_for_somebody(counter, reference, code, "counter")
        go_on_until(counter, "/cover", AT_THE_COUNTER)
        press(counter, "Save and go on later")
        open_signed_in(telephone, city, *RECEPTION, "/desk/applications")
        open_for_somebody(telephone, reference, code, "phone")
        assert "/cover" in telephone.url  # where the counter left off
        missing = say_what_is_missing(telephone, reference)
        go_on_until(telephone, "/apply/check/", BY_TELEPHONE)
        complete = sign_and_send(open_page, telephone, city, reference)
        case, decided = be_decided(telephone, city)
        object_to_it(open_page(NARROW), city, case)
    took = {"missing": missing, "complete": complete, "decided": decided}
    record_property("seconds from send", {name: round(seconds, 2) for name, seconds in took.items()})
    print("seconds from send:", {name: round(seconds, 2) for name, seconds in took.items()})
    assert max(missing, complete) < patient(10)


def sign_and_send(open_page: OpenPage, desk: Page, city: City, reference: str) -> float:
    """The partner signs by a link of their own; then it is sent. Gives how long it takes until it is said complete."""
    check_page(desk)
    expect(desk.get_by_text("It can be sent when everybody has signed.")).to_be_visible()
    assert desk.get_by_role("button", name="Send the application").count() == 0
    assert "/apply/sign/" not in desk.content()  # whoever had their link could sign in their place
    address = f"partner.{reference.lower()}@resident.example"
    desk.get_by_label("Their e-mail address").first.fill(address)
    press(desk, "Send them the link")
    sign(open_page(NARROW), f"{city.url}{sign_link_to(city, address)}&lang=es", "Li Wei")
    desk.reload()
    begins = time.monotonic()
    press(desk, "Send the application")
    expect(desk.get_by_text("It is complete. Nothing is missing.")).to_be_visible()
    took = time.monotonic() - begins
    assert "/apply/sent/" in desk.url
    assert "Harbour Mutual" in desk.locator("main").inner_text()
    return took


def be_decided(desk: Page, city: City) -> tuple[dict[str, str], float]:
    """The rules decide by themselves: all the children have cover. Gives the case, and how long that takes."""
    found = CASE.search(str(desk.locator("main a.button").get_attribute("href")))
    assert found
    case = {"reference": found[1], "secret": found[2]}
    begins = time.monotonic()
    wait_until(lambda: is_judged(city, case))
    return case, time.monotonic() - begins


def object_to_it(page: Page, city: City, case: dict[str, str]) -> None:
    """Ana reads the reason in Spanish, and says why it is wrong: a case of its own, linked with the first."""
    track = f"{city.url}/track/{case['reference']}?secret={case['secret']}&lang=es"

    def is_told() -> bool:
        page.goto(track)
        return page.get_by_role("link", name="Oponerse a la decisión").count() > 0

    wait_until(is_told)
    assert "ninguna termina pronto" in page.locator("main").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="Oponerse a la decisión").click()
    check_page(page)
    press(page, "Enviar la oposición")
    assert page.locator(".summary").count() == 1  # why is not said
    page.get_by_label("¿Por qué está mal la decisión?").fill("La cobertura de Leo termina en diciembre.")
    press(page, "Enviar la oposición")
    assert "/track/" in page.url
    assert case["reference"] not in page.url
    check_page(page)
    page.goto(track)
    assert page.get_by_role("link", name="Oponerse a la decisión").count() == 0
    assert status_of(city, case)["status"]
