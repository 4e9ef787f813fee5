"""A resident sees how their case stands; whoever does not hold its secret does not even learn that there is one."""

from __future__ import annotations

from typing import Any

import pytest

from intake.handler import handle
from tests.aws_in_memory import Aws, Calls
from tests.builders import a_reference, an_api_event, said
from tests.functional.problems import fields_of
from tests.functional.stories import in_progress, invite, open_case, post_answers, resolved, take_step


def get_status(reference: str, secret: str | None, **query: str) -> dict[str, Any]:
    asked = ({"secret": secret} if secret is not None else {}) | query
    return handle(an_api_event("GET", f"/api/cases/{reference}", query=asked), None)


def test_the_status_of_a_new_case(aws: Aws) -> None:
    opened = open_case()
    status = said(get_status(opened["reference"], opened["secret"]))
    assert (status["status"], status["status_text"], status["version"]) == ("open", "Received", 1)
    assert status["service"] == {"code": "pothole", "name": "Pothole"}
    assert [step["text"] for step in status["timeline"]] == ["We received your request."]


def test_the_public_status_is_exactly_one_query(aws: Aws, calls: Calls) -> None:
    opened = open_case()
    calls.forget()
    get_status(opened["reference"], opened["secret"])
    assert calls.names == ["Query"]


def test_the_timeline_tells_the_whole_story_in_order_and_in_names(aws: Aws) -> None:
    opened = resolved()
    invite(opened["reference"])
    post_answers(opened["reference"], {"satisfaction": 5})
    take_step("close", opened["reference"], because="answered")
    status = said(get_status(opened["reference"], opened["secret"]))
    assert status["status"] == "closed"
    assert [step["text"] for step in status["timeline"]] == [
        "We received your request.",
        "Your request was passed to: Streets and Traffic.",
        "Streets and Traffic is working on it.",
        "Streets and Traffic has finished its part.",
        "The work is done.",
        "We asked you how it went.",
        "You told us how it went. Thank you.",
        "The case was closed.",
    ]
    assert status["due_at"]
    assert status["reasons"] == ["You chose this service."]


@pytest.mark.parametrize(("asked", "words"), [("es", "En curso"), ("zh-CN", "办理中"), ("fr", "In progress")])
def test_the_status_is_told_in_the_language_asked_for(aws: Aws, asked: str, words: str) -> None:
    opened = in_progress()
    assert said(get_status(opened["reference"], opened["secret"], lang=asked))["status_text"] == words


def test_the_public_status_holds_neither_words_nor_persons(aws: Aws) -> None:
    opened = in_progress()
    body = get_status(opened["reference"], opened["secret"])["body"]
    assert not [word for word in ("Ana", "Rivas", "resident.example", "deep hole", "Elm Lane") if word in body]


@pytest.mark.parametrize("sloppy", [str.lower, lambda text: text.replace("-", ""), lambda text: text.replace("-", " ")])
def test_the_reference_may_be_written_as_it_was_spoken(aws: Aws, sloppy: Any) -> None:
    opened = open_case()
    event = an_api_event("GET", "/api/cases/x", query={"secret": opened["secret"]})
    event["pathParameters"] = {"reference": sloppy(opened["reference"])}
    assert said(handle(event, None))["reference"] == opened["reference"]


def test_the_secret_may_come_in_a_header_so_that_it_is_in_no_address(aws: Aws) -> None:
    opened = open_case()
    event = an_api_event("GET", f"/api/cases/{opened['reference']}", headers={"X-Case-Secret": opened["secret"]})
    assert handle(event, None)["statusCode"] == 200


def refusals(opened: dict[str, Any]) -> dict[str, dict[str, Any]]:
    reference, secret = opened["reference"], opened["secret"]
    return {
        "unknown reference": get_status(a_reference(99), secret),
        "wrong secret": get_status(reference, secret[:-1] + ("A" if secret[-1] != "A" else "B")),
        "no secret": get_status(reference, None),
        "empty secret": get_status(reference, ""),
        "a secret of strange letters": get_status(reference, "пароль 🙂"),
        "half a secret": get_status(reference, secret[:12]),
        "the secret of another case": get_status(reference, open_case()["secret"]),
        "malformed reference": get_status("not-a-reference", secret),
        "misheard reference": get_status(reference[:-1] + ("0" if reference[-1] != "0" else "1"), secret),
        "very long reference": get_status("7" * 5000, secret),
    }


def test_a_wrong_secret_and_an_unknown_reference_get_the_same_answer_to_the_byte(aws: Aws) -> None:
    answers = refusals(open_case())
    for answer in answers.values():
        assert fields_of(answer, 404) == {"reference"}
        assert answer == answers["unknown reference"]


def test_nobody_learns_from_the_number_of_calls_whether_a_case_exists(aws: Aws, calls: Calls) -> None:
    opened = open_case()
    for reference in (opened["reference"], a_reference(99), "not-a-reference"):
        calls.forget()
        get_status(reference, "wrong")
        assert calls.names == []
