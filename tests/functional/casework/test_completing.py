"""An agency ends its part: once, its own, and against the case as it is now."""

from __future__ import annotations

import pytest

from onestop.domain.cases.lifecycle import Status, TaskStatus
from tests.aws_in_memory import Aws, Calls
from tests.builders import a_clerk, a_reference, an_administrator, said
from tests.functional.problems import fields_of, problem
from tests.functional.stories import (
    CONTACT,
    PLACE,
    UNCLEAR,
    case_file,
    history,
    in_progress,
    open_case,
    post_completion,
    route,
    types,
)

STREETS = a_clerk(agency="streets")
DESK = a_clerk(agency="contact-centre")
BUILDING = {"service_code": "dangerous-building", "place": PLACE, "contact": CONTACT}


def test_an_agency_completes_its_task(aws: Aws) -> None:
    reference = in_progress()["reference"]
    answer = said(post_completion(reference, "01", claims=STREETS, note="Filled."))
    assert (answer["reference"], answer["version"], answer["task"]["status"]) == (reference, 4, "done")
    (task,) = case_file(reference).tasks
    assert (task.status, task.ended_by, task.note) == (TaskStatus.DONE, "staff:clerk-1", "Filled.")
    assert types(reference)[-1] == "task.completed"


def test_completing_a_task_is_at_most_two_calls_to_dynamodb(aws: Aws, calls: Calls) -> None:
    reference = in_progress()["reference"]
    post_completion(reference, "99", claims=STREETS)  # the process is warm now
    calls.forget()
    post_completion(reference, "01", claims=STREETS, note="Filled.")
    assert calls.names == ["Query", "TransactWriteItems"]


def test_a_task_completed_twice_is_refused_and_recorded_once(aws: Aws) -> None:
    reference = in_progress()["reference"]
    post_completion(reference, "01", claims=STREETS)
    again = post_completion(reference, "01", claims=STREETS)
    assert fields_of(again, 409) == {"task"}
    assert problem(again, 409)["type"] == "/problems/not-possible"
    assert types(reference).count("task.completed") == 1


def test_a_repeated_key_gets_the_same_answer_and_has_one_effect(aws: Aws) -> None:
    reference = in_progress()["reference"]
    key = {"Idempotency-Key": "a-key-of-this-clerk-1"}
    first, second = (post_completion(reference, "01", claims=STREETS, headers=key) for _ in range(2))
    assert (first["statusCode"], second["statusCode"]) == (200, 200)
    assert said(first) == said(second)
    assert types(reference).count("task.completed") == 1


def test_a_repeated_key_with_another_outcome_is_refused(aws: Aws) -> None:
    reference = in_progress()["reference"]
    key = {"Idempotency-Key": "a-key-of-this-clerk-1"}
    post_completion(reference, "01", claims=STREETS, headers=key)
    other = post_completion(reference, "01", claims=STREETS, headers=key, outcome="declined")
    assert fields_of(other, 422) == {"Idempotency-Key"}


def test_the_same_key_of_another_member_of_staff_is_another_command(aws: Aws) -> None:
    reference = in_progress(**BUILDING)["reference"]
    key = {"Idempotency-Key": "a-key-of-this-clerk-1"}
    first = post_completion(reference, "01", claims=a_clerk(agency="buildings", sub="a"), headers=key)
    second = post_completion(reference, "02", claims=a_clerk(agency="streets", sub="b"), headers=key)
    assert (first["statusCode"], second["statusCode"]) == (200, 200)


def test_a_version_that_has_moved_on_is_refused_with_both_versions(aws: Aws) -> None:
    reference = in_progress()["reference"]
    answer = post_completion(reference, "01", claims=STREETS, headers={"If-Match": "1"})
    document = problem(answer, 409)
    assert fields_of(answer, 409) == {"version"}
    assert (document["yours"], document["current"]) == (1, 3)
    assert "task.completed" not in types(reference)


@pytest.mark.parametrize("version", ["3", '"3"', 'W/"3"'])
def test_the_version_that_was_seen_is_taken(aws: Aws, version: str) -> None:
    reference = in_progress()["reference"]
    answer = post_completion(reference, "01", claims=STREETS, headers={"If-Match": version})
    assert said(answer)["version"] == 4


