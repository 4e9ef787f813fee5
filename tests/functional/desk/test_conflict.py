"""Two at once: both versions side by side, what was typed kept, and mine on top where it still fits."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest

from onestop.domain.cases.lifecycle import TaskStatus
from tests.aws_in_memory import Aws
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.desk.test_case_acts import Forms, a_case_that, done, forms_on, page_of, send
from tests.functional.stories import case_file, types

TYPED = {"agency": "sanitation", "reason": "Glass on the road, and a <bad> smell."}


def test_both_versions_stand_side_by_side_and_mine_goes_on_top_where_it_fits(aws: Aws) -> None:
    ana, bo, reference = signed_in(), signed_in(sub="bo"), a_case_that("open")
    page = page_of(ana, reference)
    done(send(bo, page_of(bo, reference), "take"))
    answer = send(ana, page, "transfer", **TYPED)
    assert answer["statusCode"] == 409
    body = unescape(answer["body"])
    assert "The case has moved on while you were looking" in body
    assert "was given to colleague bo" in body
    assert body.count("Glass on the road, and a <bad> smell.") == 2  # in words, and in the form
    assert case_file(reference).tasks[0].agency == "streets"
    done(send(ana, answer, "transfer"))
    assert case_file(reference).tasks[0].agency == "sanitation"


def test_what_does_not_fit_any_more_can_be_kept_as_a_note(aws: Aws) -> None:
    ana, bo, reference = signed_in(), signed_in(sub="bo"), a_case_that("open")
    page = page_of(ana, reference)
    done(send(bo, page_of(bo, reference), "ask", question="Which lane?"))
    answer = send(ana, page, "transfer", **TYPED)
    assert answer["statusCode"] == 409
    assert set(forms_on(answer)) == {"note"}
    done(send(ana, answer, "note"))
    assert types(reference)[-1] == "note.added"


def test_from_a_page_that_stands_still_the_next_task_meets_what_was_done_to_the_first(aws: Aws) -> None:
    bulky = {"service_code": "bulky-waste", "description": "A sofa.", "answers": {"items": ["cold"], "count": 2}}
    browser, reference = signed_in(agency="greenhaul", role="contractor"), a_case_that(**bulky)
    taking = [found for found in Forms(page_of(browser, reference)["body"]).forms if ("how", "take") in found[1]]
    assert [path.split("/")[-2] for path, _ in taking] == ["01", "02"]
    done(browser.post(*taking[0]))
    answer = browser.post(*taking[1])
    assert answer["statusCode"] == 409
    done(send(browser, answer, "take"))
    assert {task.assignee for task in case_file(reference).tasks} == {"clerk-1"}


def test_a_note_for_colleagues_meets_nobody(aws: Aws) -> None:
    ana, bo, reference = signed_in(), signed_in(sub="bo"), a_case_that("open")
    page = page_of(ana, reference)
    done(send(bo, page_of(bo, reference), "take"))
    done(send(ana, page, "note", text="Mind the dog."))


@pytest.mark.parametrize("how", ["done", "take", "ask"])
def test_a_case_that_left_my_agency_while_i_looked_says_where_it_went_and_offers_nothing(aws: Aws, how: str) -> None:
    ana, bo, reference = signed_in(), signed_in(sub="bo"), a_case_that("open")
    page = page_of(ana, reference)
    done(send(bo, page_of(bo, reference), "transfer", **TYPED))
    answer = send(ana, page, how, **({"question": "Which lane is it?"} if how == "ask" else {}))
    assert answer["statusCode"] in (403, 409)
    assert forms_on(answer) == {}
    if how == "ask":
        assert "Which lane is it?" in answer["body"]
    now = page_of(ana, reference)
    assert forms_on(now) == {}
    assert "This case is not with your agency any more" in now["body"]
    assert "went to Sanitation" in unescape(now["body"])
    assert case_file(reference).tasks[0].status is TaskStatus.OPEN


def after_joining(browser: Browser, other: str) -> None:
    done(send(browser, page_of(browser, other), "merge", into=a_case_that(), reason="The same hole."))


def after_withdrawing(browser: Browser, other: str) -> None:
    done(send(browser, page_of(browser, other), "withdraw", reason="They called."))


@pytest.mark.parametrize(
    ("how", "field", "other_ends", "why"),
    [
        ("merge", "into", after_joining, "The other case was joined with a third one. Use that one."),
        ("merge", "into", after_withdrawing, "The other case is closed: nobody works on it."),
        ("wait_for_case", "case", after_withdrawing, "The other case has ended already: there is nothing to wait for."),
    ],
)
def test_what_the_other_case_does_not_allow_is_said_and_is_not_offered_again(
    aws: Aws, how: str, field: str, other_ends: Callable[[Browser, str], None], why: str
) -> None:
    ana, reference, other = signed_in(), a_case_that(), a_case_that()
    other_ends(ana, other)
    answer = send(ana, page_of(ana, reference), how, **{field: other, "reason": "The same street."})
    assert (answer["statusCode"], why in unescape(answer["body"])) == (409, True)
    assert set(forms_on(answer)) == {"note"}  # their words can still be kept
    assert "Do mine on top" not in answer["body"]


def test_two_cases_that_are_linked_already_are_said_to_be_and_nothing_is_offered(aws: Aws) -> None:
    ana, reference, other = signed_in(), a_case_that(), a_case_that()
    done(send(ana, page_of(ana, reference), "link", reference=other))
    answer = send(ana, page_of(ana, reference), "link", reference=other)
    assert answer["statusCode"] == 409
    assert "These two cases are linked already." in unescape(answer["body"])
    assert forms_on(answer) == {}
    assert [link.reference for link in case_file(reference).case.links] == [other]
