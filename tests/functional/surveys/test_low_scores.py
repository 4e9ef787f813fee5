"""A low answer has the case worked on again, by the rule of its service, and its resident is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from notifications.handler import handle as notify
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.reasons import explain
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import identity_of
from onestop.domain.surveys.first_question import answers_by_number
from onestop.runtime import links
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import PendingQuestion, change_talk, find_talk, with_question_asked
from onestop.storage.surveys.responses import find_response, keep_answers
from tests.aws_in_memory import Aws
from tests.builders import a_clerk, an_sqs_event
from tests.functional.intake.sms.texting import NUMBER, replies, text
from tests.functional.portal import reading
from tests.functional.problems import fields_of
from tests.functional.stories import (
    case_file,
    deliver,
    end_stage,
    history,
    invite,
    post_answers,
    post_completion,
    resolved,
    take_step,
    types,
)

NOT_SOLVED = {"satisfaction": 3, "resolved": 1}


@pytest.fixture
def rule(aws: Aws, release: dict[str, Any]) -> Any:
    """Publishes what is to follow for potholes whose residents do not agree that they are repaired."""

    def publish(then: str) -> None:
        low = {"low_score": {"question": "resolved", "below": 3, "then": then}}
        services = [each | low if each["code"] == "pothole" else each for each in release["services"]]
        aws.publish(release | {"services": services})

    return publish


def asked() -> str:
    """A resolved case whose resident was asked."""
    reference: str = resolved()["reference"]
    invite(reference)
    return reference


def tell(reference: str, type: str) -> None:
    """The queue tells notifications of the last event of a kind."""
    event = next(each for each in reversed(history(reference)) if each.type == type)
    told = {"type": type, "subject": reference, "id": f"{reference}.{event.sequence}", "data": event.data}
    assert notify(an_sqs_event(told), None) == {"batchItemFailures": []}


def test_who_says_that_it_is_not_solved_has_the_work_begin_again_and_is_told(post: Aws, rule: Any) -> None:
    rule("reopen")
    reference = asked()
    runs = case_file(reference).case.run
    assert post_answers(reference, NOT_SOLVED)["statusCode"] == 200
    file = case_file(reference)
    assert (file.case.status, file.case.run) == (Status.IN_PROGRESS, runs + 1)
    assert types(reference)[-3:] == ["survey.answered", "case.reopened", "task.opened"]
    assert [event.by for event in history(reference)[-3:-1]] == ["resident", "resident"]
    (task,) = file.open_tasks()
    assert task.code == file.plan[0].tasks[0].code
    assert explain(file.case.reasons[0], current(), "es") == (
        "La persona residente respondió que no salió bien, así que el caso se revisa de nuevo."
    )
    response = find_response(reference)
    assert response is not None
    assert dict(response.scores) == NOT_SOLVED
    tell(reference, "case.reopened")
    (email,) = post.emails()
    assert email.subject == f"We are working on your request {reference} again"


def test_the_run_that_waited_for_the_answer_ends_and_closes_nothing(aws: Aws, rule: Any) -> None:
    rule("reopen")
    reference = asked()
    before = case_file(reference).case.run
    post_answers(reference, NOT_SOLVED)
    deliver(reference)
    assert take_step("close", reference, because="answered", run=before)["next"] == "end"
    assert case_file(reference).case.status is Status.IN_PROGRESS
    end_stage(reference)
    while take_step("advance", reference)["next"] == "tasks":
        end_stage(reference)
    assert case_file(reference).case.status is Status.RESOLVED
    invite(reference)  # nobody is asked twice for one case, and the same answers again bring nothing back
    assert types(reference).count("survey.invited") == 1
    assert post_answers(reference, NOT_SOLVED)["statusCode"] == 200
    assert (case_file(reference).case.status, types(reference).count("case.reopened")) == (Status.RESOLVED, 1)
    assert post_answers(reference, {"satisfaction": 1, "resolved": 2})["statusCode"] == 200  # they say so once more
    assert (case_file(reference).case.status, types(reference).count("case.reopened")) == (Status.IN_PROGRESS, 2)


def test_a_person_decides_where_the_service_says_so_and_has_a_deadline(aws: Aws, rule: Any) -> None:
    rule("triage")
    reference = asked()
    assert post_answers(reference, NOT_SOLVED)["statusCode"] == 200
    file = case_file(reference)
    (task,) = file.open_tasks()
    assert file.case.status is Status.TRIAGE
    assert (task.code, task.agency) == ("triage", current().jurisdiction["triage_agency"])
    assert task.due_at is not None
    assert task.due_at > task.opened_at
    assert types(reference)[-4:] == ["survey.answered", "case.reopened", "case.triaged", "task.opened"]


def test_a_supervisor_of_who_did_the_work_follows_up_by_a_deadline_and_the_resident_is_told_what_was_done(
    post: Aws, rule: Any
) -> None:
    rule("follow_up")
    reference = asked()
    assert post_answers(reference, NOT_SOLVED)["statusCode"] == 200
    file = case_file(reference)
    (task,) = file.open_tasks()
    assert (file.case.status, task.code, task.agency) == (Status.IN_PROGRESS, "low-score", "streets")
    assert task.due_at > task.opened_at
    assert types(reference)[-3:] == ["survey.answered", "case.reopened", "task.opened"]
    clerk, chief = a_clerk(agency="streets"), a_clerk(agency="streets", role="supervisor")
    said = {"outcome": "done", "note": "We looked at it with the crew, who come back on Friday."}
    assert post_completion(reference, task.id, claims=clerk, **said)["statusCode"] == 403
    assert fields_of(post_completion(reference, task.id, claims=chief)) == {"note"}
    assert post_completion(reference, task.id, claims=chief, **said)["statusCode"] == 200
    assert take_step("advance", reference)["next"] == "survey"
    for type in ("case.reopened", "contact.sent", "case.resolved"):
        tell(reference, type)
    assert [said["note"] in email.body for email in post.emails()] == [False, True, False]


@pytest.mark.parametrize("answers", [{"satisfaction": 1, "resolved": 3}, {"satisfaction": 1}])
def test_what_the_rule_does_not_call_low_changes_nothing(aws: Aws, rule: Any, answers: dict[str, int]) -> None:
    rule("reopen")
    reference = asked()
    assert post_answers(reference, answers)["statusCode"] == 200
    assert types(reference)[-1] == "survey.answered"
    assert case_file(reference).case.status is Status.RESOLVED


def test_without_a_rule_answers_change_nothing(aws: Aws) -> None:
    reference = asked()
    post_answers(reference, NOT_SOLVED)
    assert case_file(reference).case.status is Status.RESOLVED


def test_the_page_says_that_the_case_is_worked_on_again(aws: Aws, rule: Any) -> None:
    rule("reopen")
    reference = asked()
    secret = links.secret_of(links.SURVEY, reference)
    sent = {"answer-satisfaction": "2", "answer-resolved": "2", "secret": secret}
    answer = reading.follow(reading.post(f"/survey/{reference}", sent))
    assert reading.title_of(answer).startswith("Thank you. We work on your case again")
    assert "we have reopened your case" in answer["body"]
    assert "You can change your answers until" in reading.get(f"/survey/{reference}", secret=secret)["body"]


def test_who_says_so_when_their_case_can_no_longer_be_reopened_is_told_to_bring_it_anew(aws: Aws, rule: Any) -> None:
    rule("reopen")
    reference = resolved()["reference"]
    take_step("close", reference, because="expired")
    closed_at = case_file(reference).case.updated_at
    keep_answers(reference, NOT_SOLVED, current(), closed_at + timedelta(days=40), "web")
    assert case_file(reference).case.status is Status.CLOSED
    secret = links.secret_of(links.SURVEY, reference)
    told = reading.get(f"/survey/{reference}", secret=secret, sent="yes")["body"]
    assert "your case was closed too long ago to be reopened" in told
    assert 'href="/report' in told[told.index("too long ago") :]


def test_a_low_score_by_message_is_followed_by_one_question_more_and_its_answer_is_kept_beside_it(
    aws: Aws, release: dict[str, Any]
) -> None:
    low = {"low_score": {"question": "satisfaction", "below": 3, "then": "ask"}}
    services = [each | low if each["code"] == "pothole" else each for each in release["services"]]
    question = {"question": "satisfaction", "answers": ["1", "2"]}
    standard = next(each for each in release["surveys"] if each["code"] == "standard")
    asked_more = [each | {"when": question} if each["code"] == "comment" else each for each in standard["questions"]]
    aws.publish(release | {"services": services, "surveys": [standard | {"questions": asked_more}]})
    reference = str(
        resolved(service_code="pothole", place={"address": "3 Elm"}, contact={"phone": NUMBER})["reference"]
    )
    at = case_file(reference).case.updated_at
    survey = PendingQuestion(kind="survey", until=at + timedelta(days=9), reference=reference, choices=("standard",))
    talk = find_talk(identity_of(NUMBER, identity_key()))
    change_talk(talk, lambda known: with_question_asked(known, survey, at), at)
    text("2", at=at)
    assert replies(aws)[-1].endswith("What should we do better next time?")
    text("Nobody told me when they come", at=at, after=600)
    response = find_response(reference)
    assert response is not None
    assert (response.scores, response.words) == (
        (("satisfaction", 2),),
        (("comment", "Nobody told me when they come"),),
    )
    assert case_file(reference).case.status is Status.RESOLVED
    assert types(reference).count("survey.answered") == 2


def test_words_behind_a_low_number_answer_the_question_that_follows_from_it(catalogue: Catalogue) -> None:
    survey = catalogue.surveys["pulse-and-why"]
    assert answers_by_number(survey, 2, "Nobody came") == {"satisfaction": 2, "why": "Nobody came"}
    assert answers_by_number(survey, 5, "Nobody came") == {"satisfaction": 5}
    assert answers_by_number(survey, 2) == {"satisfaction": 2}
