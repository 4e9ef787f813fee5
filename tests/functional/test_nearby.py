"""Cases near a place: found by what lies there, at a cost that does not grow, and with nothing that is not public."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from onestop.domain.cases.lifecycle import Status
from onestop.domain.places.spots import Spot
from onestop.storage.cases.case_rows import case_row
from onestop.storage.cases.nearby import cases_in, cases_near
from onestop.storage.tables import CaseRow, connection
from tests.aws_in_memory import Calls
from tests.builders import NOW, a_case, a_reference
from tests.functional.stories import CONTACT, POTHOLE, end_stage, in_progress, open_case, take_step

HERE = 44.62, -63.62
WORDS = ("A deep hole.", "Ana", "ana@", "3 Elm Lane")


def keep_many(count: int, **fields: Any) -> None:
    with CaseRow.batch_write() as batch:
        for number in range(count):
            spot = Spot(44.62 + number % 10 / 10_000, -63.62)
            opened = NOW + timedelta(seconds=number)
            defaults: dict[str, Any] = {"service": "pothole", "spot": spot, "district": "old-town", "opened_at": opened}
            batch.save(case_row(a_case(reference=a_reference(number), **(defaults | fields))))


@pytest.mark.usefixtures("aws")
def test_an_open_case_is_found_near_its_place_and_in_its_district_until_it_is_closed() -> None:
    reference = in_progress(**POTHOLE)["reference"]
    (found,) = cases_near(*HERE, 300).cases
    assert (found.reference, found.service, found.status) == (reference, "pothole", Status.IN_PROGRESS)
    assert cases_near(44.63, -63.62, 300).cases == []
    assert [each.reference for each in cases_in("old-town", 10).items] == [reference]
    while take_step("advance", reference)["next"] == "tasks":
        end_stage(reference)
    assert [each.status for each in cases_near(*HERE, 300).cases] == [Status.RESOLVED]
    take_step("close", reference)
    assert cases_near(*HERE, 300).cases == []
    assert cases_in("old-town", 10).items == []


@pytest.mark.usefixtures("aws")
def test_the_indexes_hold_no_words_no_person_and_no_exact_place() -> None:
    open_case(**POTHOLE | {"place": {"lat": 44.62004, "long": -63.62004, "address": "3 Elm Lane"}})
    indexed = connection().client.scan(TableName=CaseRow.Meta.table_name, IndexName="near")["Items"]
    assert len(indexed) == 1
    assert {*indexed[0]} == {"pk", "sk", "near_key", "near_order", "shown"}
    assert not [word for word in WORDS if word in json.dumps(indexed)]
    (found,) = cases_near(*HERE, 300).cases
    assert (found.lat, found.long) == (44.62, -63.62)


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    "body",
    [
        {"description": "It is not as it should be."},  # nobody knows yet what it is about
        {"service_code": "noise", "description": "I smell gas in the kitchen."},  # somebody is in danger
        {"service_code": "pothole", "place": {"lat": 12.0, "long": 12.0}},  # nobody can mean that
    ],
    ids=["no service", "danger", "far away"],
)
def test_what_the_public_may_not_find_is_in_no_index(body: dict[str, Any]) -> None:
    open_case(**{"place": {"lat": HERE[0], "long": HERE[1]}, "contact": CONTACT, "description": "It is so."} | body)
    assert connection().client.scan(TableName=CaseRow.Meta.table_name, IndexName="near")["Items"] == []


def test_nearby_takes_a_few_queries_of_a_hundred_however_many_cases_there_are(calls: Calls) -> None:
    asked: list[tuple[int, int]] = []
    heard: list[dict[str, Any]] = []
    events = connection().client.meta.events
    events.register("provide-client-params.dynamodb.Query", lambda params, **_: heard.append(params))
    for count in (20, 1500):
        keep_many(count)
        calls.forget()
        heard.clear()
        found = cases_near(*HERE, 300)
        assert {*calls.names} == {"Query"}
        asked.append((len(calls.names), sum(params["Limit"] for params in heard)))
        assert found.more is (count > 100)
        assert len(found.cases) == min(count, 100)
    assert asked[0] == asked[1]
    assert asked[0][0] <= 7


def a_city_of(cases: int, asked: list[int]) -> Callable[..., Any]:
    """Answers Queries as the index of a city does that has so many open cases in each tile: what it costs is counted,
    and nobody waits until a million cases are kept."""

    def answer(params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        limit = json.loads(params["body"])["Limit"]
        asked.append(limit)
        numbers = range(min(limit, cases))
        case: dict[str, Any] = {"service": "pothole", "spot": Spot(*HERE), "district": "old-town"}
        rows = [case_row(a_case(reference=a_reference(number), **case)) for number in numbers]
        body: dict[str, Any] = {
            "Items": [row.serialize() for row in rows],
            "Count": len(rows),
            "ScannedCount": len(rows),
        }
        more = {"LastEvaluatedKey": {"pk": {"S": "CASE#"}, "sk": {"S": "CASE"}}} if cases > limit else {}
        return SimpleNamespace(status_code=200, headers={}, content=b""), body | more

    return answer


@pytest.mark.usefixtures("aws")
def test_a_million_open_cases_cost_as_much_as_a_thousand() -> None:
    events, read = connection().client.meta.events, []
    for cases in (1_000, 1_000_000):
        limits: list[int] = []
        answer = a_city_of(cases, limits)
        events.register("before-call.dynamodb.Query", answer)
        try:
            found = cases_near(*HERE, 300)
        finally:
            events.unregister("before-call.dynamodb.Query", answer)
        assert found.more
        read.append((limits, len(found.cases)))
    assert read[0] == read[1]
    assert len(read[0][0]) <= 7
    assert read[0][1] <= sum(read[0][0]) <= 700


def test_a_district_is_one_query_a_page_the_newest_first(calls: Calls) -> None:
    keep_many(25)
    calls.forget()
    first = cases_in("old-town", 10)
    second = cases_in("old-town", 10, first.cursor)
    assert calls.names == ["Query", "Query"]
    opened = [case.opened_at for case in (*first.items, *second.items)]
    assert len(opened) == 20
    assert opened == sorted(opened, reverse=True)


@pytest.mark.usefixtures("aws")
def test_a_change_that_nobody_sees_leaves_the_entry_in_the_indexes_as_it_is() -> None:
    one = a_case(service="pothole", spot=Spot(*HERE), district="old-town")
    other = a_case(service="pothole", spot=Spot(*HERE), district="old-town", version=7, priority="high", agency="water")
    written = [case_row(case).serialize() for case in (one, other)]
    for name in ("near_key", "near_order", "area_key", "area_order", "shown"):
        assert written[0][name] == written[1][name]
