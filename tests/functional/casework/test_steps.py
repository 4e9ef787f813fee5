"""The steps that the workflow asks for: each says what comes next, and may be asked for again without harm."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status
from tests.aws_in_memory import Aws, Calls
from tests.builders import a_clerk
from tests.functional.stories import (
    CONTACT,
    PLACE,
    UNCLEAR,
    case_file,
    end_stage,
    in_progress,
    invite,
    open_case,
    post_answers,
    post_completion,
    resolved,
    route,
    take_step,
    types,
)

BUILDING = {"service_code": "dangerous-building", "place": PLACE, "contact": CONTACT}
DESK = a_clerk(agency="contact-centre")


def kept(reference: str) -> Any:
    return case_file(reference), types(reference)


def test_a_case_of_four_agencies_goes_through_its_stages_to_resolution(aws: Aws) -> None:
    reference = open_case(**BUILDING)["reference"]
    first = route(reference)
    assert (first["next"], [task["task"] for task in first["tasks"]]) == ("tasks", ["01", "02"])
    end_stage(reference)
    second = take_step("advance", reference)
    assert (second["next"], [task["task"] for task in second["tasks"]]) == ("tasks", ["03", "04"])
    end_stage(reference)
    third = take_step("advance", reference)
    assert third == {"reference": reference, "run": 1, "next": "survey", "tasks": []}
    assert case_file(reference).case.status is Status.RESOLVED


def test_what_a_step_answers_is_ids_and_codes_only(aws: Aws) -> None:
    reference = open_case(**BUILDING)["reference"]
    assert route(reference) == {
        "reference": reference,
        "run": 1,
        "next": "tasks",
        "tasks": [{"reference": reference, "task": "01"}, {"reference": reference, "task": "02"}],
    }


def test_advancing_while_somebody_still_works_changes_nothing(aws: Aws) -> None:
    reference = in_progress(**BUILDING)["reference"]
    post_completion(reference, "01", claims=a_clerk(agency="buildings"))
    before = kept(reference)
    answer = take_step("advance", reference)
    assert (answer["next"], [task["task"] for task in answer["tasks"]]) == ("tasks", ["02"])
    assert kept(reference) == before


@pytest.mark.parametrize("outcome", ["done", "declined"])
def test_advancing_twice_has_one_effect(aws: Aws, outcome: str) -> None:
    reference = in_progress(**BUILDING)["reference"]
    for task in case_file(reference).open_tasks():
        post_completion(reference, task.id, claims=a_clerk(agency=task.agency), outcome=outcome)
    first = take_step("advance", reference)
    before = kept(reference)
    assert take_step("advance", reference) == first
    assert kept(reference) == before


def test_an_agency_declines_and_the_desk_finds_another_service(aws: Aws) -> None:
    reference = in_progress()["reference"]
    end_stage(reference, outcome="declined")
    assert take_step("advance", reference)["next"] == "tasks"
    case = case_file(reference).case
    assert (case.status, case.reasons) == (Status.TRIAGE, (Reason("declined", ("streets",)),))
    post_completion(reference, "02", claims=DESK, service_code="water-leak")
    assert take_step("advance", reference)["next"] == "route"
    assert route(reference)["next"] == "tasks"
    file = case_file(reference)
    assert (file.case.service, file.case.reasons[0]) == ("water-leak", Reason("triaged"))
    assert {task.agency for task in file.open_tasks()} == {"water"}


def test_the_desk_answers_a_case_itself(aws: Aws) -> None:
    reference = open_case(**UNCLEAR)["reference"]
    assert route(reference)["next"] == "tasks"
    post_completion(reference, "01", claims=DESK, note="I told her whom to call.")
    assert take_step("advance", reference)["next"] == "survey"
    assert case_file(reference).case.status is Status.RESOLVED


@pytest.mark.parametrize("routed", [True, False], ids=["after its work", "before it was routed"])
def test_a_step_that_failed_for_good_brings_the_case_to_the_desk_once(aws: Aws, routed: bool) -> None:
    reference = open_case()["reference"]
    if routed:
        route(reference)
        end_stage(reference)
    first = take_step("triage", reference, state="Route")
    assert (first["next"], len(first["tasks"])) == ("tasks", 1)
    assert case_file(reference).case.reasons == (Reason("failed", ("Route",)),)
    before = kept(reference)
    assert take_step("triage", reference, state="Route") == first
    assert kept(reference) == before


def test_a_failed_step_takes_no_task_from_whoever_works_on_it(aws: Aws) -> None:
    reference = in_progress()["reference"]
    before = kept(reference)
    assert take_step("triage", reference, state="Tasks")["next"] == "tasks"
    assert kept(reference) == before


@pytest.mark.parametrize("step", ["advance", "triage"])
def test_a_resolved_case_is_left_as_it_is(aws: Aws, step: str) -> None:
    reference = resolved()["reference"]
    before = kept(reference)
    assert take_step(step, reference, state="Advance")["next"] == "survey"
    assert kept(reference) == before


@pytest.mark.parametrize("because", ["answered", "expired"])
def test_a_case_is_closed_once_with_its_cause(aws: Aws, because: str) -> None:
    reference = resolved()["reference"]
    invite(reference)
    post_answers(reference, {"satisfaction": 4})
    assert take_step("close", reference, because=because)["next"] == "end"
    before = kept(reference)
    assert take_step("close", reference, because="expired")["next"] == "end"
    assert kept(reference) == before
    assert before[1].count("case.closed") == 1


def test_a_case_at_work_is_not_closed(aws: Aws) -> None:
    reference = in_progress()["reference"]
    assert take_step("close", reference, because="expired")["next"] == "tasks"
    assert "case.closed" not in types(reference)


def test_a_service_without_a_survey_goes_straight_to_closing(aws: Aws, release: dict[str, Any]) -> None:
    quiet = [service | {"survey": "none"} for service in release["services"]]
    aws.publish({**release, "services": quiet})
    reference = in_progress()["reference"]
    end_stage(reference)
    assert take_step("advance", reference)["next"] == "close"
    assert take_step("close", reference, because="no_survey")["next"] == "end"


def test_a_step_is_two_calls_and_a_repeated_one_a_single_query(aws: Aws, calls: Calls) -> None:
    reference = in_progress()["reference"]
    end_stage(reference)
    calls.forget()
    take_step("advance", reference)
    assert calls.names == ["Query", "TransactWriteItems"]
    calls.forget()
    take_step("advance", reference)
    assert calls.names == ["Query"]
