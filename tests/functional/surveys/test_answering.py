"""A resident answers a survey once; what does not fit the questions is refused and named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.answers import GivenAnswers
from onestop.domain.errors import NotPossible
from onestop.storage.catalogue.releases import current
from onestop.storage.surveys.responses import find_response, keep_answers
from tests.aws_in_memory import Aws
from tests.builders import said
from tests.functional.problems import fields_of, problem
from tests.functional.stories import (
    case_file,
    history,
    in_progress,
    open_case,
    post_answers,
    resolved,
    take_step,
    types,
)

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
    assert history(reference)[-1].data == {
        "survey": "standard",
        "scores": scores,
        "answer_channel": "web",
        "late": False,
    }
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


def test_answers_can_be_changed_until_the_time_is_over_and_the_case_being_closed_does_not_matter(aws: Aws) -> None:
    reference = resolved()["reference"]
    post_answers(reference, ALL)
    take_step("close", reference, because="answered")
    assert post_answers(reference, {"satisfaction": 1})["statusCode"] == 200
    response = find_response(reference)
    assert response is not None
    assert (dict(response.scores), response.words, response.changed) == ({"satisfaction": 1}, (), True)
    assert types(reference)[-3:] == ["survey.answered", "case.closed", "survey.answered"]
    at = case_file(reference).case.updated_at
    given: GivenAnswers = {"satisfaction": 5}
    keep_answers(reference, given, current(), at + timedelta(days=13), "web")
    keep_answers(reference, {"satisfaction": 1}, current(), at + timedelta(days=13, hours=1), "web")
    with pytest.raises(NotPossible, match="the time to change it has passed"):
        keep_answers(reference, given, current(), at + timedelta(days=15), "web")
    response = find_response(reference)
    assert response is not None
    assert dict(response.scores) == {"satisfaction": 1}


def test_what_is_delivered_again_does_not_undo_a_change(aws: Aws) -> None:
    reference = resolved()["reference"]
    at = case_file(reference).case.updated_at
    keep_answers(reference, {"satisfaction": 4}, current(), at, "email", command="mail-1")
    keep_answers(reference, {"satisfaction": 2}, current(), at + timedelta(hours=1), "web")
    keep_answers(reference, {"satisfaction": 4}, current(), at + timedelta(hours=2), "email", command="mail-1")
    response = find_response(reference)
    assert response is not None
    assert dict(response.scores) == {"satisfaction": 2}


def test_a_case_at_work_has_no_survey_to_answer(aws: Aws) -> None:
    for reference in (open_case()["reference"], in_progress()["reference"]):
        problem(post_answers(reference, ALL), 409)
        assert find_response(reference) is None


def test_an_answer_that_comes_late_is_kept_and_marked_and_one_much_later_is_refused(aws: Aws) -> None:
    reference = resolved()["reference"]
    take_step("close", reference, because="expired")
    at = case_file(reference).case.updated_at
    with pytest.raises(NotPossible, match="its time has passed"):
        keep_answers(reference, {"satisfaction": 1}, current(), at + timedelta(days=14 + 91), "web")
    assert post_answers(reference, ALL)["statusCode"] == 200
    response = find_response(reference)
    assert response is not None
    assert (response.late, dict(response.words)) == (True, {"comment": "Ana thanks the crew."})
    assert history(reference)[-1].data["late"] is True
    assert case_file(reference).case.status is Status.CLOSED
    assert fields_of(post_answers(reference, {"satisfaction": 1}), 409) == {"answers"}
