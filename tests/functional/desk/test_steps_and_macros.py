"""How many steps an act takes, counted on the pages; and prepared texts, which are read before they are sent."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from onestop.domain.cases.lifecycle import TaskStatus
from tests.aws_in_memory import Aws
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.desk.steps import STEPS, as_markdown
from tests.functional.desk.test_case_acts import TYPED, Forms, a_case_that, done, forms_on, page_of, send
from tests.functional.stories import case_file, types

PROJECT = Path(__file__).parents[3]


class Clicks(HTMLParser):
    """How many clicks each button of a form is away on this page, and which keys there are: one for itself, one more
    for each fold around it that is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.folds: list[bool] = []
        self.how = ""
        self.away: dict[str, int] = {}
        self.keys: set[str] = set()
        self.links: list[str] = []
        self.feed(html.partition("<main")[2].partition("</main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.keys |= {found["data-key"] or ""} if "data-key" in found else set()
        if tag == "details":
            self.folds.append("open" not in found)
        elif found.get("name") == "how":
            self.how = found["value"] or ""
        elif tag == "button" and self.how:
            self.away.setdefault(self.how, 1 + sum(self.folds))
        elif tag == "a":
            self.links.append(found.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.folds.pop()


def open_from_inbox(browser: Browser, reference: str) -> Clicks:
    """The case as one comes to it with one click from the inbox."""
    assert any(f"/desk/cases/{reference}" in link for link in Clicks(browser.get("/desk")["body"]).links)
    return Clicks(page_of(browser, reference)["body"])


def test_a_simple_task_is_done_from_the_inbox_with_two_clicks_or_three_keys(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    page = open_from_inbox(browser, reference)
    assert 1 + page.away["done"] == len(STEPS["done"].here)
    assert STEPS["done"].keys[-1] in page.keys  # after j and Enter
    done(send(browser, page_of(browser, reference), "done"))
    assert case_file(reference).tasks[0].status is TaskStatus.DONE


def test_a_task_is_passed_on_from_the_inbox_with_three_clicks(aws: Aws) -> None:
    page = open_from_inbox(signed_in(), a_case_that("open"))
    assert 1 + page.away["transfer"] == len(STEPS["transfer"].here)
    assert STEPS["transfer"].keys[-1] in page.keys


def test_the_resident_is_asked_with_a_prepared_text_in_three_clicks(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    macro = f"/desk/cases/{reference}?macro=which-lane&task=01#ask-01-form"
    assert macro in open_from_inbox(browser, reference).links
    filled = page_of(browser, reference, macro="which-lane", task="01")
    assert 1 + 1 + Clicks(filled["body"]).away["ask"] == len(STEPS["ask"].here)
    done(send(browser, filled, "ask"))
    assert "resident.asked" in types(reference)


def test_many_are_done_with_three_clicks_and_a_tick_each(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    inbox = browser.get("/desk")["body"]
    assert '<option value="done">' in inbox  # what
    assert '<button class="button second" name="act" value="other">' in inbox  # Go on
    fields = [("act", "other"), ("other", "done"), ("item", f"{reference}/01")]
    asked = browser.submit("/desk/bulk", fields)["body"]
    sends = asked.partition('action="/desk/bulk/doing"')[2].partition("</form>")[0]
    assert sends.count("<button") == 1  # Do it
    assert STEPS["bulk"].here == ("what", "Go on", "Do it")


def test_no_act_takes_more_steps_than_was_promised_or_than_elsewhere_and_the_page_says_the_same() -> None:
    assert [steps.act for steps in STEPS.values() if len(steps.here) > steps.most] == []
    assert [steps.act for steps in STEPS.values() if len(steps.here) > len(steps.there)] == []
    assert [steps.act for steps in STEPS.values() if len(steps.keys) > 3] == []
    assert as_markdown() in (PROJECT / "docs" / "desk.md").read_text(encoding="utf-8")


def test_a_prepared_text_is_in_the_language_of_the_resident_and_its_placeholders_are_filled_in(aws: Aws) -> None:
    reference = a_case_that(description="Un hueco.", contact={"language": "es"})
    page = page_of(signed_in(), reference, macro="which-lane", task="01")
    question = dict(forms_on(page)["ask"][1])["question"]
    assert question.startswith("Estamos por reparar 3 Elm Lane. ¿En qué carril")


def test_a_macro_of_several_acts_is_shown_whole_and_done_in_order_once(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    page = page_of(browser, reference, macro="frost", task="01")
    assert "Asphalt does not hold" in page["body"]
    path = f"/desk/cases/{reference}/tasks/01/macro"
    fields = next(fields for where, fields in Forms(page["body"]).forms if where == path)
    assert [value for name, value in fields if name == "step"] == ["message", "wait"]
    for _ in range(2):
        done(browser.post(path, fields))
    assert [kind for kind in types(reference) if kind in ("contact.sent", "task.waiting")] == [
        "contact.sent",
        "task.waiting",
    ]


def test_a_macro_that_meets_another_stops_where_it_cannot_go_on_and_keeps_the_rest(aws: Aws) -> None:
    ana, bo, reference = signed_in(), signed_in(sub="bo"), a_case_that("open")
    page = page_of(ana, reference, macro="frost", task="01")
    done(send(bo, page_of(bo, reference), "wait", **TYPED["wait"]))
    path = f"/desk/cases/{reference}/tasks/01/macro"
    answer = ana.post(path, next(fields for where, fields in Forms(page["body"]).forms if where == path))
    assert answer["statusCode"] == 409
    assert "Asphalt does not hold" in unescape(answer["body"])
    assert "contact.sent" not in types(reference)


def test_a_macro_that_does_not_fit_is_not_offered(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("asked")
    assert "macro=" not in page_of(browser, reference)["body"]
    assert "macro=" not in page_of(signed_in(role="contractor"), reference)["body"]
