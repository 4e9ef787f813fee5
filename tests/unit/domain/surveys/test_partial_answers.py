"""Answers from where only some of the questions are asked, beside the earlier ones to the others."""

from __future__ import annotations

from typing import Any

from onestop.domain.catalogue.answers import read_answers, with_earlier
from onestop.domain.catalogue.catalogue import Catalogue

CAME_BACK = {"solved": False, "why-not": ["half-done", "came-back"], "calls": 3, "channel": "phone"}


def after(earlier: dict[str, Any], given: dict[str, Any], survey: str, catalogue: Catalogue) -> dict[str, Any]:
    asked = catalogue.surveys[survey]
    return dict(with_earlier(given, read_answers(earlier, asked), asked))


def test_earlier_answers_of_every_kind_stay_as_they_were_given(catalogue: Catalogue) -> None:
    assert after(CAME_BACK, {"calls": 4}, "reasons", catalogue) == {**CAME_BACK, "calls": 4}
    words = {"satisfaction": 2, "comment": "Ask for the blue door."}
    assert after(words, {"satisfaction": 4}, "standard", catalogue) == {**words, "satisfaction": 4}


def test_what_is_not_asked_any_more_after_the_new_answer_is_left_out(catalogue: Catalogue) -> None:
    assert after(CAME_BACK, {"solved": True}, "reasons", catalogue) == {"solved": True, "channel": "phone"}


def test_an_answer_to_a_question_that_there_is_not_stays_and_is_refused_later(catalogue: Catalogue) -> None:
    assert after({"satisfaction": 2}, {"colour": 1}, "standard", catalogue) == {"satisfaction": 2, "colour": 1}
