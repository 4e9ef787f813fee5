"""Two at once: both versions side by side, what was typed kept, and mine on top where it still fits."""

from __future__ import annotations

from html import unescape

import pytest

from onestop.domain.cases.lifecycle import TaskStatus
from tests.aws_in_memory import Aws
from tests.functional.desk.desking import signed_in
from tests.functional.desk.test_case_acts import a_case_that, done, forms_on, page_of, send
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
