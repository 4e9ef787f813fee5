"""Every page of the desk and every state of it, and how somebody gets there. Each may be come to many times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from onestop.runtime.clock import now
from tests.browser.city import City
from tests.browser.desk import CLERK, RECEPTION, account_of, open_signed_in, press
from tests.browser.desk_city import TRIAGE
from tests.browser.places import Go
from tests.browser.told_city import lessons_of, let_act, opinions_of


def at_desk(agency: str, role: str, path: Callable[[City], str]) -> Go:
    """A page that somebody simply opens."""

    def go(page: Page, city: City, language: str) -> None:
        open_signed_in(page, city, agency, role, path(city), language)

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
    press(page, "main .button")


def session_ended(page: Page, city: City, language: str) -> None:
    """A form is sent once the session has ended: here its cookie is gone."""
    at_desk(*CLERK, lambda _: "/desk")(page, city, language)
    page.context.clear_cookies()
    page.set_extra_http_headers({"Accept-Language": language})
    press(page, "header .languages button")


def sent_again(page: Page, city: City, language: str) -> None:
    """They sign in again, and see what they had typed."""
    session_ended(page, city, language)
    account = account_of(city, *CLERK)
    page.fill("#username", account.username)
    page.fill("#password", account.password)
    press(page, "main .button")


def opened_keys(page: Page, city: City, language: str) -> None:
    at_desk(*CLERK, lambda _: "/desk")(page, city, language)
    page.keyboard.press("?")


def asked_about_many(page: Page, city: City, language: str) -> None:
    """An act on all of a list is chosen, and what it needs is left empty."""
    at_desk(*CLERK, lambda _: "/desk")(page, city, language)
    page.check("[name=every]")
    page.select_option("[name=other]", "transfer")
    press(page, "button[value=other]")
    press(page, "main .button")


def done_to_many(page: Page, city: City, language: str) -> None:
    """Something was done to one task, and another was left as it is."""
    at_desk(*CLERK, lambda _: "/desk")(page, city, language)
    page.check("[data-pick] >> nth=0")
    page.check("[data-pick] >> nth=1")
    page.evaluate("document.querySelectorAll('[data-pick]')[1].value = '7KQ2-M4TX-9BWD-D/01'")
    press(page, "button[value=take]")


def found_nobody(page: Page, city: City, language: str) -> None:
    """A person is searched for, whom nobody knows."""
    at_desk("contact-centre", "reception", lambda _: "/desk/people")(page, city, language)
    page.fill("#person", "+1 902 555 0199")
    page.select_option("#purpose", "caller")
    press(page, "main .button")


def found_person(path: str) -> Go:
    """Somebody who has brought several cases is searched for."""

    def find(page: Page, city: City, language: str) -> None:
        at_desk(*RECEPTION, lambda _: path)(page, city, language)
        page.fill("#person", "ana@resident.example")
        page.select_option("#purpose", "caller")
        press(page, "main .button")

    return find


def kept_mandate(page: Page, city: City, language: str) -> None:
    """A person for whom somebody may act."""
    let_act(page, city)
    found_person("/desk/people/acting")(page, city, language)


def added_webhook(page: Page, city: City, language: str) -> None:
    """A webhook to which one event went; added once."""
    if "webhook" not in city.cases:
        at_desk(*ADMINISTRATOR, lambda _: WEBHOOKS)(page, city, language)
        page.fill("#url", "https://agency.example/events")
        press(page, "main form.narrow .button")
        city.cases["webhook"] = {"path": page.url.removeprefix(city.url).partition("?")[0]}
        press(page, "main form.one .button")
    at_desk(*ADMINISTRATOR, lambda city: city.cases["webhook"]["path"])(page, city, language)


def sent_notice(page: Page, city: City, language: str) -> None:
    """A notice that was sent; written once."""
    if "notice" not in city.cases:
        NOTICE_FORM(page, city, language)
        page.select_option("#event", "office")
        page.select_option("#level", "urgent")
        for field in page.locator("main fieldset input[type=text], main fieldset textarea").all():
            field.fill("The office is closed. La oficina está cerrada. 办公处停止办公。")
        page.check("[name=district] >> nth=0")
        page.check("[name=channel] >> nth=0")
        page.check("[name=channel] >> nth=1")
        page.fill("#expires", f"{now() + timedelta(days=9):%Y-%m-%dT%H:%M}")
        press(page, "main form .button")
        press(page, "main .targets .button")
        city.cases["notice"] = {"path": page.url.removeprefix(city.url).partition("?")[0]}
    at_desk(*SUPERVISOR, lambda city: city.cases["notice"]["path"])(page, city, language)


def unfolded(go: Go) -> Go:
    """A page with all of its folds open."""

    def unfold(page: Page, city: City, language: str) -> None:
        go(page, city, language)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true; })")

    return unfold


def through(go: Go, *steps: Step) -> Go:
    """A page that one comes to from another: each step fills in a field, or presses what leads on."""

    def walk(page: Page, city: City, language: str) -> None:
        go(page, city, language)
        for selector, *value in steps:
            take_step(page, selector, value)

    return walk


def take_step(page: Page, selector: str, value: list[str]) -> None:
    field = page.locator(selector).first
    if not value:
        with page.expect_navigation():
            field.click()
    elif field.evaluate("field => field.matches('[type=checkbox], [type=radio]')"):
        field.check()
    elif field.evaluate("field => field.matches('select')"):
        field.select_option(value[0])
    else:
        field.fill(value[0])


def met_another(page: Page, city: City, language: str) -> None:
    """Sends what somebody wrote about a case that has changed since: they saw its first version."""
    case_page("talked")(page, city, language)
    fold = page.locator("details.act", has=page.locator("form[action$='/transfer']"))
    fold.locator("summary").click()
    fold.locator("select").select_option("parks")
    fold.locator("textarea").fill("The roots <b>come</b> first. 先处理树根。")
    fold.locator("[name=seen]").evaluate("field => { field.value = '1'; }")
    with page.expect_navigation():
        fold.locator(".button").click()


def entered(page: Page, city: City, language: str) -> None:
    """The receipt of a case that was opened at the counter for somebody who speaks Spanish; opened once."""
    if "entered" not in city.cases:
        NEW_FILLED(page, city, language)
        take_step(page, "#send", [])
        city.cases["entered"] = {"path": page.url.removeprefix(city.url)}
    at_desk(*DESK, lambda city: city.cases["entered"]["path"])(page, city, language)


def case_page(name: str, query: str = "", part: str = "") -> Go:
    return at_desk(*CLERK, lambda city: f"/desk/cases/{city.cases[name]['reference']}{part}{query}")


def named(city: City, name: str) -> str:
    return city.cases[name]["reference"]


Step = tuple[str, ...]
DESK, SUPERVISOR = (TRIAGE, "clerk"), (TRIAGE, "supervisor")
AUDITOR, ADMINISTRATOR = (TRIAGE, "auditor"), (TRIAGE, "administrator")
WEBHOOKS = "/desk/administration/webhooks"
APPLICATIONS = at_desk(*RECEPTION, lambda _: "/desk/applications")
NEW = at_desk(*DESK, lambda _: "/desk/new?language=es&channel=counter&service=fallen-tree")
NEW_FILLED = through(
    NEW,
    ("#description", "Se cayó un árbol frente a la escuela."),
    ("#address", "Calle del Puerto 12"),
    ("[name$=land][value=public]", "yes"),
    ("[name=consent]", "yes"),
)
OPINION = at_desk(*DESK, lambda _: "/desk/opinion")
NOTICE_FORM = at_desk(*SUPERVISOR, lambda _: "/desk/notices/new")
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
    "inbox-errors": at_desk(*CLERK, lambda _: "/desk?near=here"),
    "inbox-bulk-errors": asked_about_many,
    "inbox-done": done_to_many,
    "took-part": at_desk(*CLERK, lambda _: "/desk/took-part"),
    "people": found_nobody,
    "same-people": found_person("/desk/people/same"),
    "one-person": found_person("/desk/people/one"),
    "acting-for": found_person("/desk/people/acting"),
    "acting-for-errors": through(found_person("/desk/people/acting"), ("form[action$='/acting/new'] .button",)),
    "acting-for-kept": kept_mandate,
    "applications": APPLICATIONS,
    "applications-errors": through(APPLICATIONS, ("main form .button",)),
    "webhooks-errors": through(at_desk(*ADMINISTRATOR, lambda _: WEBHOOKS), ("main form.narrow .button",)),
    "webhook": added_webhook,
    "preferences": case_page("talked", part="/preferences"),
    "protection": case_page("talked", part="/protection"),
    "keys": opened_keys,
    "case": case_page("asked"),
    "case-on-map": case_page("pothole"),
    "case-unfolded": unfolded(case_page("talked")),
    "case-ended": unfolded(case_page("ended")),
    "case-done": case_page("talked", "?done=note"),
    "case-errors": through(unfolded(case_page("talked")), ("[action$='/notes'] .button",)),
    "case-macro": case_page("talked", "?macro=which-lane&task=01"),
    "case-of-many": at_desk("parks", "clerk", lambda city: f"/desk/cases/{named(city, 'tree')}"),
    "conflict": met_another,
    "print": case_page("talked", part="/print"),
    "nearby": unfolded(case_page("talked", part="/nearby")),
    "upload": case_page("talked", part="/upload"),
    "triage": at_desk(*DESK, lambda city: f"/desk/triage?case={named(city, 'unsorted-1')}"),
    "triage-found": unfolded(at_desk(*DESK, lambda city: f"/desk/triage?case={named(city, 'unsorted-0')}&find=tree")),
    "triage-errors": through(
        unfolded(at_desk(*DESK, lambda city: f"/desk/triage?case={named(city, 'unsorted-0')}")),
        ("form[action$='/question'] .button",),
    ),
    "held-back": at_desk(*DESK, lambda _: "/desk/held-back"),
    "held-back-one": at_desk(*DESK, lambda city: f"/desk/held-back/{city.cases['spam']['arrival']}"),
    "new-case": at_desk(*DESK, lambda _: "/desk/new"),
    "new-case-found": through(
        at_desk(*DESK, lambda _: "/desk/new"), ("#service", "tree"), ("[name=do][value=service]",)
    ),
    "new-case-script": NEW,
    "new-case-caller": through(
        at_desk(*RECEPTION, lambda _: "/desk/new?language=es"),
        ("#person", "ana@resident.example"),
        ("[name=do][value=caller]",),
    ),
    "new-case-errors": through(NEW, ("#send",)),
    "new-case-danger": through(NEW_FILLED, ("#description", "I smell gas and people have fainted"), ("#send",)),
    "receipt": entered,
    "supervisor": at_desk(*SUPERVISOR, lambda _: "/desk/supervisor"),
    "supervisor-errors": through(
        at_desk(*SUPERVISOR, lambda _: f"/desk/supervisor?agency={TRIAGE}"), ("form[action$='/absences'] .button",)
    ),
    "supervisor-feedback": at_desk(*SUPERVISOR, opinions_of),
    "supervisor-feedback-errors": at_desk(*SUPERVISOR, lambda _: "/desk/supervisor/feedback?month=May"),
    "insights": at_desk(*SUPERVISOR, lessons_of),
    "opinion": OPINION,
    "opinion-errors": through(OPINION, ("main form .button",)),
    "opinion-kept": through(OPINION, ("#words", "The man at the gate was kind. 很亲切。"), ("main form .button",)),
    "survey": at_desk(*DESK, lambda _: "/desk/survey"),
    "survey-errors": at_desk(*DESK, lambda _: "/desk/survey?reference=7KQ2-M4TX-9BWD-D"),
    "survey-filled": at_desk(*DESK, lambda city: f"/desk/survey?reference={named(city, 'done')}"),
    "notices": at_desk(*SUPERVISOR, lambda _: "/desk/notices"),
    "notice-form": NOTICE_FORM,
    "notice-form-errors": through(NOTICE_FORM, ("main form .button",)),
    "notice": sent_notice,
    "reassign": at_desk(*SUPERVISOR, lambda _: f"/desk/supervisor/tasks?agency={TRIAGE}"),
    "reassign-errors": through(
        at_desk(*SUPERVISOR, lambda _: f"/desk/supervisor/tasks?agency={TRIAGE}"), ("[data-reassign] .button",)
    ),
    "runbook": at_desk(*ADMINISTRATOR, lambda _: "/desk/operations/runbooks/dead-letters"),
    "audit": at_desk(*AUDITOR, lambda _: "/desk/audit"),
    "audit-found": at_desk(*AUDITOR, lambda city: f"/desk/audit?what=case&of={named(city, 'talked')}"),
    "audit-errors": through(at_desk(*AUDITOR, lambda _: "/desk/audit"), ("main form .button",)),
    "administration": at_desk(*ADMINISTRATOR, lambda _: "/desk/administration"),
    "administration-errors": through(
        at_desk(*ADMINISTRATOR, lambda _: "/desk/administration"), ("form[method=post].narrow .button",)
    ),
    "account": through(at_desk(*ADMINISTRATOR, lambda _: "/desk/administration"), ("main tbody a",)),
    "catalogue": at_desk(*ADMINISTRATOR, lambda _: "/desk/administration/catalogue"),
    "service": at_desk(*ADMINISTRATOR, lambda _: "/desk/administration/catalogue/services/fallen-tree"),
    "letter": at_desk(*ADMINISTRATOR, lambda _: "/desk/administration/catalogue/letters/case-opened"),
    "calendar": at_desk(*ADMINISTRATOR, lambda _: "/desk/administration/catalogue/calendars/crews"),
    "operations": at_desk(*ADMINISTRATOR, lambda _: "/desk/operations"),
    "case-not-found": at_desk(*CLERK, lambda _: "/desk/cases/7KQ2-M4TX-9BWD-D"),
    "not-allowed": at_desk("contact-centre", "reception", lambda _: "/desk"),
}
