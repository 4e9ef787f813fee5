"""The resident of a resolved case is asked once how it went, and answers once."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.runtime import links
from onestop.storage.surveys.responses import find_response
from surveys.handler import handle
from tests.aws_in_memory import Aws
from tests.builders import a_reference, an_api_event, an_sqs_event, said
from tests.functional.problems import fields_of
from tests.functional.stories import (
    POTHOLE,
    in_progress,
    invite,
    post_answers,
    resolved,
    take_step,
    types,
)

QUESTIONS = ["satisfaction", "ease", "speed", "fairness", "resolved", "comment"]
SCALES = QUESTIONS[:-1]
ALL = dict.fromkeys(SCALES, 4) | {"comment": "Ana thanks the crew."}


def get_survey(reference: str, secret: str | None = None, **query: str) -> dict[str, Any]:
    asked = {"secret": links.secret_of(links.SURVEY, reference) if secret is None else secret} | query
    return handle(an_api_event("GET", f"/api/surveys/{reference}", query=asked), None)


def test_a_resolved_case_is_asked_about_once_however_often_it_is_told(aws: Aws) -> None:
    reference = resolved()["reference"]
    for _ in range(3):
        assert invite(reference) == {"batchItemFailures": []}
    assert types(reference).count("survey.invited") == 1


def test_a_case_that_is_not_resolved_is_not_asked_about(aws: Aws) -> None:
    reference = in_progress()["reference"]
    assert invite(reference) == {"batchItemFailures": []}
    assert "survey.invited" not in types(reference)


def test_a_closed_case_is_not_asked_about(aws: Aws) -> None:
    reference = resolved()["reference"]
    take_step("close", reference, because="expired")
    invite(reference)
    assert "survey.invited" not in types(reference)


def test_other_events_ask_nobody(aws: Aws) -> None:
    reference = resolved()["reference"]
    handle(an_sqs_event({"type": "case.opened", "subject": reference, "id": "1"}), None)
    assert "survey.invited" not in types(reference)


def test_a_message_that_fails_goes_back_alone(aws: Aws) -> None:
    reference = resolved()["reference"]
    good, gone = ({"type": "case.resolved", "subject": name, "id": "1"} for name in (reference, a_reference(99)))
    assert handle(an_sqs_event(gone, good), None) == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
    assert "survey.invited" in types(reference)


@pytest.mark.parametrize(
    ("asked", "language", "first"),
    [
        (None, "es", "En general, ¿cómo califica la forma en que atendimos su solicitud?"),
        ("en", "en", "All in all, how happy are you with the way we handled your request?"),
        ("zh-CN", "zh-Hans", "总体来说，您对这次办理满意吗？"),
        ("fr", "es", "En general, ¿cómo califica la forma en que atendimos su solicitud?"),
    ],
)
def test_the_questions_are_asked_in_the_residents_language(
    aws: Aws, asked: str | None, language: str, first: str
) -> None:
    reference = resolved(**(POTHOLE | {"language": "es"}))["reference"]
    survey = said(get_survey(reference, **({"lang": asked} if asked else {})))
    assert (survey["survey"], survey["language"]) == ("standard", language)
    assert [question["code"] for question in survey["questions"]] == QUESTIONS
    assert [question["required"] for question in survey["questions"]] == [True] + [False] * 5
    assert survey["questions"][0]["text"] == first


def test_a_wrong_secret_and_an_unknown_reference_get_the_same_answer(aws: Aws) -> None:
    opened = resolved()
    reference = opened["reference"]
    track = opened["secret"]
    refused = [
        get_survey(reference, "wrong"),
        get_survey(reference, ""),
        get_survey(reference, track),
        get_survey(a_reference(99), track),
        get_survey("not-a-reference"),
        post_answers(reference, ALL, secret="wrong"),
        post_answers(reference, ALL, secret=track),
        post_answers(a_reference(99), ALL, secret=track),
    ]
    for answer in refused:
        assert fields_of(answer, 404) == {"reference"}
        assert answer == refused[0]
    assert find_response(reference) is None


def test_neither_the_comment_nor_the_secret_is_logged(aws: Aws, logged: Any) -> None:
    reference = resolved()["reference"]
    post_answers(reference, ALL)
    said_in_log = logged.getvalue()
    assert reference in said_in_log
    assert not [word for word in ("Ana", links.secret_of(links.SURVEY, reference)) if word in said_in_log]
