"""The survey as a page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from onestop.domain.cases.case import Case
from onestop.domain.cases.case_end import reopen
from onestop.domain.people.actor import Actor
from onestop.runtime import links
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.once import Once
from onestop.storage.surveys.responses import find_response
from tests.aws_in_memory import Aws
from tests.builders import an_act
from tests.functional.portal.reading import follow, get, language_of, post, title_of, wrong_in
from tests.functional.stories import in_progress, invite, open_case, resolved, take_step

TICKED = {"answer-satisfaction": "5", "answer-ease": "3", "answer-comment": "Muy bien, gracias"}


def invited(**body: Any) -> tuple[str, str]:
    """The page and the secret of a survey that waits for its answer."""
    opened = resolved(**body)
    invite(opened["reference"])
    return f"/survey/{opened['reference']}", secret_of(opened["reference"])


def secret_of(reference: str) -> str:
    return links.secret_of(links.SURVEY, reference)


def case_of(page: str) -> Case:
    return load_file(page.rpartition("/")[2]).case


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(("language", "words"), [("en", "Very happy"), ("zh-Hans", "非常满意"), ("es", "Muy bien")])
def test_the_questions_are_asked_in_the_language(language: str, words: str) -> None:
    page, secret = invited()
    answer = get(page, secret=secret, lang=language)
    assert answer["statusCode"] == 200
    assert language_of(answer) == language
    assert words in answer["body"]
    assert answer["body"].count('type="radio"') == 25


@pytest.mark.usefixtures("aws")
def test_answers_are_kept_and_thanked_for() -> None:
    page, secret = invited()
    answer = follow(post(page, TICKED | {"secret": secret}))
    response = find_response(case_of(page).reference)
    assert title_of(answer).startswith("Thank you")
    assert response is not None
    assert dict(response.scores) == {"satisfaction": 5, "ease": 3}
    assert dict(response.words) == {"comment": "Muy bien, gracias"}


@pytest.mark.usefixtures("aws")
def test_answers_sent_twice_count_once_and_can_be_changed_on_the_page_that_shows_them() -> None:
    page, secret = invited()
    for _ in range(2):
        assert title_of(follow(post(page, TICKED | {"secret": secret}))).startswith("Thank you")
    again = get(page, secret=secret, lang="en")
    assert "You can change your answers until" in again["body"]
    assert re.search(r'name="answer-satisfaction" value="5"[^>]* checked', again["body"])
    assert title_of(follow(post(page, {"answer-satisfaction": "1", "secret": secret}))).startswith("Thank you")
    response = find_response(case_of(page).reference)
    assert (dict(response.scores), response.words, response.changed) == ({"satisfaction": 1}, (), True)


@pytest.mark.usefixtures("aws")
def test_what_is_missing_or_wrong_is_named_and_the_rest_is_kept() -> None:
    page, secret = invited()
    answer = post(page, {"secret": secret, "answer-ease": "9", "answer-comment": "x" * 4001}, lang="en")
    assert answer["statusCode"] == 400
    assert title_of(answer).startswith("Error: ")
    assert wrong_in(answer) == ["answer-satisfaction", "answer-ease", "answer-comment"]
    assert "x" * 4001 in answer["body"]


@pytest.mark.usefixtures("aws")
def test_a_survey_link_needs_its_own_secret() -> None:
    page, _ = invited()
    track = links.secret_of(links.TRACK, case_of(page).reference)
    for answer in (get(page), get(page, secret=track), post(page, TICKED | {"secret": track})):
        assert answer["statusCode"] == 404
        assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert find_response(case_of(page).reference) is None


@pytest.mark.usefixtures("aws")
def test_a_survey_before_its_time_says_so() -> None:
    opened = in_progress()
    answer = get(f"/survey/{opened['reference']}", secret=secret_of(opened["reference"]), lang="en")
    assert title_of(answer).startswith("It is too early")


@pytest.mark.usefixtures("aws")
def test_answers_to_a_case_that_has_no_survey_yet_lead_to_the_page_that_says_so() -> None:
    reference = open_case()["reference"]
    sent = post(f"/survey/{reference}", TICKED | {"secret": secret_of(reference)}, lang="en")
    assert title_of(follow(sent)).startswith("It is too early")


@pytest.mark.usefixtures("aws")
def test_who_comes_late_is_told_so_and_answers_all_the_same_once() -> None:
    page, secret = invited()
    take_step("close", case_of(page).reference, because="expired")
    assert "it does not count in our figures" in get(page, secret=secret, lang="en")["body"]
    assert title_of(follow(post(page, TICKED | {"secret": secret}, lang="en"))).startswith("Thank you")
    assert find_response(case_of(page).reference).late
    assert title_of(get(page, secret=secret, lang="en")).startswith("You have answered this survey")


def test_who_has_answered_is_thanked_when_the_survey_has_left_the_catalogue(aws: Aws, release: dict[str, Any]) -> None:
    page, secret = invited()
    post(page, TICKED | {"secret": secret})
    act = an_act(by=Actor.RESIDENT, at=case_of(page).updated_at, catalogue=current())
    change_case(case_of(page).reference, lambda file: reopen(file, act, "Still there."), lambda _: Once(key="reopened"))
    aws.publish({**release, "surveys": []})
    assert title_of(get(page, secret=secret, lang="en", sent="yes")).startswith("Thank you")
