"""The step Route: what was decided is kept with its reason, once, and whoever brings a need is treated like anybody."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.time.deadlines import due_at
from onestop.domain.understanding.classifier_file import name_of_classifier
from onestop.storage.catalogue.classifiers import keep_classifier
from onestop_cli.project import find_project
from routing.handler import handle
from tests.aws_in_memory import Aws, Calls
from tests.builders import a_reference
from tests.functional.stories import CONTACT, PLACE, POTHOLE, case_file, open_by_partner, open_case, route, types

BUILDING = {"service_code": "dangerous-building", "description": "The wall bulges.", "place": PLACE}
LIGHT = {"description": "A street light is out.", "place": PLACE}
SAMPLE = find_project().sample_jurisdiction
UNCLEAR = {"description": "It is not as it should be."}


def test_a_case_is_routed_with_its_reason_agencies_and_deadline(aws: Aws, catalogue: Catalogue) -> None:
    reference = open_case(**BUILDING)["reference"]
    route(reference)
    file = case_file(reference)
    assert (file.case.status, file.case.priority, file.case.district) == (Status.IN_PROGRESS, "urgent", "old-town")
    assert file.case.due_at == due_at(file.case.opened_at, 48, catalogue.calendar_of("buildings"))
    assert file.case.reasons == (Reason("chosen"),)
    assert [(task.code, task.agency) for task in file.tasks] == [("inspect", "buildings"), ("close-street", "streets")]
    assert types(reference) == ["case.opened", "case.routed", "task.opened", "task.opened"]


def test_each_task_is_due_in_its_own_agencys_hours(aws: Aws, catalogue: Catalogue) -> None:
    reference = open_case(**BUILDING)["reference"]
    route(reference)
    for task, hours in zip(case_file(reference).tasks, (8, 4), strict=True):
        assert task.due_at == due_at(task.opened_at, hours, catalogue.calendar_of(task.agency))


def test_routing_twice_has_one_effect(aws: Aws) -> None:
    reference = open_case(**BUILDING)["reference"]
    first = route(reference)
    before = case_file(reference)
    assert route(reference) == first
    assert case_file(reference) == before


def test_routing_is_two_calls_to_dynamodb_and_a_repeated_one_a_single_query(aws: Aws, calls: Calls) -> None:
    reference = open_case(**BUILDING)["reference"]
    calls.forget()
    route(reference)
    assert calls.names == ["Query", "TransactWriteItems"]
    calls.forget()
    route(reference)
    assert calls.names == ["Query"]


def test_what_is_unclear_goes_to_the_desk_with_its_reason(aws: Aws) -> None:
    reference = open_case(**UNCLEAR)["reference"]
    assert len(route(reference)["tasks"]) == 1
    case = case_file(reference).case
    assert (case.status, case.reasons, case.service) == (Status.TRIAGE, (Reason("no_match"),), None)


def test_the_desk_sees_in_which_district_what_is_unclear_lies(aws: Aws) -> None:
    reference = open_case(**UNCLEAR, place={"address": "3 Elm Lane, Old Town"})["reference"]
    route(reference)
    assert (case_file(reference).case.status, case_file(reference).case.district) == (Status.TRIAGE, "old-town")


def test_a_service_that_was_withdrawn_meanwhile_goes_to_the_desk(aws: Aws, release: dict[str, Any]) -> None:
    reference = open_case(**BUILDING)["reference"]
    left = [service for service in release["services"] if service["code"] != "dangerous-building"]
    aws.publish({**release, "services": left})
    route(reference)
    assert case_file(reference).case.reasons == (Reason("withdrawn_service", ("dangerous-building",)),)


def test_a_case_that_is_not_there_is_an_error_that_the_workflow_catches(aws: Aws) -> None:
    with pytest.raises(NotFound):
        handle({"reference": a_reference(99)}, None)


PEOPLE: list[dict[str, Any]] = [
    {},
    {"contact": CONTACT},
    {"contact": {"name": "Mohammed al-Farsi", "phone": "+1 555 0142 777"}},
    {"contact": {"name": "李秀英", "email": "li@resident.example", "language": "zh-CN", "prefer": "email"}},
    {"contact": {"name": "The Honourable Mayor of Port Ellery", "email": "mayor@port-ellery.example"}},
    {"contact": {"name": "Harbour Hotels Ltd.", "email": "board@harbour-hotels.example"}, "channel": "partner"},
    {"language": "es"},
    {"language": "zh-Hans"},
    *({"channel": channel} for channel in ("mobile", "phone", "email", "sms", "letter", "fax", "counter",
                                           "kiosk", "television", "partner")),
]  # fmt: skip


@pytest.mark.parametrize("need", [POTHOLE | {"contact": None}, BUILDING, LIGHT, UNCLEAR], ids=str)
def test_whoever_they_are_and_however_they_come_the_same_need_is_treated_the_same(
    aws: Aws, catalogue: Catalogue, need: dict[str, Any]
) -> None:
    outcomes = set()
    for who in PEOPLE:
        reference = open_by_partner(**(need | who))["reference"]
        route(reference)
        file = case_file(reference)
        case = file.case
        hours = catalogue.services[case.service]["due_hours"] if case.service else 0
        on_time = case.due_at is None or case.due_at == due_at(
            case.opened_at, hours, catalogue.calendar_of(file.tasks[0].agency)
        )
        waits = tuple(
            task.due_at == due_at(task.opened_at, planned.due_hours, catalogue.calendar_of(task.agency))
            for task in file.tasks
            for planned in [file.planned(task)]
        )
        tasks = tuple((task.code, task.agency, task.priority) for task in file.tasks)
        outcomes.add(
            (
                case.service,
                case.priority,
                repr(file.plan),
                case.district,
                case.reasons,
                case.survey,
                on_time,
                waits,
                tasks,
            )
        )
    assert len(outcomes) == 1
    assert all(next(iter(outcomes))[6:7])
    assert all(next(iter(outcomes))[7])


def test_words_are_understood_by_what_was_learned_for_the_release_which_is_read_once(
    aws: Aws, calls: Calls, release: dict[str, Any]
) -> None:
    learned = SAMPLE.joinpath("classifier.bin").read_bytes()
    assert release["classifier"] == name_of_classifier(learned)
    keep_classifier(release["classifier"], learned)
    for queries in (["Query"] * (2 + len(learned) // 600_000), ["Query"]):
        reference = open_case(description="There is a huge pothole on my street", place=PLACE)["reference"]
        calls.forget()
        route(reference)
        case = case_file(reference).case
        assert (case.service, case.reasons[0].code) == ("pothole", "understood")
        assert len([name for name in calls.names if name == "Query"]) <= len(queries) + 2
