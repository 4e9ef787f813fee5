"""A resident answers a survey once; what does not fit the questions is refused and named."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.storage.responses import find_response
from tests.aws_in_memory import Aws
from tests.builders import said
from tests.functional.problems import fields_of, problem
from tests.functional.stories import case_file, history, in_progress, open_case, post_answers, resolved, take_step

SCALES = ["satisfaction", "ease", "speed", "fairness", "resolved"]
ALL = dict.fromkeys(SCALES, 4) | {"comment": "Ana thanks the crew."}


def test_answers_are_kept_and_the_words_stay_where_words_belong(aws: Aws) -> None:
    reference = resolved()["reference"]
    assert said(post_answers(reference, ALL)) == {"reference": reference, "answered": True}
    response = find_response(reference)
    assert response is not None
    assert dict(response.scores) == dict.fromkeys(SCALES, 4)
    assert dict(response.words) == {"comment": "Ana thanks the crew."}
    scores = [[code, 4] for code in SCALES]
    assert history(reference)[-1].data == {"survey": "standard", "scores": scores, "channel": "web"}
    assert "Ana" not in repr(history(reference))


def test_only_the_first_question_needs_an_answer(aws: Aws) -> None:
    reference = resolved()["reference"]
    assert post_answers(reference, {"satisfaction": 1, "comment": ""})["statusCode"] == 200
    response = find_response(reference)
    assert response is not None
    assert (response.scores, response.words) == ((("satisfaction", 1),), ())


BAD: dict[str, tuple[Any, set[str]]] = {
    "nothing": ({}, {"answers.satisfaction"}),
    "not the required one": ({"ease": 5}, {"answers.satisfaction"}),
    "an unknown question": ({"satisfaction": 5, "colour": 3}, {"answers.colour"}),
    "words for a score": ({"satisfaction": "five"}, {"answers.satisfaction"}),
    "a score for words": ({"satisfaction": 5, "comment": 3}, {"answers.comment"}),
    "several": ({"ease": "well", "colour": 1}, {"answers.satisfaction", "answers.ease", "answers.colour"}),
}


@pytest.mark.parametrize("what", BAD)
def test_answers_that_do_not_fit_the_questions_are_refused_and_named(aws: Aws, what: str) -> None:
    reference = resolved()["reference"]
    answers, fields = BAD[what]
    assert fields_of(post_answers(reference, answers)) == fields
    assert find_response(reference) is None


UNREADABLE: list[tuple[Any, str]] = [
    ({"satisfaction": 0}, "answers.satisfaction"),
    ({"satisfaction": 6}, "answers.satisfaction"),
    ({"satisfaction": 4.5}, "answers.satisfaction"),
    ({"satisfaction": True}, "answers.satisfaction"),
    ({"satisfaction": None}, "answers.satisfaction"),
    ({"satisfaction": [5]}, "answers.satisfaction"),
    ({"satisfaction": 10**30}, "answers.satisfaction"),
    ({"satisfaction": 5, "comment": "x" * 4001}, "answers.comment"),
    ({"satisfaction": 5, "comment": "\x07"}, "answers.comment"),
    ({"Satisfaction!": 5}, "answers"),
    ([5], "answers"),
    ("5", "answers"),
    (5, "answers"),
]


@pytest.mark.parametrize(("answers", "field"), UNREADABLE, ids=lambda value: str(value)[:30])
def test_answers_that_are_none_are_refused_and_named(aws: Aws, answers: Any, field: str) -> None:
    reference = resolved()["reference"]
    assert fields_of(post_answers(reference, answers)) == {field}
    assert find_response(reference) is None


def test_the_same_answers_again_change_nothing(aws: Aws) -> None:
    reference = resolved()["reference"]
    first = post_answers(reference, ALL)
    before = case_file(reference)
    assert post_answers(reference, ALL) == first
    assert case_file(reference) == before


def test_other_answers_are_refused_and_the_first_ones_stay(aws: Aws) -> None:
    reference = resolved()["reference"]
    post_answers(reference, ALL)
    again = post_answers(reference, {"satisfaction": 1})
    assert fields_of(again, 409) == {"answers"}
    response = find_response(reference)
    assert response is not None
    assert dict(response.scores)["satisfaction"] == 4


def test_the_same_answers_are_taken_again_even_when_the_case_is_closed(aws: Aws) -> None:
    reference = resolved()["reference"]
    post_answers(reference, ALL)
    take_step("close", reference, because="answered")
    assert post_answers(reference, ALL)["statusCode"] == 200
    assert fields_of(post_answers(reference, {"satisfaction": 1}), 409) == {"answers"}


def test_a_case_at_work_has_no_survey_to_answer(aws: Aws) -> None:
    for reference in (open_case()["reference"], in_progress()["reference"]):
        problem(post_answers(reference, ALL), 409)
        assert find_response(reference) is None


def test_after_its_time_a_survey_is_closed(aws: Aws) -> None:
    reference = resolved()["reference"]
    take_step("close", reference, because="expired")
    document = problem(post_answers(reference, ALL), 409)
    assert "its time has passed" in document["detail"]
