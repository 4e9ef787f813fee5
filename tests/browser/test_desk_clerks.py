"""Whole journeys of clerks at the desk of the deployed suite: by keys alone, over agencies, two at once, in bulk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from onestop_cli.clients import engine_client
from tests.browser.city import City, open_case, status_of, task_of, wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.desk import CLERK, COOKIE, account_of, cookie_of, open_signed_in, sign_in
from tests.browser.places import LANGUAGES

pytestmark = pytest.mark.browser
KINDS = {"pothole": "Fill the hole", "street-sign": "Repair or replace the sign", "illegal-parking": "Check the place"}
PASSWORD = "Correct-horse-9-battery"
DONE = "You ended the task: done."


def open_many(city: City, *services: str) -> list[str]:
    """Cases of several services, each in the inbox of the streets; each of somebody of their own."""
    opened = [
        open_case(city, service_code=service, contact={"email": f"{service}-{number}-{len(city.cases)}@r.example"})
        for number, service in enumerate(services)
    ]
    for case in opened:
        task_of(city, case["reference"], "streets")
        city.cases[case["reference"]] = case
    return [case["reference"] for case in opened]


def press_until_at(page: Page, address: str, *keys: str) -> None:
    """Presses keys, of which the last leads to another page; a key does not wait for the page that it leads to."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
    assert re.search(address, page.url), page.url


def open_fold(page: Page, key: str) -> None:
    """Opens the form of an act; the cursor is then where something is to be filled in."""
    page.keyboard.press(key)
    page.wait_for_selector("main textarea:focus, main select:focus")


def find_by_keys(page: Page, reference: str) -> None:
    """From wherever somebody is to a case: g i (the inbox), / (its search), the reference, Enter."""
    press_until_at(page, "/desk(\\?|$)", "g", "i")
    page.keyboard.press("/")
    page.keyboard.type(reference)
    press_until_at(page, f"/desk/cases/{reference}", "Enter")


def stands(city: City, reference: str) -> str:
    return str(status_of(city, city.cases[reference])["status"])


def test_a_clerk_works_ten_tasks_of_three_kinds_by_keyboard_alone(open_page: OpenPage, city: City) -> None:
    references = open_many(city, *(["pothole"] * 4 + ["street-sign"] * 3 + ["illegal-parking"] * 3))
    page, seen = open_page(), set()
    open_signed_in(page, city, *CLERK, "/desk")
    for reference in references[:8]:
        find_by_keys(page, reference)
        seen |= {kind for kind, task in KINDS.items() if task in page.inner_text("main")}
        press_until_at(page, "done=done", "d")
        assert DONE in page.inner_text("[role=status].good")
    assert seen == set(KINDS)

    find_by_keys(page, references[8])
    open_fold(page, "q")
    page.keyboard.type("Which side of the street?")
    press_until_at(page, "done=ask", "Tab", "Enter")
    find_by_keys(page, references[9])
    open_fold(page, "t")
    page.keyboard.type("Parks")  # chooses in the list
    page.keyboard.press("Tab")
    page.keyboard.type("It stands on the lawn.")
    press_until_at(page, "done=transfer", "Tab", "Enter")
    task_of(city, references[9], "parks")
    wait_until(lambda: {stands(city, each) for each in references[:8]} == {"resolved"})


def pass_on(page: Page, city: City, reference: str, by: str, to: str, reason: str) -> None:
    """A clerk of an agency opens the case and gives its task to another agency."""
    task_of(city, reference, by)
    open_signed_in(page, city, by, "clerk", f"/desk/cases/{reference}")
    page.keyboard.press("t")
    form = page.locator("form[action$='/transfer']")
    form.locator("select").select_option(to)
    form.locator("textarea").fill(reason)
    with page.expect_navigation():
        form.locator(".button").click()


def test_a_case_crosses_three_agencies_and_comes_back(open_page: OpenPage, city: City) -> None:
    (reference,), page = open_many(city, "pothole"), open_page()
    pass_on(page, city, reference, "streets", "parks", "Roots.")
    pass_on(page, city, reference, "parks", "water", "A pipe leaks beneath.")
    pass_on(page, city, reference, "water", "streets", "The pipe is mended.")  # in a circle: the triage desk decides
    pass_on(page, city, reference, "contact-centre", "streets", "The hole is left.")
    task_of(city, reference, "streets")
    open_signed_in(page, city, *CLERK, f"/desk/cases/{reference}")
    page.click("section[aria-labelledby=timeline] summary")
    for reason in ("Roots.", "A pipe leaks beneath.", "The pipe is mended.", "The hole is left."):
        assert reason in page.inner_text("main")
    press_until_at(page, "done=done", "d")
    wait_until(lambda: stands(city, reference) == "resolved")


