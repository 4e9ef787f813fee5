"""A case whose place is another government's: brought there once, asked after until it is closed, told to its resident.

The other government is a second Onestop as its Open311 server answers, reached without a network.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

import pytest

from casework.workflow.pass_time import pass_time
from dispatch import handler as dispatch
from dispatch.hand_over_cases import hand_over_all, in_turn
from intake.open311 import handler as open311
from onestop.domain.cases.case import Case
from onestop.domain.cases.lifecycle import Status, TaskStatus, WaitsFor
from onestop.domain.places.zones import rows_of
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.runtime.outside.call_outside import AddressRefused, NotReached, Outside, ServerAnswer
from onestop.storage.catalogue.releases import current
from onestop.storage.partners.partner_keys import Partner, keep_partner
from tests.aws_in_memory import Aws
from tests.builders import an_api_event
from tests.functional.dialogue import staff_act, tell
from tests.functional.portal.reading import get
from tests.functional.stories import (
    CONTACT,
    case_file,
    history,
    in_progress,
    open_case,
    route,
    take_step,
    types,
)

KEY = "a-key-that-upland-gave-us"
THERE = {"lat": 44.75, "long": -63.55, "address": "9 Upland Road"}
ENDPOINT = "https://upland.example/open311/v2"


def upland(**more: Any) -> dict[str, Any]:
    """The land of a neighbour, north of ours."""
    ring = [[-63.6, 44.7], [-63.5, 44.7], [-63.5, 44.8], [-63.6, 44.8], [-63.6, 44.7]]
    name = {"en": "Upland County", "es": "Condado de Upland", "zh-Hans": "高地县"}
    told = {"code": "upland", "name": name, "phone": "555 0100", **more}
    return {"properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def next_to(aws: Aws, release: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a neighbour in force, and its key in the secret."""
    made = client("secretsmanager").create_secret(
        Name=f"handover-{uuid4().hex}", SecretString=json.dumps({"upland": KEY})
    )
    monkeypatch.setenv("HANDOVER_KEYS_ARN", made["ARN"])
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")

    def put(**more: Any) -> None:
        rows = [
            *rows_of("boundaries", release["boundaries"]["features"]),
            *rows_of("neighbours", [upland(**more)]),
        ]
        layers = release["map_layers"] | {"zones": {"features": rows}}
        aws.publish(release | {"map_layers": layers})

    return put


