"""Every page there is, and how a resident gets to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from uuid import uuid4

from playwright.sync_api import Page, Route

from tests.browser import applied_city as applied
from tests.browser.city import City
from tests.browser.insights_city import figures_of, survey_results_of
from tests.browser.my_city import session_of
from tests.browser.told_city import let_act, notice_of
from tests.depth import ALL

Go = Callable[[Page, City, str], None]

LANGUAGES = ("en", "zh-Hans", "es")


def spoken(places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The languages in which each page is looked at: all in CI, else one, by turns. The first one is its main one."""
    return {name: LANGUAGES if ALL else (LANGUAGES[number % 3],) for number, name in enumerate(places)}


def at(path: Callable[[City], str]) -> Go:
    """A page that is simply opened."""

    def go(page: Page, city: City, language: str) -> None:
        address = path(city)
        page.goto(f"{city.url}{address}{'&' if '?' in address else '?'}lang={language}")

    return go


def sent_empty(path: Callable[[City], str]) -> Go:
    """A form that was sent with something missing."""

    def go(page: Page, city: City, language: str) -> None:
        at(path)(page, city, language)
        with page.expect_navigation():  # a click does not wait for the page that it leads to
            page.click("main form button")

    return go


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.click("#send")


def reported(page: Page, city: City, language: str) -> None:
    at(lambda _: "/report/all?service=information")(page, city, language)
    page.fill("#description", "¿A qué hora abren? 几点开门？")
    go_on(page)


Act = Callable[[Page], None]


def choose(service: str) -> Act:
    """Chooses a service from the closed list, and goes to the next page."""

    def act(page: Page) -> None:
        page.evaluate("document.querySelector('details').open = true")
        page.select_option("#listed", service)
        go_on(page)

    return act


def fill_in(**typed: str) -> Act:
    """Types into the fields of a page, and goes to the next page."""

    def act(page: Page) -> None:
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        for field, words in typed.items():
            page.fill(f"#{field}", words)
        go_on(page)

    return act


def press(selector: str) -> Act:
    """Presses a button that leads elsewhere."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.click(selector)

    return act


def step_by_step(*acts: Act) -> Go:
    """A page of a report, after what is done on those before it."""

    def go(page: Page, city: City, language: str) -> None:
        at(lambda _: "/report")(page, city, language)
        for act in acts:
            act(page)

    return go


def propose_nothing(page: Page) -> None:
    """Leaves the proposals to the next page, as without a script: they come whenever the network lets them."""
    page.evaluate("document.getElementById('proposals').remove()")


HERE, OUTSIDE = ("44.6301", "-63.5702"), ("44.1", "-63.9")
TO_PHOTOS = (choose("pothole"), fill_in(address="3 Elm Lane"))


def opened_up(page: Page, city: City, language: str) -> None:
    at(lambda _: "/developers")(page, city, language)
    for number in (0, -1):  # a call of ours and one of Open311
        page.locator("details.call > summary").nth(number).click()
    page.locator("#open_case_over_http > summary").click()


def map_opened(path: Callable[[City], str]) -> Go:
    """A page with a map that somebody has opened."""

    def go(page: Page, city: City, language: str) -> None:
        at(path)(page, city, language)
        page.click("[data-map] > button")
        page.wait_for_selector(".map-bar button")

    return go


def suggested(path: Callable[[City], str], typed: str) -> Go:
    """A page whose box suggests what was typed, with one of the suggestions marked."""

    def go(page: Page, city: City, language: str) -> None:
        at(path)(page, city, language)
        page.fill("#q", typed)
        page.wait_for_selector("#q-list [role=option]")
        page.press("#q", "ArrowDown")

    return go


def signed_in(path: str) -> Go:
    """A page of somebody who proved their address."""

    def go(page: Page, city: City, language: str) -> None:
        page.context.add_cookies([{"name": "my", "value": session_of(city), "url": city.url}])
        at(lambda _: path)(page, city, language)

    return go


def acting_for_others(page: Page, city: City, language: str) -> None:
    """Somebody who proved their address, and may act for somebody else."""
    let_act(page, city)
    signed_in("/my/others")(page, city, language)


def read_own_data(page: Page, city: City, language: str) -> None:
    """The page that somebody takes along, shown as they open it where they kept it."""

    def show(route: Route) -> None:
        taken = route.fetch()
        kept = {name: value for name, value in taken.headers.items() if name.lower() != "content-disposition"}
        route.fulfill(response=taken, headers=kept)

    page.route("**/my/data/read?*", show)
    signed_in("/my/data/read")(page, city, language)
    page.unroute("**/my/data/read?*", show)


def begun_form(then: str = "", *, empty: bool = False) -> Go:
    """A page of a form, after its first page was filled in; `then` is where the reader goes of it: check, later."""

    def go(page: Page, city: City, language: str) -> None:
        at(lambda _: "/apply/street-event-permit/begin")(page, city, language)
        if not empty:
            page.check("input[name='a-kind'] >> nth=0")
            page.fill("input[name='a-name']", "Elm Street supper 夏日晚餐")
        page.click("main form .button:not(.second)")
        if empty:
            page.wait_for_selector(".summary")
            return
        page.wait_for_url(re.compile("/apply/draft/"))
        if then:
            reference = page.url.partition("/apply/draft/")[2].partition("/")[0]
            at(lambda _: f"/apply/{then}/{reference}")(page, city, language)

    return go


def not_taken_back(page: Page, city: City, language: str) -> None:
    """A draft was to be taken back, without saying that one is sure."""
    begun_form("later")(page, city, language)
    press("form[action*='/apply/withdraw/'] button")(page)


def applied_for(path: Callable[[City, str], str]) -> Go:
    """A page about an application, which is in the applicant's language."""

    def go(page: Page, city: City, language: str) -> None:
        at(lambda city: path(city, language))(page, city, language)

    return go


