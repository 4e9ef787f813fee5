"""Hazards over facts: what raises a priority, with its reason, and never lowers one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from onestop.domain.cases.case import Place
from onestop.domain.cases.events import Reason
from onestop.domain.cases.progress import RoutingDecision
from onestop.domain.cases.reasons import explain
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import LocatedPlace
from onestop_cli.release.answers import check_answers
from onestop_cli.release.urgency import check_urgency
from routing.deciding import decide_service
from routing.facts import RoutingFacts
from routing.urgency import asks_what_is_near, nearest_landmarks

JANUARY = datetime(2026, 1, 15, 15, tzinfo=UTC)
ELSEWHERE = LocatedPlace(district="old-town")
SCHOOL = {"properties": {"kind": "school"}, "geometry": {"coordinates": [-63.6, 44.65]}}


def row(priority: str = "high", code: str = "hazard", **when: Any) -> dict[str, Any]:
    return {"code": code, "when": when, "priority": priority, "because": {"en": "It is dangerous there."}}


def decided(catalogue: Catalogue, *rows: dict[str, Any], **facts: Any) -> RoutingDecision:
    hazardous = Catalogue("x", {**catalogue.release, "urgency": rows})
    given = {"text": "", "opened_at": JANUARY, "service": "street-light", "located": ELSEWHERE} | facts
    made = decide_service(RoutingFacts(**given), hazardous)
    assert isinstance(made, RoutingDecision)
    return made


@pytest.mark.parametrize(
    ("when", "fitting", "other"),
    [
        ({"service": ["street-light"]}, {}, {"service": "pothole"}),
        ({"district": ["old-town"]}, {}, {"located": LocatedPlace()}),
        ({"zone": {"frost": ["hill"]}}, {"located": LocatedPlace(zones={"frost": ("hill",)})}, {}),
        ({"answer": {"wires": ["yes"]}}, {"answers": {"wires": ("yes",)}}, {"answers": {"wires": ("no",)}}),
        ({"month": [12, 1]}, {}, {"opened_at": datetime(2026, 7, 1, tzinfo=UTC)}),
        ({"near": {"kind": ["school"], "metres": 100}}, {"near": {"school": 100.0}}, {"near": {"school": 100.5}}),
    ],
)
def test_each_condition_raises_the_priority_where_it_fits_and_nowhere_else(
    catalogue: Catalogue, when: dict[str, Any], fitting: dict[str, Any], other: dict[str, Any]
) -> None:
    usual = decided(catalogue, **other)
    assert decided(catalogue, row(**when), **other) == usual
    made = decided(catalogue, row(**when), **fitting)
    assert (made.priority, made.reasons[-1]) == ("high", Reason("rule", ("hazard",)))


def test_all_conditions_of_a_row_must_fit_and_the_month_is_that_of_the_place(catalogue: Catalogue) -> None:
    both = row(month=[1], district=["hillcrest"])
    assert decided(catalogue, both).priority == "normal"
    new_year_in_london = datetime(2026, 1, 1, 1, tzinfo=UTC)  # and still December here
    assert decided(catalogue, row(month=[12]), opened_at=new_year_in_london).priority == "high"


def test_the_most_urgent_row_counts_and_none_lowers_a_priority(catalogue: Catalogue) -> None:
    rows = (row("high", "less", month=[1]), row("urgent", "more", month=[1]))
    made = decided(catalogue, *rows)
    assert (made.priority, made.reasons[-1].words) == ("urgent", ("more",))
    urgent = decided(catalogue, row("high", month=[1]), endangered=True)
    assert urgent.priority == "urgent"
    flooded = decided(catalogue, row("high", month=[1]), service="sewer", located=LocatedPlace(district="harbourside"))
    assert (flooded.priority, [reason.code for reason in flooded.reasons]) == ("urgent", ["chosen", "rule"])


def test_the_reason_is_told_in_the_words_of_the_row(catalogue: Catalogue) -> None:
    hazardous = Catalogue("x", {**catalogue.release, "urgency": [row(month=[1])]})
    assert explain(Reason("rule", ("hazard",)), hazardous, "en") == "It is dangerous there."


def test_landmarks_are_measured_by_kind_and_only_from_a_point(catalogue: Catalogue) -> None:
    away = nearest_landmarks(Place(lat=44.651, long=-63.6), [SCHOOL])
    assert away["school"] == pytest.approx(111, abs=1)
    assert nearest_landmarks(Place(address="1 Elm"), [SCHOOL]) == nearest_landmarks(None, [SCHOOL]) == {}
    assert not asks_what_is_near(catalogue)


def test_what_can_never_fit_is_refused_with_its_place() -> None:
    service = {"questions": [{"code": "wires", "kind": "yesno"}, {"code": "story", "kind": "text"}]}
    rows = [
        row(code="taken", month=[1]),
        row(code="a", answer={"wires": ["maybe"], "colour": ["red"]}),
        row(code="b", answer={"story": ["gas"]}, near={"kind": ["volcano"], "metres": 9}),
    ]
    documents = {
        "routing.yaml": {"rules": [{"code": "taken", "when": {"answer": {"wires": ["maybe"]}}}], "urgency": rows},
        "services/lamp.yaml": service,
        "landmarks.geojson": {"features": [SCHOOL]},
    }
    assert sorted(fault.path for check in (check_urgency, check_answers) for fault in check(documents)) == [
        "rules[0].when.answer.wires[0]",
        "urgency[0].code",
        "urgency[1].when.answer.colour",
        "urgency[1].when.answer.wires[0]",
        "urgency[2].when.answer.story[0]",
        "urgency[2].when.near.kind[0]",
    ]