@pytest.mark.parametrize("version", ["*", "three", "", "-1", "３", "9" * 5000])
def test_a_version_that_is_none_is_refused(aws: Aws, version: str) -> None:
    reference = in_progress()["reference"]
    assert fields_of(post_completion(reference, "01", claims=STREETS, headers={"If-Match": version})) == {"If-Match"}


def test_another_agency_does_not_learn_that_the_case_exists(aws: Aws) -> None:
    reference = in_progress()["reference"]
    answer = post_completion(reference, "01", claims=a_clerk(agency="water"))
    assert fields_of(answer, 404) == {"reference"}


def test_an_agency_of_the_case_may_not_end_the_task_of_another(aws: Aws) -> None:
    reference = in_progress(**BUILDING)["reference"]
    answer = post_completion(reference, "01", claims=STREETS)
    assert fields_of(answer, 403) == {"task"}
    assert case_file(reference).tasks[0].status is TaskStatus.OPEN


def test_an_administrator_may_end_any_task(aws: Aws) -> None:
    reference = in_progress()["reference"]
    assert post_completion(reference, "01", claims=an_administrator())["statusCode"] == 200
    assert history(reference)[-1].by == "staff:administrator-1"


@pytest.mark.parametrize("claims", [{}, STREETS | {"token_use": "access"}], ids=["no claims", "an access token"])
def test_nobody_ends_a_task_without_an_id_token(aws: Aws, claims: dict[str, str]) -> None:
    reference = in_progress()["reference"]
    problem(post_completion(reference, "01", claims=claims), 403)


@pytest.mark.parametrize(
    ("reference", "task", "field"),
    [(None, "09", "task"), (None, "..", "task"), (a_reference(99), "01", "reference"), ("nonsense", "01", "reference")],
)
def test_a_task_or_case_that_is_not_there_is_not_found(aws: Aws, reference: str | None, task: str, field: str) -> None:
    known = in_progress()["reference"]
    assert fields_of(post_completion(reference or known, task, claims=STREETS), 404) == {field}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"outcome": "perhaps"}, "outcome"),
        ({"outcome": None}, "outcome"),
        ({"note": "x" * 4001}, "note"),
        ({"note": "\x07"}, "note"),
        ({"service_code": "horse-tram"}, "service_code"),
        ({"service_code": "pothole"}, "service_code"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_refused_and_the_field_is_named(aws: Aws, body: dict[str, str], field: str) -> None:
    reference = in_progress()["reference"]
    assert fields_of(post_completion(reference, "01", claims=STREETS, **body)) == {field}


def test_declining_is_recorded_and_leaves_the_rest_to_the_workflow(aws: Aws) -> None:
    reference = in_progress()["reference"]
    answer = said(post_completion(reference, "01", claims=STREETS, outcome="declined"))
    assert (answer["task"]["status"], answer["status"]) == ("declined", Status.IN_PROGRESS)
    assert types(reference)[-1] == "task.declined"


def test_the_triage_desk_chooses_a_service(aws: Aws) -> None:
    reference = open_case(**UNCLEAR)["reference"]
    route(reference)
    assert post_completion(reference, "01", claims=DESK, service_code="pothole")["statusCode"] == 200
    assert case_file(reference).tasks[0].decided_service == "pothole"


def test_the_triage_desk_cannot_choose_what_is_not_offered_nor_decline(aws: Aws) -> None:
    reference = open_case(**UNCLEAR)["reference"]
    route(reference)
    assert fields_of(post_completion(reference, "01", claims=DESK, service_code="horse-tram")) == {"service_code"}
    assert fields_of(post_completion(reference, "01", claims=DESK, outcome="declined"), 409) == {"outcome"}


def test_a_note_is_in_no_log_line(aws: Aws, logged: object) -> None:
    reference = in_progress()["reference"]
    post_completion(reference, "01", claims=STREETS, note="Ana Rivas was not at home.")
    assert reference in logged.getvalue()  # type: ignore[attr-defined]
    assert "Ana" not in logged.getvalue()  # type: ignore[attr-defined]