class Far(Outside):
    """The server of Upland, which is another Onestop; `answers` are said in its place, one a call, while there are."""

    def __init__(self, *answers: ServerAnswer | Exception) -> None:
        super().__init__()
        object.__setattr__(self, "answers", list(answers))
        object.__setattr__(self, "posted", [])

    def call(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> ServerAnswer:
        if method == "POST":
            self.posted.append((dict(parse_qsl((body or b"").decode())), dict(headers or {})))  # type: ignore[attr-defined]
        if self.answers:  # type: ignore[attr-defined]
            said = self.answers.pop(0)  # type: ignore[attr-defined]
            if isinstance(said, Exception):
                raise said
            return said
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        event = an_api_event(method, parts.path, body=(body or b"").decode(), headers=headers, query=query or None)
        answer = open311.handle(event, None)
        return ServerAnswer(answer["statusCode"], answer["body"].encode())


def a_case_of_theirs(**more: Any) -> str:
    need = {"service_code": "pothole", "description": "A deep hole.", "place": THERE, "contact": CONTACT} | more
    reference = str(open_case(**need)["reference"])
    route(reference)
    return reference


def standing(reference: str) -> tuple[Status, TaskStatus, WaitsFor | None]:
    file = case_file(reference)
    return file.case.status, file.tasks[0].status, file.tasks[0].waits_for


def handed(case: Case) -> tuple[str | None, str]:
    assert case.handed is not None
    return case.handed.number, case.handed.status


def test_a_case_is_brought_to_whose_it_is_and_done_when_they_have_closed_it(next_to: Callable[..., None]) -> None:
    keep_partner(KEY, Partner(id="port-ellery", name="Port Ellery"))
    next_to(open311=ENDPOINT, services={"pothole": "street-light"})
    said = "My name is Ana Rivas, 902 555 0142. The lamp at 9 Upland Road is out."
    reference, far = a_case_of_theirs(description=said), Far()
    assert standing(reference) == (Status.TRIAGE, TaskStatus.WAITING, WaitsFor.NEIGHBOUR)
    hand_over_all(current(), far)
    number, status = handed(case_file(reference).case)
    assert status == "open"
    theirs = case_file(number or "")
    assert (theirs.request.service, theirs.request.place and theirs.request.place.lat) == ("street-light", 44.75)
    ((sent, headers),) = far.posted  # type: ignore[attr-defined]
    assert headers["Idempotency-Key"] == f"onestop-case-{reference}"
    assert sent["description"] == f"My name is [name], [phone]. The lamp at 9 Upland Road is out.\n({reference})"
    assert not set(CONTACT.values()) & set(sent.values())
    assert hand_over_all(current(), Far()) == {"brought": 0, "asked": 1, "changed": 0, "failed": 0}
    staff_act(number or "", "withdrawal", reason="The lamp is mended.")
    assert hand_over_all(current(), Far())["changed"] == 1
    assert handed(case_file(reference).case) == (number, "closed")
    assert take_step("advance", reference)["next"] in ("survey", "close")
    assert case_file(reference).case.status is Status.RESOLVED
    assert hand_over_all(current(), Far()) == {"brought": 0, "asked": 0, "changed": 0, "failed": 0}
    assert dispatch.handle({"handovers": {}}, None)["asked"] == 0


def test_of_the_address_too_they_are_told_where_it_is_and_not_who_lives_there(next_to: Callable[..., None]) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    a_case_of_theirs(place=THERE | {"address": "9 Upland Road, call 902 555 0142"})
    hand_over_all(current(), far := Far(ServerAnswer(201, b'[{"service_request_id": "U-1"}]')))
    ((sent, _),) = far.posted  # type: ignore[attr-defined]
    assert sent["address_string"] == "9 Upland Road, call [phone]"


@pytest.mark.parametrize(("first", "order"), [(0, "abc"), (1, "bca"), (2, "cab")])
def test_who_answers_slowly_is_not_always_the_first(first: int, order: str) -> None:
    assert in_turn({"c", "a", "b"}, lambda many: first % many) == list(order)
    assert in_turn((), lambda many: first % many) == []


def test_bringing_it_twice_is_bringing_it_once(next_to: Callable[..., None]) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    reference = a_case_of_theirs()
    far = Far(ServerAnswer(201, b'[{"service_request_id": "U-1"}]'), ServerAnswer(200, b"[]"))
    for _ in range(2):
        hand_over_all(current(), far)
    assert len(far.posted) == 1  # type: ignore[attr-defined]
    assert types(reference).count("case.handed_over") == 1


def test_the_page_of_the_case_shows_what_it_is_called_there(next_to: Callable[..., None]) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    reference = a_case_of_theirs()
    hand_over_all(current(), Far(ServerAnswer(200, b'[{"service_request_id": "U-1"}]')))
    page = get(f"/track/{reference}", secret=links.secret_of(links.TRACK, reference))
    assert "Upland County · U-1 · open" in page["body"]


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_the_resident_is_told_whose_it_is_what_it_is_called_there_and_how_to_reach_them(
    aws: Aws, next_to: Callable[..., None], language: str
) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    reference = a_case_of_theirs(language=language)
    hand_over_all(current(), Far(ServerAnswer(200, b'[{"service_request_id": 417}]')))
    assert tell(reference, "case.handed_over") == {"batchItemFailures": []}
    (letter,) = aws.emails()
    assert [word in letter.body for word in ("417", "555 0100", upland()["properties"]["name"][language])] == [True] * 3
    assert "((" not in letter.body + letter.subject


def test_a_number_that_comes_later_is_asked_for_by_its_token(next_to: Callable[..., None]) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    reference = a_case_of_theirs()
    hand_over_all(current(), Far(ServerAnswer(200, b'[{"token": "t/1"}]')))
    assert handed(case_file(reference).case) == (None, "open")
    later = Far(ServerAnswer(200, b'[{"service_request_id": "U-9", "token": "t/1"}]'), ServerAnswer(200, b"[]"))
    assert hand_over_all(current(), later)["changed"] == 1
    assert handed(case_file(reference).case) == ("U-9", "open")


@pytest.mark.parametrize("because", ["refused", "not_allowed", "unknown"])
def test_what_they_do_not_take_goes_back_to_the_desk(next_to: Callable[..., None], because: str) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    reference = a_case_of_theirs()
    far = Far(ServerAnswer(400, b"[]")) if because == "refused" else Far(AddressRefused())
    if because == "unknown":
        next_to()
    hand_over_all(current(), far)
    assert standing(reference) == (Status.TRIAGE, TaskStatus.OPEN, None)
    assert [event.data["because"] for event in history(reference) if event.type == "handover.failed"] == [because]
    assert [reason.code for reason in case_file(reference).case.reasons] == ["not_ours", "not_taken"]


@pytest.mark.parametrize(
    "answer", [NotReached(), ServerAnswer(503, b""), ServerAnswer(429, b""), ServerAnswer(200, b"<html>")]
)
def test_who_cannot_be_reached_is_tried_again_and_after_a_day_the_desk_goes_on(
    next_to: Callable[..., None], answer: ServerAnswer | Exception
) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    reference = a_case_of_theirs()
    assert hand_over_all(current(), Far(answer))["failed"] == 1
    assert standing(reference)[2] is WaitsFor.NEIGHBOUR
    pass_time({"reference": reference}, current(), case_file(reference).case.opened_at + timedelta(days=1, minutes=1))
    assert standing(reference) == (Status.TRIAGE, TaskStatus.OPEN, None)


@pytest.mark.parametrize(
    ("neighbour", "need"),
    [
        ({}, {}),
        ({"open311": ENDPOINT, "services": {"graffiti": "G"}}, {}),
        ({"open311": ENDPOINT, "services": {"any": "O"}}, {"service_code": None, "description": "Hello."}),
    ],
    ids=["no endpoint", "another service", "nobody knows which service"],
)
def test_where_they_do_not_take_it_the_resident_is_told_whose_it_is_and_the_desk_has_it(
    aws: Aws, next_to: Callable[..., None], neighbour: dict[str, Any], need: dict[str, Any]
) -> None:
    next_to(**neighbour)
    reference = a_case_of_theirs(**need)
    assert standing(reference) == (Status.TRIAGE, TaskStatus.OPEN, None)
    assert tell(reference, "contact.sent") == {"batchItemFailures": []}
    (letter,) = aws.emails()
    assert [word in letter.body for word in ("Upland County", "555 0100")] == [True, True]


def test_danger_is_brought_to_nobody_else(next_to: Callable[..., None]) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    reference = a_case_of_theirs(description="It smells of gas here!")
    assert not {"handover.asked", "contact.sent"} & set(types(reference))


def test_a_place_of_ours_is_not_a_neighbours(next_to: Callable[..., None]) -> None:
    next_to(open311=ENDPOINT, services={"any": "other"})
    assert "handover.asked" not in types(in_progress()["reference"])
