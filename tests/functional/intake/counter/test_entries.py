"""Staff open cases for those who come in person, call or write; what was held back is looked at by a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from intake.handler import handle
from intake.incoming import Incoming
from intake.receiving import receive
from onestop.domain.staff.permissions import ALLOWED, Role
from onestop.runtime.clients import client
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.arrivals import arrival_id
from onestop.storage.staff.looks import looks_at
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, an_api_event, random_bits_from, said
from tests.functional.problems import fields_of
from tests.functional.stories import POTHOLE, history

ENTRY = POTHOLE | {"channel": "counter", "consent": "spoken"}
SPAM = Incoming(
    channel="email", key="<9@x.example>", text="Win a prize! And a pothole.", email="w@x.example", spam="spam"
)


def enter(body: Any = ENTRY, *, role: Role = Role.CLERK, key: str | None = None, agency: str = "contact-centre") -> Any:
    headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
    claims = a_clerk(agency=agency, role=role)
    return handle(an_api_event("POST", "/api/staff/entries", body=body, headers=headers, claims=claims), None)


def at_desk(
    method: str,
    path: str,
    *,
    role: Role = Role.CLERK,
    agency: str = "contact-centre",
    sent: dict[str, Any] | None = None,
    **query: str,
) -> Any:
    body = sent or ({} if method == "POST" else None)
    headers = {"X-Clock": NOW.isoformat(), "Content-Type": "application/json"}  # heard where the clock is stated
    event = an_api_event(
        method, path, body=body, headers=headers, query=query, claims=a_clerk(agency=agency, role=role)
    )
    return handle(event, None)


def test_the_case_says_who_entered_it_on_which_channel_and_how_the_resident_agreed(aws: Aws, calls: Calls) -> None:
    current()
    calls.forget()
    answer = enter()
    assert answer["statusCode"] == 201
    assert calls.names == ["TransactWriteItems"]
    file = load_file(said(answer)["reference"])
    assert (file.case.channel, file.request.consent) == ("counter", "spoken")
    assert (file.request.taken_by or "").startswith("staff:")
    assert [event.by for event in history(file.case.reference)] == [file.request.taken_by]


def test_consent_must_be_said(aws: Aws) -> None:
    assert fields_of(enter(POTHOLE | {"channel": "counter"})) == {"consent"}


def test_an_entry_sent_twice_opens_one_case_but_another_clerks_key_is_another(aws: Aws) -> None:
    first, second = (said(enter(key="a-key-of-this-clerk-1"))["reference"] for _ in range(2))
    assert first == second
    third = said(enter(key="a-key-of-this-clerk-1", role=Role.SUPERVISOR, agency="streets"))["reference"]
    assert third == first or load_file(third)


@pytest.mark.parametrize("role", Role)
def test_only_those_who_may_enter_do(aws: Aws, role: Role) -> None:
    assert enter(role=role)["statusCode"] == (201 if role in ALLOWED["entries"] else 403)


def test_staff_are_not_limited_as_senders_are(aws: Aws) -> None:
    assert {enter(ENTRY | {"description": f"Hole {number}"})["statusCode"] for number in range(25)} == {201}


def hold_one() -> str:
    receive(SPAM, current(), NOW, random_bits_from(3))
    (listed,) = said(at_desk("GET", "/api/staff/arrivals", month="2026-11"))["arrivals"]
    assert "Win" not in str(listed)
    assert "x.example" not in str(listed)
    return str(listed["arrival"])


def test_what_was_held_back_is_shown_in_its_words_and_the_look_is_kept(aws: Aws) -> None:
    place = hold_one()
    shown = said(at_desk("GET", f"/api/staff/arrivals/{place}"))
    assert (shown["text"], shown["contact"]["email"], shown["why"]) == (SPAM.text, SPAM.email, "spam")
    (look,) = looks_at(f"ARRIVAL-{arrival_id('email', SPAM.key)}", 10)
    assert look.fields == ("contact", "text")


def test_a_person_makes_a_case_of_it_once(aws: Aws) -> None:
    place = hold_one()
    first, second = (said(at_desk("POST", f"/api/staff/arrivals/{place}/release")) for _ in range(2))
    assert first == second
    file = load_file(first["reference"])
    assert (file.case.channel, file.request.description) == ("email", SPAM.text)
    assert first["released_by"].startswith("staff:")


def test_what_is_no_need_is_dismissed_and_that_is_taken_back_until_a_case_was_made_of_it(aws: Aws) -> None:
    place = hold_one()
    path = f"/api/staff/arrivals/{place}"
    first, second = (said(at_desk("POST", f"{path}/dismissal")) for _ in range(2))
    assert first == second
    assert first["dismissed_by"].startswith("staff:")
    assert said(at_desk("POST", f"{path}/dismissal", sent={"undone": True}))["dismissed_by"] is None
    said(at_desk("POST", f"{path}/release"))
    refused = at_desk("POST", f"{path}/dismissal")
    assert (refused["statusCode"], "A case was made of it already" in refused["body"]) == (409, True)
    assert at_desk("POST", f"{path}/dismissal", sent={"dismissed": True})["statusCode"] == 400


def test_what_is_released_counts_with_what_staff_bring_and_stays_held_when_it_is_too_much(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each release sends a letter: held-back mails in one address's name must not become a way to bury it."""
    most = 3
    monkeypatch.setenv("CLOCK", "stated")  # the limit is one of a clock hour
    monkeypatch.setattr("intake.limits.PER_RECEIVER", most)
    for number in range(most + 1):
        receive(replace(SPAM, key=f"{SPAM.key}-{number}", text=f"Win {number}"), current(), NOW, random_bits_from(3))
    places = [each["arrival"] for each in said(at_desk("GET", "/api/staff/arrivals", month="2026-11"))["arrivals"]]
    capsys.readouterr()
    answers = [at_desk("POST", f"/api/staff/arrivals/{place}/release") for place in places]
    assert [answer["statusCode"] for answer in answers] == [200] * most + [429]
    assert "Retry-After" in answers[-1]["headers"]
    assert capsys.readouterr().out.count('"ContactsReleased":[1') == most
    last = said(at_desk("GET", f"/api/staff/arrivals/{places[-1]}"))
    assert (last["text"], last["reference"]) in {(f"Win {number}", None) for number in range(most + 1)}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("agency", ["contact-centre", "streets"])
