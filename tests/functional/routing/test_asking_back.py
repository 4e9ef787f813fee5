"""Words too vague to decide by: their resident is asked once which service they mean; the answer routes the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework.workflow.pass_time import pass_time
from intake import handler as intake
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status, TaskStatus, WaitsFor
from onestop.domain.cases.question_back import may_be_asked
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.storage.catalogue.classifiers import keep_classifier
from onestop.storage.catalogue.releases import current
from onestop_cli.project import find_project
from tests.aws_in_memory import Aws
from tests.builders import an_api_event, said
from tests.functional.dialogue import tell
from tests.functional.intake.sms.texting import text
from tests.functional.portal.reading import get
from tests.functional.stories import (
    CONTACT,
    PLACE,
    case_file,
    end_stage,
    history,
    open_case,
    route,
    take_step,
    types,
)

VAGUE = "Something is wrong in our street, please come"
SAMPLE = find_project().sample_jurisdiction


@pytest.fixture(autouse=True)
def learned(aws: Aws, release: dict[str, Any]) -> None:
    """A jurisdiction that asks back, with what was learned from its examples."""
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"reminder_hours": "00:00-24:00"}})
    keep_classifier(release["classifier"], SAMPLE.joinpath("classifier.bin").read_bytes())
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def asked_about(words: str = VAGUE, **more: Any) -> str:
    """A case whose resident was asked which service they mean."""
    reference = str(open_case(**{"description": words, "place": PLACE, "contact": CONTACT} | more)["reference"])
    route(reference)
    return reference


def offered(reference: str) -> tuple[str, ...]:
    return case_file(reference).tasks[0].offered


def write(reference: str, words: str) -> None:
    """The resident writes on the page of their case."""
    body = {"secret": links.secret_of(links.TRACK, reference), "text": words}
    answer = intake.handle(an_api_event("POST", f"/api/cases/{reference}/messages", body=body), None)
    assert answer["statusCode"] == 200, answer["body"]


def advance(reference: str) -> None:
    """The workflow goes on, as the end of a task has it."""
    if take_step("advance", reference)["next"] == "route":
        route(reference)


def test_who_is_too_vague_is_asked_once_with_the_first_three_services(aws: Aws) -> None:
    reference = asked_about()
    file = case_file(reference)
    (task,) = file.tasks
    assert (file.case.status, task.status, task.waits_for) == (Status.TRIAGE, TaskStatus.WAITING, WaitsFor.RESIDENT)
    assert len(task.offered) == 3
    assert types(reference) == ["case.opened", "case.triaged", "task.opened", "task.waiting", "resident.asked"]
    assert route(reference)["tasks"] == [{"reference": reference, "task": task.id}]
    assert types(reference).count("resident.asked") == 1


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_the_question_comes_in_their_language_with_a_number_for_each_service(
    aws: Aws, catalogue: Catalogue, language: str
) -> None:
    reference = asked_about(language=language)
    assert tell(reference, "resident.asked") == {"batchItemFailures": []}
    (letter,) = aws.emails()
    for number, code in enumerate(offered(reference), start=1):
        assert f"{number}. {catalogue.name_of('service', code, language)}" in letter.body
    assert "((" not in letter.body + letter.subject


def test_a_number_routes_the_case_and_says_that_the_resident_chose(aws: Aws) -> None:
    reference = asked_about()
    second = offered(reference)[1]
    write(reference, "2")
    advance(reference)
    case = case_file(reference).case
    assert (case.status, case.service, case.reasons[0]) == (Status.IN_PROGRESS, second, Reason("asked_back"))
    chosen = next(event for event in history(reference) if event.type == "task.completed")
    assert chosen.data["chosen"] == second


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_the_name_of_a_service_routes_it_too(aws: Aws, catalogue: Catalogue, language: str) -> None:
    reference = asked_about()
    third = offered(reference)[2]
    write(reference, catalogue.name_of("service", third, language))
    advance(reference)
    assert case_file(reference).case.service == third


def test_other_words_are_understood_with_what_was_said_first(aws: Aws) -> None:
    reference = asked_about()
    write(reference, "The street light in front of our house does not work")
    advance(reference)
    assert case_file(reference).case.service == "street-light"


@pytest.mark.parametrize("words", ["7", "none of these", "?"])
def test_an_answer_that_tells_no_more_leaves_it_to_the_desk_and_nobody_is_asked_again(aws: Aws, words: str) -> None:
    reference = asked_about()
    write(reference, words)
    (task,) = case_file(reference).tasks
    assert (task.status, task.decided_service) == (TaskStatus.OPEN, None)
    assert types(reference)[-2:] == ["contact.received", "task.resumed"]
    end_stage(reference, service_code="noise")
    advance(reference)
    assert case_file(reference).case.service == "noise"
    assert types(reference).count("resident.asked") == 1


def test_without_an_answer_the_desk_decides_after_the_hours_that_the_jurisdiction_sets(aws: Aws) -> None:
    reference = asked_about()
    until = case_file(reference).tasks[0].waits_until
    assert until is not None
    assert until - case_file(reference).case.opened_at >= timedelta(hours=24)
    pass_time({"reference": reference}, current(), until - timedelta(seconds=1))
    assert case_file(reference).tasks[0].status is TaskStatus.WAITING
    pass_time({"reference": reference}, current(), until)
    file = case_file(reference)
    assert (file.case.status, file.tasks[0].status) == (Status.TRIAGE, TaskStatus.OPEN)
    assert not file.case.waiting_since


def test_the_desk_may_decide_while_we_wait_and_the_question_then_never_leaves(aws: Aws) -> None:
    reference = asked_about()
    end_stage(reference, service_code="noise")
    assert tell(reference, "resident.asked") == {"batchItemFailures": []}
    assert aws.emails() == []


@pytest.mark.parametrize(
    "more",
    [
        {"description": "There is a gas leak, something is wrong, please come"},
        {"contact": {}},
        {"description": "My neighbour plays loud music at night. There is a deep pothole in the road before my house."},
    ],
    ids=["danger", "nobody to ask", "two needs"],
)
def test_danger_strangers_and_two_needs_are_not_asked_about(aws: Aws, more: dict[str, Any]) -> None:
    reference = asked_about(**more)
    assert "resident.asked" not in types(reference)
    assert case_file(reference).open_tasks()[0].status is TaskStatus.OPEN


def test_who_was_spoken_with_or_may_not_read_the_question_is_not_asked(aws: Aws) -> None:
    file = case_file(str(open_case(description=VAGUE, place=PLACE, contact=CONTACT)["reference"]))
    assert may_be_asked(file)
    for brought in ({"language_unsure": True}, {"taken_by": "clerk-1"}, {"partner": "an-app"}):
        assert not may_be_asked(replace(file, request=replace(file.request, **brought)))


def test_danger_in_the_answer_is_no_choice(aws: Aws) -> None:
    reference = asked_about()
    write(reference, f"{current().name_of('service', offered(reference)[0], 'en')}. It smells of gas here!")
    file = case_file(reference)
    assert (file.tasks[0].decided_service, file.case.priority) == (None, "urgent")


def test_nobody_is_asked_where_the_jurisdiction_sets_no_hours(aws: Aws, release: dict[str, Any]) -> None:
    without = {name: value for name, value in release["jurisdiction"].items() if name != "ask_back_hours"}
    aws.publish({**release, "jurisdiction": without})
    assert "resident.asked" not in types(asked_about())


def test_a_text_message_is_asked_back_and_answered_with_a_digit(aws: Aws) -> None:
    reference = text(VAGUE).reference or ""
    route(reference)
    first = offered(reference)[0]
    assert tell(reference, "resident.asked") == {"batchItemFailures": []}
    assert text("1", after=900).reference == reference
    advance(reference)
    assert case_file(reference).case.service == first


def test_the_page_of_the_case_offers_a_button_for_each(aws: Aws) -> None:
    reference = asked_about()
    query = {"secret": links.secret_of(links.TRACK, reference)}
    page = get(f"/track/{reference}", **query)
    for code in offered(reference):
        assert f'value="{current().name_of("service", code, "en")}"' in page["body"]
    status = said(intake.handle(an_api_event("GET", f"/api/cases/{reference}", query=query), None))
    assert [each["code"] for each in status["asked"][0]["choices"]] == list(offered(reference))
