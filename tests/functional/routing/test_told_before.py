"""A need that was told before is joined with the earlier one by its service's rule, and a person can take it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from casework import handler as casework
from intake.api.case_acts import do_as_resident
from onestop.contracts.api import ResidentReasonBody
from onestop.domain.again.rule import AgainRule, Merge
from onestop.domain.cases.case import LinkKind
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.errors import NotPossible
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.storage.cases.open_cases_around import alike_of, told_around
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Calls
from tests.builders import a_clerk, an_api_event
from tests.functional.attachments.arrivals import an_attachment, arrive, keep_row
from tests.functional.stories import end_stage, history, open_case, route, take_step
from tests.unit.attachments.pictures import a_view, saved

WORDS = "The lamp in front of the bakery flickers all night and buzzes"
LIGHT: dict[str, Any] = {
    "service_code": "traffic-signal",
    "description": WORDS,
    "place": {"lat": 44.62, "long": -63.62},
    "contact": {"name": "Ana Rivas", "email": "ana@resident.example"},
}
ANOTHER = {"name": "李雷", "email": "li@resident.example", "language": "zh-Hans"}

pytestmark = pytest.mark.usefixtures("aws")


def told(**body: Any) -> str:
    reference = open_case(**LIGHT | body)["reference"]
    route(reference)
    return reference


def take_back(reference: str) -> None:
    event = an_api_event(
        "POST",
        f"/api/staff/cases/{reference}/unmerging",
        body={"reason": "Two lamps."},
        headers={"Content-Type": "application/json", "Idempotency-Key": "an-unmerging-of-the-test"},
        claims=a_clerk(agency="streets", role="supervisor"),
    )
    answer = casework.handle(event, None)
    assert answer["statusCode"] == 200, answer["body"]


def test_the_second_is_joined_with_the_first_for_a_reason_that_its_history_tells() -> None:
    first, second = told(), told(contact=ANOTHER)
    case = load_file(second).case
    assert (case.status, case.because, case.merged_into) == (Status.CLOSED, CloseReason.MERGED, first)
    assert [link.reference for link in load_file(first).case.links if link.kind is LinkKind.JOINED] == [second]
    (merged,) = [event for event in history(second) if event.type == "case.merged"]
    codes = [reason["code"] for reason in merged.data["reasons"]]
    assert codes == ["again", "again_same_spot", "again_same_day", "again_same_text", "confidence"]
    assert "bakery" not in str(merged.data)
    assert not load_file(second).open_tasks()  # no agency has it twice


def test_what_a_person_has_taken_back_goes_on_by_itself_and_is_not_joined_again() -> None:
    _, second = told(), told()
    take_back(second)
    file = load_file(second)
    assert (file.case.status, file.case.merged_into, file.case.apart) == (Status.IN_PROGRESS, None, True)
    assert [task.agency for task in file.open_tasks()] == ["streets"]
    assert route(second)["next"] == "tasks"
    assert load_file(second).case.merged_into is None


def test_an_address_that_the_gazetteer_knows_is_a_place_as_coordinates_are() -> None:
    first = told(place={"address": "12 Harbour Street"})
    assert load_file(told(place={"address": "12 harbour st."})).case.merged_into == first
    assert load_file(told(place={"address": "Harbour Street"})).case.merged_into is None


@pytest.mark.parametrize("channel", ["web", "mobile", "kiosk"])
@pytest.mark.parametrize("contact", [ANOTHER, {"name": "X", "phone": "+19025550143", "language": "es"}, None])
def test_who_tells_it_and_how_makes_no_difference(channel: str, contact: Any) -> None:
    first = told()
    body = {"contact": contact} if contact else {}
    assert load_file(told(channel=channel, **body)).case.merged_into == first
    apart = load_file(told(channel=channel, **body, description="A truck knocked the pole over by the school gate"))
    assert apart.case.merged_into is None


@pytest.mark.parametrize(
    "other",
    [
        {"description": "A truck knocked the pole over beside the school gate"},
        {"description": WORDS, "place": {"lat": 44.6202, "long": -63.62}},
        {"description": WORDS + ", pole L-4711"},
        {"description": WORDS, "place": {"lat": 0, "long": 0}},
        {"service_code": "street-sign"},
        {"service_code": "pothole"},
    ],
    ids=["other words", "further away", "names a pole", "nowhere", "another service", "a service that only proposes"],
)
def test_what_is_not_sure_stays_a_case_of_its_own(other: dict[str, Any]) -> None:
    told(**{"description": WORDS + ", pole L-4712"} if "L-47" in str(other) else {})
    told(place={"lat": 0, "long": 0})
    assert load_file(told(**other)).case.merged_into is None


def test_a_service_that_only_proposes_joins_nothing() -> None:
    first = told(service_code="pothole")
    case = load_file(told(service_code="pothole")).case
    assert case.merged_into is None
    assert [each.reference for each in case.maybe_same] == [first]


def test_what_was_done_is_not_joined_with_for_it_may_have_to_be_done_once_more() -> None:
    first = told()
    while take_step("advance", first)["next"] == "tasks":
        end_stage(first)
    assert load_file(first).case.status is Status.RESOLVED
    assert load_file(told()).case.merged_into is None


def test_nobody_ends_another_ones_need_by_telling_it_first_and_taking_it_back() -> None:
    first, second = told(), told(contact=ANOTHER)
    assert load_file(second).case.merged_into == first
    body = ResidentReasonBody(secret=links.secret_of(links.TRACK, first), reason="")
    with pytest.raises(NotPossible):
        do_as_resident("withdrawal", first, body, current(), now())
    assert load_file(first).case.status is Status.IN_PROGRESS
    take_back(second)  # they are two needs after all: each is its resident's own again
    do_as_resident("withdrawal", first, body, current(), now())
    assert load_file(first).case.because is CloseReason.WITHDRAWN
    assert load_file(second).case.status is Status.IN_PROGRESS


def test_a_need_in_which_danger_is_named_waits_for_a_person() -> None:
    told()
    assert load_file(told(description=WORDS + ". There are sparks, a live wire is down!")).case.merged_into is None


def test_it_costs_one_query_and_none_where_needs_are_not_compared(calls: Calls) -> None:
    names = {}
    for service in ("traffic-signal", "pothole", "noise", "tap-water"):
        reference = open_case(**LIGHT | {"service_code": service})["reference"]
        calls.forget()
        route(reference)
        names[service] = sorted(calls.names)
    assert names["noise"] == names["tap-water"]
    assert names["traffic-signal"] == names["pothole"] == sorted([*names["noise"], "Query"])


def test_two_that_come_before_either_is_routed_are_joined_too() -> None:
    first, second = open_case(**LIGHT)["reference"], open_case(**LIGHT)["reference"]
    route(second)
    route(first)
    assert load_file(second).case.merged_into == first
    assert load_file(first).case.status is Status.IN_PROGRESS


def test_the_index_holds_no_words_and_no_person_and_a_closed_case_leaves_it() -> None:
    first = told()
    case = load_file(first).case
    assert case.likeness is not None
    assert [each.reference for each in told_around("traffic-signal", case.likeness, 30)] == [first]
    while take_step("advance", first)["next"] == "tasks":
        end_stage(first)
    take_step("close", first)
    assert told_around("traffic-signal", case.likeness, 30) == []


def test_the_same_photo_makes_it_surer_that_a_case_is_another_one_however_it_was_made_smaller() -> None:
    view = a_view(1)
    cases = [told(service_code="pothole", description="") for _ in range(2)]
    bare = likely(*cases)
    for reference, photo in zip(cases, (view, view.resize((300, 225))), strict=True):
        keep_row(reference, an_attachment())
        arrive(reference, saved(photo, "JPEG", quality=60))
        assert len(load_file(reference).case.fingerprints) == 1
    assert likely(*cases) > 0.95 > bare


def likely(first: str, second: str) -> float:
    case = load_file(second).case
    assert case.likeness is not None
    rule = AgainRule(metres=15, within=timedelta(days=30), merge=Merge.PROPOSE)
    return {one.reference: one.confidence for one in alike_of(case, case.likeness, rule)}[first]