def test_only_the_triage_desk_looks(aws: Aws, role: Role, agency: str) -> None:
    place = hold_one()
    own = agency == "contact-centre"
    for method, path, act in (
        ("GET", "/api/staff/arrivals", "arrivals"),
        ("GET", f"/api/staff/arrivals/{place}", "arrivals"),
        ("POST", f"/api/staff/arrivals/{place}/dismissal", "release"),
        ("POST", f"/api/staff/arrivals/{place}/release", "release"),
    ):
        answer = at_desk(method, path, role=role, agency=agency)
        seen = role in ALLOWED[act] and (own or role in (Role.ADMINISTRATOR, Role.AUDITOR))
        assert answer["statusCode"] == (200 if seen else 403), (method, path)
        assert seen or "Win" not in answer["body"]


@pytest.mark.parametrize(("method", "more"), [("GET", ""), ("POST", "/release")])
def test_what_was_held_back_too_long_ago_is_not_there_any_more(aws: Aws, method: str, more: str) -> None:
    place = hold_one()
    client("s3").delete_object(Bucket="mail", Key=f"quarantine/{arrival_id('email', SPAM.key)}.json")
    answer = at_desk(method, f"/api/staff/arrivals/{place}{more}")
    assert fields_of(answer, 404) == {"arrival"}


@pytest.mark.parametrize("place", ["nothing", "MjAyNi0xMSNhYmM=", "%00", "😀"])
def test_what_is_not_there_is_not_found(aws: Aws, place: str) -> None:
    assert at_desk("GET", f"/api/staff/arrivals/{place}")["statusCode"] == 404


@pytest.mark.parametrize(("name", "value"), [("kind", "cases"), ("month", "2026-13"), ("limit", "0")])
def test_a_list_that_is_asked_for_wrongly_says_what_is_wrong(aws: Aws, name: str, value: str) -> None:
    assert fields_of(at_desk("GET", "/api/staff/arrivals", **{name: value})) == {name}
