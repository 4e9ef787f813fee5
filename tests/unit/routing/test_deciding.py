"""The decision: which service, who works on it, how urgently, by when, and why."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from onestop.domain.cases.case import Place
from onestop.domain.cases.events import Proposal, Reason
from onestop.domain.cases.progress import RoutingDecision
from onestop.domain.catalogue.catalogue import Catalogue
from routing.deciding import Unsure, decide_service
from routing.facts import RoutingFacts
from routing.locating import locate
from tests.builders import NOW

HARBOURSIDE = Place(lat=44.63, long=-63.57)
OLD_TOWN = Place(lat=44.62, long=-63.62)
HILLCREST = Place(lat=44.67, long=-63.64)
NORTH_SHORE = Place(lat=44.67, long=-63.56)


def facts(**given: Any) -> RoutingFacts:
    return RoutingFacts(**({"text": "", "opened_at": NOW} | given))


def decision(catalogue: Catalogue, **given: Any) -> RoutingDecision:
    made = decide_service(facts(**given), catalogue)
    assert isinstance(made, RoutingDecision)
    return made


def agencies(made: RoutingDecision) -> list[list[str]]:
    return [[task.agency for task in stage.tasks] for stage in made.plan]


def test_routing_knows_the_need_and_nothing_about_who_has_it() -> None:
    assert {field.name for field in fields(RoutingFacts)} == {
        "text", "opened_at", "service", "chosen_by", "doubts", "endangered", "answers", "near", "located", "appeals",
    }  # fmt: skip


def test_what_the_resident_chose_is_done(catalogue: Catalogue) -> None:
    made = decision(catalogue, service="pothole", text="rats everywhere")
    assert (made.service, made.reasons) == ("pothole", (Reason("chosen"),))


def test_what_the_triage_desk_chose_is_done(catalogue: Catalogue) -> None:
    made = decision(catalogue, service="pothole", chosen_by="triage")
    assert made.reasons == (Reason("triaged"),)


def test_what_is_in_doubt_waits_for_a_person_whose_choice_is_then_done(catalogue: Catalogue) -> None:
    doubt = Reason("unreadable", ("41",))
    unsure = decide_service(facts(service="pothole", doubts=(doubt,), text="Rats in a street light"), catalogue)
    assert isinstance(unsure, Unsure)
    assert unsure.reason == doubt
    assert unsure.proposals == (
        Proposal("pothole"), Proposal("street-light", ("street light",)), Proposal("rodents", ("rats",)),
    )  # fmt: skip
    made = decision(catalogue, service="pothole", doubts=(doubt,), chosen_by="triage")
    assert made.reasons == (Reason("triaged"),)


@pytest.mark.parametrize("place", [Place(lat=41.88, long=-87.63), Place(lat=0.0, long=0.0)])
@pytest.mark.parametrize("need", [{"service": "pothole"}, {"text": "a deep pothole"}])
def test_a_place_far_outside_is_asked_after_by_the_desk_whose_choice_is_then_done(
    catalogue: Catalogue, need: dict[str, Any], place: Place
) -> None:
    far, located = Reason("far_place"), locate(place, catalogue)
    danger = Reason("danger", ("gas",))
    for doubts, why in (((), far), ((danger,), danger)):
        unsure = decide_service(facts(**need, located=located, doubts=doubts), catalogue)
        assert isinstance(unsure, Unsure)
        assert (unsure.reason, unsure.proposals[0].service) == (why, "pothole")
    made = decision(catalogue, service="pothole", chosen_by="triage", located=located)
    assert made.reasons == (Reason("triaged"), far)


def test_words_decide_where_no_service_was_chosen_and_are_named_in_the_reason(catalogue: Catalogue) -> None:
    made = decision(catalogue, text="A street light is out on Elm Lane")
    assert (made.service, made.reasons) == ("street-light", (Reason("keywords", ("street light",)),))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"text": "It is not as it should be."}, Reason("no_match")),
        ({"text": ""}, Reason("no_match")),
        ({"text": "graffiti and rats"}, Reason("ambiguous", ("graffiti", "rodents"))),
        ({"text": "涂鸦和老鼠"}, Reason("ambiguous", ("graffiti", "rodents"))),
        ({"text": "grafiti y ratas"}, Reason("ambiguous", ("graffiti", "rodents"))),
        ({"service": "horse-tram"}, Reason("withdrawn_service", ("horse-tram",))),
    ],
)
def test_what_is_unclear_is_left_to_a_person_with_the_reason(
    catalogue: Catalogue, given: dict[str, Any], reason: Reason
) -> None:
    made = decide_service(facts(**given), catalogue)
    assert isinstance(made, Unsure)
    assert replace(made.reason, words=tuple(sorted(made.reason.words))) == reason


def test_a_clear_lead_decides_and_less_than_that_does_not(catalogue: Catalogue) -> None:
    assert isinstance(decide_service(facts(text="a street light, and some graffiti"), catalogue), RoutingDecision)
    assert isinstance(decide_service(facts(text="红绿灯边上有涂鸦"), catalogue), Unsure)  # half a point apart


def test_a_plan_crosses_agencies_in_stages(catalogue: Catalogue) -> None:
    made = decision(catalogue, service="dangerous-building", located=locate(OLD_TOWN, catalogue))
    assert agencies(made) == [["buildings", "streets"], ["water", "environment-health"]]
    assert made.district == "old-town"


@pytest.mark.parametrize(
    ("service", "place", "rule", "plan", "priority"),
    [
        ("street-light", HARBOURSIDE, "quayside-lamps", [["streets"]], "normal"),
        ("street-light", OLD_TOWN, None, [["brightline-lighting"]], "normal"),
        ("bulky-waste", NORTH_SHORE, "north-shore-bulky-waste", [["sanitation", "greenhaul"]], "normal"),
        ("graffiti", OLD_TOWN, "old-town-walls", [["buildings"]], "low"),
        ("snow-clearing", HILLCREST, "hillcrest-snow", [["streets"]], "high"),
        ("sewer", HARBOURSIDE, "harbourside-water", [["water"]], "urgent"),
        ("sewer", OLD_TOWN, None, [["water"]], "high"),
    ],
)
def test_a_rule_of_the_district_changes_what_it_says_and_is_given_as_a_reason(
    catalogue: Catalogue, service: str, place: Place, rule: str | None, plan: Any, priority: str
) -> None:
    made = decision(catalogue, service=service, located=locate(place, catalogue))
    assert (agencies(made), made.priority) == (plan, priority)
    assert made.reasons == (Reason("chosen"), *([Reason("rule", (rule,))] if rule else []))


def test_only_the_first_rule_that_fits_is_used(catalogue: Catalogue) -> None:
    rules = [
        {"code": "first", "when": {"service": ["graffiti"]}, "priority": "urgent", "because": {"en": "."}},
        {"code": "second", "when": {"service": ["graffiti"]}, "agency": {"clean": "streets"}, "because": {"en": "."}},
    ]
    made = decision(Catalogue("x", {**catalogue.release, "rules": rules}), service="graffiti")
    assert (made.priority, made.reasons[-1]) == ("urgent", Reason("rule", ("first",)))
    assert "streets" not in agencies(made)[0]


def test_without_a_place_no_rule_of_a_district_fits(catalogue: Catalogue) -> None:
    made = decision(catalogue, service="street-light")
    assert (made.district, agencies(made)) == (None, [["brightline-lighting"]])


def test_a_service_without_a_survey_asks_nobody(catalogue: Catalogue) -> None:
    quiet = {**catalogue.services["pothole"], "survey": "none"}
    made = decision(Catalogue("x", {**catalogue.release, "services": [quiet]}), service="pothole")
    assert made.survey is None


def test_every_service_of_the_sample_can_be_decided(catalogue: Catalogue) -> None:
    for code in catalogue.services:
        assert decision(catalogue, service=code).plan