def sign_in_another(page: Page, city: City) -> None:
    """A second clerk of the streets, who is made here."""
    pool, name, cognito = city.suite.outputs["UserPoolId"], "bo@port-ellery.example", cognito_of(city)
    cognito.admin_create_user(UserPoolId=pool, Username=name, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username=name, Password=PASSWORD, Permanent=True)
    for group in ("agency:streets", "role:clerk"):
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=name, GroupName=group)
    page.context.add_cookies([{"name": COOKIE, "value": cookie_of(city.url, name, PASSWORD, "en"), "url": city.url}])


def cognito_of(city: City) -> Any:
    return engine_client("cognito-idp", city.suite.engine)


def test_of_two_clerks_at_once_the_second_sees_both_and_does_theirs_on_top(open_page: OpenPage, city: City) -> None:
    (reference,), ana, bo = open_many(city, "pothole"), open_page(), open_page()
    sign_in(ana, city, *CLERK)
    sign_in_another(bo, city)
    for page in (ana, bo):
        page.goto(f"{city.url}/desk/cases/{reference}")
    press_until_at(ana, "done=take", "a")
    open_fold(bo, "q")
    bo.keyboard.type("Is it the left lane?")
    bo.keyboard.press("Tab")
    bo.keyboard.press("Enter")
    bo.wait_for_selector("#theirs")
    assert "Is it the left lane?" in bo.inner_text("[aria-labelledby=yours]")
    assert bo.inner_text("[aria-labelledby=theirs] .timeline")
    bo.click(".narrow form .button")
    bo.wait_for_url(re.compile("done=ask"))
    assert status_of(city, city.cases[reference])["asked"][0]["text"] == "Is it the left lane?"


def test_many_are_taken_at_once_and_that_is_undone(open_page: OpenPage, city: City) -> None:
    open_many(city, "pothole", "street-sign")
    page = open_page()
    open_signed_in(page, city, *CLERK, "/desk?view=unassigned")
    before = page.locator("[data-row]").count()
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    page.keyboard.press("t")
    page.wait_for_selector(".note.done")
    assert page.locator("[data-row]").count() == before - 2
    page.keyboard.press("u")
    expect(page.locator("[data-row]")).to_have_count(before)


def test_a_text_is_kept_while_its_writer_signs_in_again_in_place(open_page: OpenPage, city: City) -> None:
    (reference,), page = open_many(city, "pothole"), open_page()
    open_signed_in(page, city, *CLERK, f"/desk/cases/{reference}")
    open_fold(page, "n")
    note = page.locator("#note-case-form")
    note.locator("textarea").fill("The crew saw <b>two</b> holes.\n第二个坑在学校门口。")
    page.context.clear_cookies()
    note.locator(".button").click()
    account = account_of(city, *CLERK)
    page.fill("#username", account.username)
    page.fill("#password", account.password)
    page.click("main .button")
    assert "第二个坑在学校门口。" in page.inner_text("blockquote")
    page.click("main .button")
    page.wait_for_url(re.compile("done=note"))
    assert "The crew saw <b>two</b> holes." in page.inner_text("[aria-labelledby=notes]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_and_without_scripts_a_task_is_done_in_each_language(
    open_page: OpenPage, city: City, language: str
) -> None:
    (reference,), page = open_many(city, "pothole"), open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/desk?lang={language}")
    page.click(f".languages [hreflang='{language}']")
    account = account_of(city, *CLERK)
    page.fill("#username", account.username)
    page.fill("#password", account.password)
    page.click("main .button")
    page.fill("[data-search]", reference)
    page.click(".narrows .button >> nth=0")
    page.wait_for_url(re.compile(f"/desk/cases/{reference}"))
    page.click("form[action$='/completion'] .button")
    page.wait_for_url(re.compile("done=done"))
    assert page.get_attribute("html", "lang") == language
    assert (page.inner_text("[role=status].good p") == DONE) == (language == "en")
    wait_until(lambda: stands(city, reference) == "resolved")


def test_what_was_done_is_taken_back_by_one_key_and_a_colleague_is_named_in_a_note(
    open_page: OpenPage, city: City
) -> None:
    (reference,), page = open_many(city, "pothole"), open_page()
    open_signed_in(page, city, *CLERK, f"/desk/cases/{reference}")
    press_until_at(page, "done=take", "a")
    press_until_at(page, "done=give_back", "u")

    open_fold(page, "n")
    name = "@" + account_of(city, *CLERK).username.partition("@")[0]
    page.keyboard.type(f"Look at this, {name[:-2]}")
    page.locator(".names button", has_text=re.compile(f"^{re.escape(name)}$")).click()
    expect(page.locator("textarea:focus")).to_have_value(f"Look at this, {name} ")
    with page.expect_navigation():
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert f"Look at this, {name}" in page.inner_text("main")
