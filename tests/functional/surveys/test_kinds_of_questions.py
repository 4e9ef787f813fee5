"""Questions of each kind are asked, answered and refused alike on the page and over the API, and some follow others."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.runtime import links
from onestop.storage.surveys.responses import find_response
from surveys.handler import handle
from tests.aws_in_memory import Aws
from tests.builders import an_api_event, said
from tests.functional.portal import reading
from tests.functional.problems import fields_of
from tests.functional.stories import invite, post_answers, resolved

TYPED = {"answer-solved": "no", "answer-channel": "phone"}
CHOSEN = (("solved", ("no",)), ("why-not", ("half-done", "came-back")), ("calls", ("2",)), ("channel", ("phone",)))


@pytest.fixture
def reference(aws: Aws, release: dict[str, Any]) -> str:
    """A resolved case whose resident was asked by the survey `reasons`."""
    services = [each | {"survey": "reasons"} for each in release["services"]]
    aws.publish(release | {"services": services})
    found: str = resolved()["reference"]
    invite(found)
    return found


def test_the_api_tells_what_there_is_to_choose_from_and_what_follows(reference: str) -> None:
    query = {"secret": links.secret_of(links.SURVEY, reference), "lang": "es"}
    told = said(handle(an_api_event("GET", f"/api/surveys/{reference}", query=query), None))
    solved, why, calls, channel = told["questions"]
    assert (solved["kind"], "when" in solved, "choices" in solved) == ("yesno", False, False)
    assert why["when"] == {"question": "solved", "answers": ["no"]}
    assert why["choices"][0] == {"code": "nothing-done", "name": "No se hizo nada"}
    assert (calls["kind"], channel["kind"]) == ("number", "choice")


def test_the_same_answers_are_kept_alike_from_the_api_and_from_the_page(reference: str) -> None:
    secret = links.secret_of(links.SURVEY, reference)
    path, answers = f"/survey/{reference}", TYPED | {"secret": secret}
    first = reading.get(path, secret=secret)
    assert "answer-channel" in first["body"]
    assert "answer-why-not" not in first["body"]  # it follows from an answer
    second = reading.post(path, answers)
    assert 'name="answer-why-not.came-back"' in second["body"]
    assert find_response(reference) is None
    answers |= {"shown-why-not": "yes"}
    assert second["statusCode"] == 200
    empty = reading.post(path, answers)
    assert empty["statusCode"] == 400  # it must be answered, for it was asked
    answers |= {"answer-why-not.half-done": "yes", "answer-why-not.came-back": "yes"}
    third = reading.post(path, answers)
    assert 'name="answer-calls"' in third["body"]
    done = reading.follow(reading.post(path, answers | {"shown-calls": "yes", "answer-calls": "2"}))
    assert reading.title_of(done).startswith("Thank you")
    response = find_response(reference)
    assert response is not None
    assert response.chosen == CHOSEN
    over_api = {"solved": False, "why-not": ["half-done", "came-back"], "calls": 2, "channel": "phone"}
    assert post_answers(reference, over_api)["statusCode"] == 200  # the same again: they agree to the letter


def test_what_was_answered_before_the_question_became_needless_is_left_out(reference: str) -> None:
    secret = links.secret_of(links.SURVEY, reference)
    typed = {"secret": secret, "answer-solved": "yes", "answer-why-not.came-back": "yes", "answer-calls": "7"}
    assert reading.post(f"/survey/{reference}", typed)["statusCode"] == 303
    response = find_response(reference)
    assert response is not None
    assert response.chosen == (("solved", ("yes",)),)


BAD: dict[str, tuple[dict[str, Any], set[str]]] = {
    "no answer to what is asked always": ({"channel": "web"}, {"answers.solved"}),
    "no answer to what follows": ({"solved": False}, {"answers.why-not"}),
    "an answer to what does not follow": ({"solved": True, "why-not": ["came-back"]}, {"answers.why-not"}),
    "words for yes": ({"solved": "yes"}, {"answers.solved"}),
    "a score for yes": ({"solved": 1}, {"answers.solved"}),
    "an unknown choice": ({"solved": True, "channel": "pigeon"}, {"answers.channel"}),
    "a list for one choice": ({"solved": True, "channel": ["web"]}, {"answers.channel"}),
    "a choice twice": ({"solved": False, "why-not": ["half-done", "half-done"]}, {"answers.why-not"}),
    "a choice that is no text": ({"solved": False, "why-not": [{}]}, {"answers.why-not"}),
    "yes for a number": ({"solved": False, "why-not": ["came-back"], "calls": True}, {"answers.calls"}),
}


@pytest.mark.parametrize("what", BAD)
def test_answers_of_another_kind_are_refused_and_named(reference: str, what: str) -> None:
    answers, fields = BAD[what]
    assert fields_of(post_answers(reference, answers)) == fields
    assert find_response(reference) is None
