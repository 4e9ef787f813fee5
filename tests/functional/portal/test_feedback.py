"""What somebody says about us at any time: kept once, read where it belongs without personal data, not too often."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from onestop.storage.catalogue.articles import counts_of_answer
from onestop.storage.surveys.feedback import feedback_for
from portal import handler as portal
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, an_api_event
from tests.functional.desk.desking import signed_in
from tests.functional.portal.reading import get, post, title_of, value_of, wrong_in

RUDE = "Clerk Ana Rivas of 3 Elm Lane was rude, call +1 902 555 0199."


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")


def say(**fields: str) -> dict[str, Any]:
    return post("/feedback", fields, headers={**FORM, "X-Clock": NOW.isoformat()}, lang="en")


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_each_page_asks_whether_it_helped_and_a_word_of_it_is_counted() -> None:
    assert "/feedback?about=%2Freport" in get("/report", lang="en")["body"]
    page = get("/feedback", about="/report", lang="en")
    assert value_of(page, "about") == "/report"
    assert "What was missing" not in say(about="/report", helped="yes")["body"]
    say(about="/report", helped="no")
    assert {(each.helped, each.count) for each in counts_of_answer("page:/report")} == {(True, 1), (False, 1)}


def test_a_complaint_about_staff_is_read_elsewhere_once_and_without_personal_data() -> None:
    for _ in range(2):
        answer = say(kind="staff", agency="streets", words=RUDE, about="/track", key="a-key-of-a-form")
        assert answer["statusCode"] == 200
    assert "Thank you." in answer["body"]
    assert feedback_for("streets", NOW) == []
    own = signed_in(agency="streets", role="supervisor").get("/desk/supervisor/feedback")
    other = signed_in(agency="contact-centre", role="supervisor", sub="chief").get("/desk/supervisor/feedback")
    assert (own["statusCode"], other["statusCode"]) == (200, 200)
    assert "was rude" not in own["body"]
    assert other["body"].count("was rude") == 1
    assert not [each for each in ("Ana", "Rivas", "Elm Lane", "0199") if each in other["body"]]
    assert (
        signed_in(agency="contact-centre", role="clerk", sub="c").get("/desk/supervisor/feedback")["statusCode"] == 403
    )


def test_a_program_says_it_too_and_what_is_wrong_is_named() -> None:
    body = {"kind": "praise", "words": "The crew was kind.", "agency": "streets"}
    headers = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}
    answer = portal.handle(an_api_event("POST", "/api/feedback", body=body, headers=headers), None)
    assert (answer["statusCode"], json.loads(answer["body"])) == (201, {"kind": "praise", "goes_to": "streets"})
    assert [each.words for each in feedback_for("streets", NOW)] == ["The crew was kind."]
    wrong = say(kind="joke", words="", agency="nobody")
    assert wrong["statusCode"] == 400
    assert title_of(wrong).startswith("Error: ")
    assert set(wrong_in(wrong)) == {"kind", "words", "agency"}


def test_a_program_that_sends_it_again_is_answered_the_same_and_it_is_kept_once(calls: Calls) -> None:
    body = {"kind": "idea", "words": "More benches.", "agency": "streets"}

    def sent(at: datetime, **own: str) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "X-Clock": at.isoformat(), "Idempotency-Key": "k" * 20}
        return portal.handle(an_api_event("POST", "/api/feedback", body=body | own, headers=headers), None)

    first = sent(NOW)
    calls.forget()
    again = sent(NOW + timedelta(days=3))  # the row of another day would not stand in its way
    assert (again["statusCode"], again["body"]) == (first["statusCode"], first["body"])
    assert calls.names == ["Query"]
    assert sent(NOW, words="Fewer benches.")["statusCode"] == 422
    assert [each.words for each in feedback_for("streets", NOW)] == ["More benches."]


def test_one_network_says_so_much_within_an_hour() -> None:
    event = an_api_event("POST", "/api/feedback", body={"kind": "idea", "words": "More benches."})
    event["requestContext"]["identity"] = {"sourceIp": "8.8.4.4"}
    event["headers"]["X-Clock"] = NOW.isoformat()
    answers = [portal.handle(event, None)["statusCode"] for _ in range(21)]
    assert answers == [201] * 20 + [429]


def test_one_network_moves_the_figures_of_pages_so_far_and_no_further() -> None:
    event = an_api_event(
        "POST", "/feedback", body="about=/report&helped=no", headers=FORM | {"X-Clock": NOW.isoformat()}
    )
    event["requestContext"]["identity"] = {"sourceIp": "8.8.4.4"}
    assert {portal.handle(event, None)["statusCode"] for _ in range(62)} == {200}
    assert [each.count for each in counts_of_answer("page:/report")] == [60]