def about(path: str, application: Callable[[City, str], dict[str, str]]) -> Go:
    """A page that anyone with the link of an application opens."""

    def address(city: City, language: str) -> str:
        known = application(city, language)
        return f"{path}/{known['reference']}?secret={known['secret']}"

    return applied_for(address)


def refused(path: str) -> Go:
    """A page about a case that was refused."""
    return about(path, lambda city, _: applied.refused(city))


def asked_for_code(page: Page, city: City, language: str) -> None:
    """The page on which a code is entered, after a wrong one."""
    at(lambda _: "/my")(page, city, language)
    page.fill("#address", f"{uuid4().hex[:12]}@resident.example")  # the number of codes for one address is limited
    press("main form button")(page)
    page.fill("#code", "12")
    press("main form button")(page)


def not_helped(page: Page, city: City, language: str) -> None:
    """The page of an article, after somebody said that it did not help."""
    at(lambda _: "/answers/dog-licence")(page, city, language)
    press("main form button[value=no]")(page)


SCRIPTED = (
    *("apply-page", "apply-file", "apply-check", "apply-later", "apply-may-get"),
    "report",
    "receipt",
    "front",
    "search-found",
    "search-nothing",
)  # the pages that have a script, by how their names begin
PLACES: dict[str, Go] = {
    "front": at(lambda _: "/"),
    "search-found": at(lambda _: "/search?q=potole"),
    "search-nothing": at(lambda _: "/search?q=xyzzy"),
    "search-suggesting": suggested(lambda _: "/search?q=noise", "tree"),
    "search-light": at(lambda _: "/search?q=graffiti&view=light"),
    "answers": at(lambda _: "/answers"),
    "feedback": at(lambda _: "/feedback?about=/answers"),
    "feedback-errors": sent_empty(lambda _: "/feedback"),
    "answer": at(lambda _: "/answers/lost-pet?q=found+a+dog"),
    "answer-no": not_helped,
    "report-all": at(lambda _: "/report/all"),
    "report-all-errors": sent_empty(lambda _: "/report/all?service=pothole"),
    "report": at(lambda _: "/report"),
    "report-errors": sent_empty(lambda _: "/report"),
    "report-service": step_by_step(
        propose_nothing, fill_in(description="Rats, graffiti, y una farola apagada 路灯不亮")
    ),
    "report-where": step_by_step(choose("pothole")),
    "report-where-errors": step_by_step(choose("pothole"), go_on),
    "report-border": step_by_step(choose("pothole"), fill_in(lat=OUTSIDE[0], long=OUTSIDE[1])),
    "report-near": step_by_step(choose("graffiti"), fill_in(lat=HERE[0], long=HERE[1])),
    "report-photos": step_by_step(*TO_PHOTOS),
    "report-questions": step_by_step(choose("bulky-waste"), fill_in(address="3 Elm Lane"), go_on),
    "report-contact": step_by_step(*TO_PHOTOS, go_on),
    "report-contact-errors": step_by_step(*TO_PHOTOS, go_on, fill_in(email="ana@")),
    "report-check": step_by_step(*TO_PHOTOS, go_on, fill_in(email="ana@resident.example")),
    "receipt": reported,
    "follow": at(lambda _: "/track"),
    "follow-errors": at(lambda city: f"/track?reference={city.cases['done']['reference']}&secret=wrong"),
    "case-under-way": at(lambda city: city.track("under-way")),
    "case-mapped": at(lambda city: city.track("mapped")),
    "case-done": at(lambda city: city.track("done")),
    "case-asked": at(lambda city: city.track("asked")),
    "case-just-told": at(lambda city: city.track("part") + "&done=messages"),
    "case-withdrawn": at(lambda city: city.track("withdrawn")),
    "case-joined": at(lambda city: city.track("joined")),
    "attach": at(lambda city: city.page("attach", "under-way")),
    "developers": opened_up,
    "tell": at(lambda city: city.page("tell", "asked")),
    "tell-errors": sent_empty(lambda city: city.page("tell", "asked")),
    "part": at(lambda city: city.page("part", "part")),
    "part-errors": sent_empty(lambda city: city.page("part", "part")),
    "withdraw": at(lambda city: city.page("withdraw", "under-way")),
    "reopen": at(lambda city: city.page("reopen", "done")),
    "reopen-errors": sent_empty(lambda city: city.page("reopen", "done")),
    "impossible": at(lambda city: city.page("tell", "withdrawn")),
    "confirm": at(lambda city: city.cases["claimed"]["confirm"]),
    "confirm-thanks": at(lambda city: city.cases["confirmed"]["confirm"]),
    "confirm-closed": at(lambda city: city.cases["claimed-closed"]["confirm"]),
    "survey": at(lambda city: city.cases["done"]["survey"]),
    "survey-errors": sent_empty(lambda city: city.cases["done"]["survey"]),
    "survey-tapped": at(lambda city: city.cases["done"]["survey"] + "&score=4&from=email"),
    "survey-paper": at(lambda city: city.cases["done"]["survey"] + "&paper=yes"),
    "survey-thanks": at(lambda city: city.cases["answered"]["survey"] + "&sent=yes"),
    "survey-answered": at(lambda city: city.cases["answered"]["survey"]),
    "around": at(lambda _: "/around"),
    "around-district": at(lambda _: "/around?district=old-town"),
    "around-errors": at(lambda _: "/around?q=nowhere"),
    "around-map": map_opened(lambda _: "/around?district=harbourside"),
    "apply": at(lambda _: "/apply/street-event-permit"),
    "apply-page": begun_form(),
    "apply-page-errors": begun_form(empty=True),
    "apply-check": begun_form("check"),
    "apply-later": begun_form("later"),
    "apply-later-errors": not_taken_back,
    "apply-page-file": applied_for(applied.place_of_event),
    "apply-file": applied_for(applied.file_of_event),
    "apply-go-on-errors": sent_empty(lambda _: "/apply/go-on"),
    "apply-may-get": at(lambda _: "/apply/check"),
    "apply-life": at(lambda _: "/apply/life"),
    "apply-life-case": at(applied.life_case),
    "apply-known": about("/apply/known", applied.event),
    "apply-sign": applied_for(applied.signing),
    "apply-sent": about("/apply/sent", applied.sent),
    "apply-appeal": refused("/apply/appeal"),
    "apply-from": at(applied.told_in_a_chat),
    "apply-pay": at(applied.pay),
    "apply-paying": at(applied.trying_out),
    "case-refused": refused("/track"),
    "insights": at(figures_of),
    "insights-surveys": at(survey_results_of),
    "my-sign-in": at(lambda _: "/my"),
    "my-sign-in-errors": sent_empty(lambda _: "/my"),
    "my-code-errors": asked_for_code,
    "my-cases": signed_in("/my"),
    "my-preferences": signed_in("/my/preferences"),
    "my-seen": signed_in("/my/seen"),
    "my-others": acting_for_others,
    "my-consents": signed_in("/my/consents"),
    "my-suggestions": signed_in("/my/suggestions"),
    "my-data": signed_in("/my/data"),
    "my-data-read": read_own_data,
    "my-subscriptions": signed_in("/my/subscriptions"),
    "notice": at(notice_of),
    "subscribe-nothing": at(lambda _: "/subscribe"),
    "subscribe-errors": sent_empty(lambda _: "/subscribe?district=old-town"),
    "not-found": at(lambda _: "/track/7KQ2-M4TX-9BWD-D?secret=wrong"),
}
# a few of them as a television and a kiosk show them: `test_large_view` tests all that is shown there
LARGE_PLACES: dict[str, Go] = {
    "front-tv": at(lambda _: "/?view=tv"),
    "search-tv": at(lambda _: "/search?q=tree&view=tv"),
    "report-kiosk": at(lambda _: "/report?view=kiosk"),
    "case-kiosk": at(lambda city: city.track("asked") + "&view=kiosk"),
}
