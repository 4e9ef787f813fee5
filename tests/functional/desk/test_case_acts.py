"""Acts from the page of a case: each by the form that stands there, once, and nothing that was typed is ever lost."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from itertools import count
from typing import Any

import pytest

from casework.pages.acts.table import FORMS
from onestop.domain.cases.lifecycle import TaskStatus
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, a_reference
from tests.depth import in_turn
from tests.functional.casework.test_acts import CHIEF, act
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.stories import CONTACT, POTHOLE, case_file, opened_with, post_completion, route, take_step, types

NUMBERS = count()
ROLES = ["clerk", "supervisor", "administrator", "contractor"]
CLOCK = {"X-Clock": NOW.isoformat()}
Fields = list[tuple[str, str]]


class Forms(HTMLParser):
    """The forms of a page as a browser sends them when nothing is typed: by address and hidden `how`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self.area = self.choice = ""
        self.feed(html.partition("<main")[2].partition("</main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form" and found.get("method") == "post":
            self.forms.append((found["action"] or "", []))
        elif not self.forms:
            return
        elif tag == "input" and (found.get("type") not in ("checkbox", "radio") or "checked" in found):
            self.forms[-1][1].append((found["name"] or "", found.get("value") or ""))
        elif tag == "textarea":
            self.forms[-1][1].append((found["name"] or "", ""))
            self.area = found["name"] or ""
        elif tag == "select":
            self.choice = found["name"] or ""
        elif tag == "option" and "selected" in found:
            self.forms[-1][1].append((self.choice, found["value"] or ""))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1][1][-1] = (self.area, data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        self.area = "" if tag == "textarea" else self.area


def forms_on(page: dict[str, Any]) -> dict[str, tuple[str, Fields]]:
    """The forms of acts on a page, by the name of the form."""
    return {dict(fields)["how"]: (path, fields) for path, fields in Forms(page["body"]).forms if "how" in dict(fields)}


def page_of(browser: Browser, reference: str, **query: str) -> dict[str, Any]:
    page = browser.get(f"/desk/cases/{reference}", **query)
    assert page["statusCode"] == 200, page["body"]
    return page


def send(browser: Browser, page: dict[str, Any], how: str, **typed: str) -> dict[str, Any]:
    """Fills in a form of the page and sends it; a field of several values is given as "a,b"."""
    path, fields = forms_on(page)[how]
    kept = [(name, value) for name, value in fields if name not in typed]
    return browser.post(path, [*kept, *((name, each) for name, text in typed.items() for each in text.split("|"))])


def done(answer: dict[str, Any]) -> str:
    """Where a form led to, which it only does when it was done."""
    assert answer["statusCode"] == 303, unescape(answer["body"])
    return str(answer["headers"]["Location"])


TYPED: dict[str, dict[str, str]] = {
    "done": {"note": "Filled with cold asphalt."},
    "take": {},
    "ask": {"question": "Which lane is it?"},
    "transfer": {"agency": "sanitation", "reason": "Glass on the road."},
    "wait": {"until": "2026-12-04T08:00", "reason": "Frost."},
    "decline": {"note": "It is a private road."},
    "split": {"agencies": "streets|sanitation", "reason": "Two jobs."},
    "give": {"assignee": "clerk-2"},
    "cancel": {"reason": "Done by others."},
    "note": {"text": "@bo: mind the dog."},
    "message": {"text": "We come on Tuesday."},
    "priority": {"priority": "high", "reason": "A school."},
    "extend": {"due_at": "2027-02-01T12:00", "reason": "Frost."},
    "triage": {"reason": "Not a pothole."},
    "withdraw": {"reason": "They called."},
}
OTHERWISE = {  # what else may be offered, and the field of what is done with another case
    "wait_for_case": {"reason": "The same street."},
    "merge": {"reason": "The same hole."},
    "reopen": {"reason": "Still there."},
}
TO_ANOTHER = {"wait_for_case": "case", "link": "reference", "merge": "into"}
HAPPENED = {
    "done": "task.completed", "take": "task.assigned", "ask": "resident.asked", "transfer": "task.transferred",
    "wait": "task.waiting", "decline": "task.declined", "split": "task.split", "give": "task.assigned",
    "cancel": "task.cancelled", "note": "note.added", "message": "contact.sent", "priority": "case.reprioritised",
    "extend": "case.extended", "triage": "case.triaged", "withdraw": "case.closed",
}  # fmt: skip


@pytest.mark.parametrize("how", sorted(TYPED))
def test_each_act_is_one_form_of_the_page_that_leads_back_and_says_what_was_done(aws: Aws, how: str) -> None:
    chief, reference = signed_in(role="supervisor"), a_case_that()
    where = done(send(chief, page_of(chief, reference), how, **TYPED[how]))
    assert where.startswith(f"/desk/cases/{reference}?done={how}")
    assert HAPPENED[how] in types(reference)
    assert str(FORMS[how].done).rpartition("\x04")[2] in unescape(page_of(chief, reference, done=how)["body"])


def test_every_form_of_the_table_is_tried_here_or_below() -> None:
    below = {"give_back", "resume", "wait_for_case", "link", "merge", "reopen", "subtask", "unmerge", "unlink"}
    assert set(TYPED) | below == set(FORMS)


def test_what_a_clerk_may_not_do_is_not_offered(aws: Aws) -> None:
    reference = a_case_that()
    clerk, chief = (set(forms_on(page_of(signed_in(role=role), reference))) for role in ("clerk", "supervisor"))
    assert chief - clerk == {"give", "cancel", "priority", "extend"}
    assert {"done", "take", "ask", "transfer", "wait", "wait_for_case", "decline", "split"} <= clerk
    assert not {"give_back", "resume", "reopen", "subtask"} & clerk
    assert forms_on(page_of(signed_in(role="auditor"), reference)) == {}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_offered_is_refused(aws: Aws, role: str) -> None:
    """Filled in with something that fits, each form of each page is done, wherever the case stands."""
    for number, stands in enumerate(("open", "asked", "resolved")):
        browser = signed_in(role=role)
        first = a_case_that(stands)
        for how in in_turn(sorted(forms_on(page_of(browser, first))), number + ROLES.index(role), 2):
            typed = dict((TYPED | OTHERWISE).get(how, {}))
            if how in TO_ANOTHER:
                typed[TO_ANOTHER[how]] = a_case_that()
            done(send(browser, page_of(browser, a_case_that(stands)), how, **typed))


def a_case_that(stands: str = "open", **body: Any) -> str:
    """A case that is open, whose resident was asked, or whose work is done; each of a resident of its own."""
    contact = CONTACT | {"email": f"ana{next(NUMBERS)}@resident.example"} | body.pop("contact", {})
    reference = str(opened_with(CLOCK, POTHOLE | body | {"contact": contact})["reference"])
    route(reference)
    if stands == "asked":
        browser = signed_in(sub="clerk-9")
        done(send(browser, page_of(browser, reference), "ask", question="Which lane?"))
    if stands == "resolved":
        take_step("advance", reference)
        ended = post_completion(reference, "01", claims=a_clerk(), headers=CLOCK)
        assert ended["statusCode"] == 200, ended["body"]
        assert take_step("advance", reference)["next"] != "tasks"
    return reference


def test_what_has_an_opposite_can_be_undone_with_one_button(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that()
    done(send(browser, page_of(browser, reference), "take"))
    told = page_of(browser, reference, done="take", task="01")
    assert "You took the task." in told["body"]
    done(send(browser, told, "give_back"))
    assert case_file(reference).tasks[0].assignee is None
    done(send(browser, page_of(browser, reference), "wait", **TYPED["wait"]))
    done(send(browser, page_of(browser, reference, done="wait", task="01"), "resume"))
    assert case_file(reference).tasks[0].status is TaskStatus.OPEN


def test_undoing_a_priority_begins_with_the_one_before(aws: Aws) -> None:
    chief, reference = signed_in(role="supervisor"), a_case_that()
    before = case_file(reference).case.priority
    done(send(chief, page_of(chief, reference), "priority", priority="urgent", reason="A school."))
    page = page_of(chief, reference, open="priority")
    assert dict(forms_on(page)["priority"][1])["priority"] == before


def test_sent_twice_it_is_done_once_and_with_other_words_it_is_another(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that()
    page = page_of(browser, reference)
    for text in ("Mind the dog.", "Mind the dog.", "And the cat."):
        done(send(browser, page, "note", text=text))
    assert types(reference).count("note.added") == 2
    page = page_of(browser, reference)
    for _ in range(2):
        done(send(browser, page, "take"))
    assert types(reference).count("task.assigned") == 1


def test_an_act_costs_what_the_api_costs_and_the_session(aws: Aws, calls: Calls) -> None:
    browser, reference = signed_in(), a_case_that()
    page = page_of(browser, reference)
    calls.forget()
    done(send(browser, page, "take"))
    by_form = [*calls.names]
    other = a_case_that()
    calls.forget()
    act(f"{other}/tasks/01/assignment", {"assignee": "me"}, claims=CHIEF, X_Clock=NOW.isoformat())
    assert by_form == ["GetItem", *calls.names]


@pytest.mark.parametrize(("how", "typed", "words"), [
    ("note", {"text": ""}, "Write something here."),
    ("note", {"text": "a" * 100_000}, "You wrote 100,000"),
    ("transfer", {"agency": "", "reason": ""}, "Choose an agency."),
    ("wait", {"until": "", "reason": "Frost."}, "Give a day and a time."),
    ("wait", {"until": "yesterday", "reason": "Frost."}, "Give a future day and time"),
    ("wait", {"until": "2020-01-01T00:00", "reason": "Frost."}, "Give a future day and time"),
    ("wait", {"until": "9999-12-31T00:00", "reason": "Frost."}, "Give a future day and time, at most a year from now."),
    ("decline", {"note": ""}, "Write something here."),
    ("split", {"agencies": "streets", "reason": "Two jobs."}, "Choose two agencies or more."),
    ("link", {"reference": "nonsense"}, "There is no such case that you may work on."),
    ("link", {"reference": a_reference(77)}, "There is no such case that you may work on."),
    ("merge", {"into": a_reference(77), "reason": "The same."}, "There is no such case that you may work on."),
])  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    aws: Aws, how: str, typed: dict[str, str], words: str
) -> None:
    browser, reference = signed_in(), a_case_that()
    before = len(types(reference))
    answer = send(browser, page_of(browser, reference), how, **typed)
    assert answer["statusCode"] == 400
    body = unescape(answer["body"])
    assert words in body
    again = dict(forms_on(answer)[how][1])
    assert {name: value for name, value in typed.items() if name in again and value} == {
        name: again[name] for name, value in typed.items() if name in again and value
    }
    assert all(value in body for value in typed.values())
    assert len(types(reference)) == before


@pytest.mark.parametrize("words", ["  ", "\u200b", "\u3164\ufeff"], ids=ascii)
def test_a_question_that_nobody_sees_is_none_and_nothing_waits(aws: Aws, words: str) -> None:
    browser, reference = signed_in(), a_case_that()
    answer = send(browser, page_of(browser, reference), "ask", question=words)
    assert (answer["statusCode"], "Write something here." in answer["body"]) == (400, True)
    assert case_file(reference).tasks[0].status is TaskStatus.OPEN


@pytest.mark.parametrize("how", sorted(TO_ANOTHER))
def test_whoever_names_the_case_itself_is_told_that_another_one_is_meant(aws: Aws, how: str) -> None:
    browser, reference = signed_in(), a_case_that()
    typed = {TO_ANOTHER[how]: reference.lower(), **({} if how == "link" else {"reason": "The same."})}
    answer = send(browser, page_of(browser, reference), how, **typed)
    assert answer["statusCode"] == 400
    assert "This is the case itself. Write the reference of another one." in unescape(answer["body"])


def test_a_link_to_a_case_of_others_says_the_same_as_one_to_none(aws: Aws) -> None:
    reference, browser = a_case_that(), signed_in()
    foreign = a_case_that(service_code="dead-animal")
    answers = [
        send(browser, page_of(browser, reference), "link", reference=other) for other in (foreign, a_reference(77))
    ]
    assert [answer["statusCode"] for answer in answers] == [400, 400]
    assert answers[0]["body"].count("There is no such case") == answers[1]["body"].count("There is no such case")
