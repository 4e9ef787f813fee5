"""What becomes of a contact, whatever channel brought it."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework import handler as casework
from intake.incoming import Incoming
from intake.quarantine import held_contact
from intake.receiving import receive
from onestop.contracts.status import public_status
from onestop.domain.cases.events import Reason
from onestop.storage.cases.read_case import load_file, load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.arrivals import QUARANTINED, arrivals_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, a_reference, an_api_event, random_bits_from
from tests.depth import tries
from tests.functional.stories import in_progress, post_completion, route, take_step

HOLE = Incoming(channel="email", key="<1@mail.example>", text="A deep pothole at 3 Elm Lane.", email="ana@x.example")


def take(incoming: Incoming, **more: Any) -> Any:
    return receive(incoming, current(), more.pop("at", NOW), random_bits_from(7), **more)


def test_a_contact_opens_a_case_in_exactly_one_call(aws: Aws, calls: Calls) -> None:
    current()
    calls.forget()
    received = take(HOLE)
    assert calls.names == ["TransactWriteItems"]
    assert received.what == "opened"
    file = load_file(received.reference)
    assert (file.case.channel, file.request.description) == ("email", HOLE.text)


def test_the_same_contact_delivered_again_opens_nothing(aws: Aws) -> None:
    first, second = take(HOLE), take(HOLE, at=NOW + timedelta(minutes=5))
    assert (second.what, second.reference) == ("again", first.reference)


def test_the_same_contact_read_differently_by_a_later_version_is_still_the_same(aws: Aws) -> None:
    first, second = take(HOLE), take(replace(HOLE, text="A deep pothole at 3 Elm Lane. --"))
    assert (second.what, second.reference) == ("again", first.reference)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u200c\u2060 \u00ad"], ids=ascii)
def test_a_contact_without_anything_to_read_says_so_and_its_subject_speaks_for_it(aws: Aws, text: str) -> None:
    silent, titled = take(replace(HOLE, text=text)), take(replace(HOLE, key="<2@x>", text=text, subject="A hole"))
    request = load_file(silent.reference).request
    assert (request.description, [doubt.code for doubt in request.doubts]) == ("[…]", ["no_words"])
    assert load_file(titled.reference).request.description == "A hole"


def test_a_message_goes_to_the_case_that_it_names(aws: Aws) -> None:
    opened = take(HOLE)
    added = take(replace(HOLE, key="<2@mail.example>", text="It got deeper.", reference=opened.reference))
    assert (added.what, added.reference) == ("added", opened.reference)
    (contact,) = load_whole(opened.reference).contacts
    assert (contact.text, contact.channel, contact.direction) == ("It got deeper.", "email", "in")
    again = take(replace(HOLE, key="<2@mail.example>", text="It got deeper.", reference=opened.reference))
    assert again.reference == opened.reference
    assert len(load_whole(opened.reference).contacts) == 1


def ask_in(reference: str) -> None:
    (task,) = load_file(reference).open_tasks()
    path = f"/api/staff/cases/{reference}/tasks/{task.id}/question"
    event = an_api_event("POST", path, body={"question": "How deep?"}, claims=a_clerk(agency=task.agency))
    assert casework.handle(event, None)["statusCode"] == 200


ANA, OTHER = "ana@resident.example", "other@x.example"


@pytest.mark.parametrize(
    ("evidence", "proof"),
    [
        ({"author": ANA, "vouched": True}, "proven"),
        ({"author": "ANA@Resident.example", "vouched": True}, "proven"),
        ({"author": OTHER, "vouched": True, "shown": True}, "proven"),
        ({"author": ANA, "vouched": False}, "claimed"),
        ({"author": ANA}, "claimed"),
        ({"author": OTHER, "vouched": False, "shown": True}, "claimed"),
        ({"author": OTHER, "vouched": True}, "stranger"),
        ({"author": OTHER, "vouched": True, "email": ANA}, "stranger"),
        ({"author": None, "vouched": True, "email": ANA}, "stranger"),
    ],
)
def test_only_who_is_proven_answers_what_we_asked_and_only_their_words_are_shown_as_the_residents(
    aws: Aws, evidence: dict[str, Any], proof: str
) -> None:
    opened = in_progress()
    reference = opened["reference"]
    ask_in(reference)
    received = take(replace(HOLE, reference=reference, **{"email": OTHER, **evidence}))
    assert (received.what, received.proof) == ("added", proof)
    whole = load_whole(reference)
    assert [(each.text, each.proof) for each in whole.contacts if each.direction == "in"] == [(HOLE.text, proof)]
    assert [task.status == "waiting" for task in whole.file.open_tasks()] == [proof != "proven"]
    shown = public_status(whole.file, whole.events, whole.contacts, current(), "en")
    assert (HOLE.text in json.dumps(shown)) == (proof == "proven")
    assert ("contact.received" in [each["type"] for each in shown["timeline"]]) == (proof == "proven")


def test_a_message_about_an_unknown_case_opens_one(aws: Aws) -> None:
    assert take(replace(HOLE, reference=a_reference(5))).what == "opened"


def test_a_message_about_a_closed_case_opens_one_that_a_person_looks_at(aws: Aws) -> None:
    closed = in_progress()["reference"]
    (task,) = load_file(closed).open_tasks()
    assert post_completion(closed, task.id, claims=a_clerk(agency=task.agency))["statusCode"] == 200
    take_step("advance", closed)
    take_step("close", closed)
    assert load_file(closed).case.status == "closed"
    received = take(replace(HOLE, reference=closed))
    assert received.what == "opened"
    route(received.reference)
    case = load_file(received.reference).case
    assert (case.status, case.reasons) == ("triage", (Reason("follows_closed", (closed,)),))


def test_spam_is_held_back_whole_and_becomes_no_case(aws: Aws) -> None:
    spam = replace(HOLE, spam="virus", name="赵敏")
    received = take(spam)
    assert (received.what, received.reference) == ("quarantined", None)
    (listed,) = arrivals_of(QUARANTINED, "2026-11", 10).items
    assert (listed.why, listed.channel) == ("virus", "email")
    assert held_contact(listed.id) == replace(spam, spam=None)
    take(spam)
    assert len(arrivals_of(QUARANTINED, "2026-11", 10).items) == 1


def test_more_than_a_sender_brings_in_an_hour_is_held_back_and_no_other_sender_is(aws: Aws) -> None:
    what = [take(replace(HOLE, key=str(number))).what for number in range(22)]
    assert what == ["opened"] * 20 + ["quarantined"] * 2
    assert take(replace(HOLE, key="other", email="b@x.example")).what == "opened"
    assert take(replace(HOLE, key="later"), at=NOW + timedelta(hours=1)).what == "opened"
    assert {each.why for each in arrivals_of(QUARANTINED, "2026-11", 10).items} == {"too_many"}


TEXTS = st.one_of(
    st.text(max_size=200), st.sampled_from(["", " ", "\ud800", "a" * 9000, "مرحبا", "你好", "\x00\x1b[2J"])
)


@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_an_adapter_found_is_taken_in(aws: Aws, data: st.DataObject) -> None:
    some = st.none() | TEXTS
    incoming = Incoming(
        channel=data.draw(st.sampled_from(["email", "sms", "letter", "phone", "chat"])),
        key=secrets.token_hex(8),
        text=data.draw(TEXTS),
        service=data.draw(st.none() | st.sampled_from(["pothole", "nothing", "UPPER"])),
        lat=data.draw(st.none() | st.floats()),
        long=data.draw(st.none() | st.floats()),
        address=data.draw(some),
        name=data.draw(some),
        email=data.draw(some),
        phone=data.draw(some),
        language=data.draw(st.none() | st.sampled_from(["en", "zh-Hans", "xx", "es-MX"])),
        subject=data.draw(some),
        reference=data.draw(st.none() | st.just(a_reference(3))),
        answers=data.draw(st.dictionaries(st.text(max_size=5), st.none() | st.integers() | TEXTS, max_size=3)),
    )
    received = take(incoming)
    assert received.what in ("opened", "quarantined")
    if received.what == "opened":
        json.dumps(load_file(received.reference).request.description).encode()


def test_coordinates_the_other_way_round_are_looked_at_by_a_person(aws: Aws) -> None:
    received = take(Incoming(channel="chat", key="turned", text="A hole", lat=-63.58, long=44.65))
    (doubt,) = load_whole(received.reference).file.request.doubts
    assert (doubt.code, doubt.words) == ("turned_place", ("-63.58", "44.65"))
