"""What one person is sent in an hour and a day is limited; the rest is not lost but told in one letter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework import handler as casework
from notifications.sending.send_to_everybody import tell_all
from notifications.waiting.send_digests import send_all_digests
from onestop.contracts.recorded import cloud_event
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.incoming.talks import Talk, change_talk, find_talk
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.letters.suppressions import suppress
from tests.aws_in_memory import Aws, Calls
from tests.builders import an_administrator, an_api_event, said
from tests.depth import tries
from tests.fixtures import MEMORY
from tests.functional.dialogue import ask, events_of
from tests.functional.notifications.digests_to_send import (
    NOON,
    at,
    event_of,
    lines_told,
    tell_many,
    try_to_gather,
    try_to_tell,
)
from tests.functional.stories import PLACE, in_progress, open_by_partner, open_case

EMAIL = {"description": "?", "contact": {"email": "ana@resident.example"}}
NUMBER = "+15550142777"
SMS = {"description": "?", "contact": {"phone": NUMBER}}


def statuses(reference: str) -> Counter[LetterState]:
    return Counter(kept.status for kept in notifications_of(reference))


def test_twenty_five_reopenings_are_six_letters_and_one_digest_with_all_the_rest(post: Aws) -> None:
    reference = open_case(**EMAIL)["reference"]
    tell_many(reference, range(51), at(0))
    assert len(post.emails()) == 6
    assert statuses(reference) == {LetterState.SENT: 6, LetterState.HELD: 45}
    assert send_all_digests(at(0.5))["digests"] == 0
    assert send_all_digests(at(1))["digests"] == 1
    assert send_all_digests(at(1.1))["digests"] == 0
    digest = post.emails()[6]
    assert len(post.emails()) == 7
    assert digest.subject == f"What happened with your requests (45 messages) ({reference})"
    assert sum(line.startswith("- ") for line in digest.body.splitlines()) == 45
    assert digest.body.count(f"/track/{reference}?secret=") == 1
    assert statuses(reference) == {LetterState.SENT: 51}
    assert {kept.provider_id for kept in notifications_of(reference)} == {mail.id for mail in post.emails()}


def test_the_number_to_call_waits_for_no_limit(post: Aws) -> None:
    tell_many(open_case(**EMAIL)["reference"], range(20), at(0))
    reference = str(open_case(**EMAIL | {"description": "I smell gas in the hallway"})["reference"])
    for event in events_of(reference, "case.opened"):
        tell_all(cloud_event(event, "/onestop/test"), at(0.2))
    assert len(post.emails()) == 7
    assert post.emails()[-1].subject.startswith("Call 911 now")


def test_a_digest_tells_each_case_with_its_links_in_the_language_of_the_resident(post: Aws) -> None:
    first, second = (open_case(**(EMAIL | {"language": language}))["reference"] for language in ("es", "zh-Hans"))
    tell_many(first, range(8), at(0))
    tell_many(second, range(8), at(0.1))
    tell_all({"type": "survey.invited", "subject": second, "id": f"{second}.9", "data": {}}, at(0.2))
    send_all_digests(at(1))
    digest = post.emails()[-1]
    assert digest.subject == "您的诉求的最新进展（共 11 条消息）"
    for reference in (first, second):
        assert f"您的诉求 {reference}：" in digest.body
        assert f"/track/{reference}?secret=" in digest.body
    assert f"/survey/{second}?secret=" in digest.body
    assert "((" not in digest.body


def test_a_day_has_its_limit_too_and_the_next_day_tells_the_rest(post: Aws) -> None:
    reference = open_case(**EMAIL)["reference"]
    for hour in range(3):
        tell_many(reference, range(hour * 10, hour * 10 + 5), at(hour))
    tell_many(reference, range(30, 33), at(3))
    assert len(post.emails()) == 15
    send_all_digests(at(4))
    assert len(post.emails()) == 15
    send_all_digests(at(12))  # midnight has passed
    assert len(post.emails()) == 16
    assert statuses(reference) == {LetterState.SENT: 18}


def test_addresses_that_differ_by_a_tag_are_one_person_but_none_gets_the_letters_of_another(post: Aws) -> None:
    tagged = [f"ana+{number}@resident.example" for number in range(9)]
    cases = {email: open_case(description="?", contact={"email": email})["reference"] for email in tagged}
    for reference in cases.values():
        tell_many(reference, range(1), at(0))
    assert len(post.emails()) == 6
    send_all_digests(at(1))
    assert sorted(str(mail.mail["To"]) for mail in post.emails()) == tagged
    for mail in post.emails():
        assert cases[str(mail.mail["To"])] in mail.subject


def test_more_digests_than_an_hour_takes_wait_for_the_next(post: Aws) -> None:
    for number in range(20):
        email = f"ana+{number:02}@resident.example"
        tell_many(open_case(description="?", contact={"email": email})["reference"], range(1), at(0))
    sent = []
    for hour in (1, 2, 3, 12, 13):
        send_all_digests(at(hour))
        sent.append(len(post.emails()))
    assert sent == [12, 15, 15, 20, 20]


def test_the_limits_of_a_jurisdiction_are_its_own(post: Aws, release: dict[str, Any]) -> None:
    jurisdiction = release["jurisdiction"] | {"limits": {"letters_per_hour": 2}}
    post.publish(release | {"jurisdiction": jurisdiction})
    reference = open_case(**EMAIL)["reference"]
    tell_many(reference, range(4), at(0))
    assert statuses(reference) == {LetterState.SENT: 2, LetterState.HELD: 2}


def test_text_messages_are_gathered_into_one_that_can_still_be_sent(post: Aws) -> None:
    cases = [open_case(**SMS)["reference"] for _ in range(20)]
    for reference in cases:
        tell_many(reference, range(2), at(0))
    send_all_digests(at(1))
    assert len(post.text_messages()) == 7
    number, words = post.text_messages()[-1]
    assert (number, len(words.encode()) <= 1600) == (NUMBER, True)
    assert words.startswith("City of Port Ellery: 34 messages about your requests.")
    assert [reference for reference in cases[3:] if reference not in words] == []


@pytest.mark.parametrize("language", ["en", "zh-Hans", "es"])
def test_more_cases_than_a_text_message_can_name_are_told_in_two(post: Aws, language: str) -> None:
    cases = [open_by_partner(**SMS | {"language": language})["reference"] for _ in range(45)]
    for reference in cases:
        tell_many(reference, range(1), at(0))
    send_all_digests(at(1))
    said = [words for _, words in post.text_messages()]
    assert len(said) == 6 + 2
    assert max(len(words.encode()) for words in said) <= 1600
    assert [reference for reference in cases if not any(reference in words for words in said)] == []


def test_nothing_leaves_for_a_number_that_says_stop_while_letters_are_held(post: Aws) -> None:
    reference = open_case(**SMS)["reference"]
    tell_many(reference, range(9), at(0))
    change_talk(Talk(identity=identity_of(NUMBER, identity_key())), lambda talk: replace(talk, stopped=True), at(0.5))
    send_all_digests(at(1))
    assert len(post.text_messages()) == 6
    assert statuses(reference) == {LetterState.SENT: 6, LetterState.CANCELLED: 3}
    assert send_all_digests(at(2))["digests"] == 0


def test_nothing_leaves_for_an_address_from_which_letters_have_begun_to_come_back(post: Aws) -> None:
    reference = open_case(**EMAIL)["reference"]
    tell_many(reference, range(9), at(0))
    suppress(identity_of("ana@resident.example", identity_key()), at(0.5))
    send_all_digests(at(1))
    assert len(post.emails()) == 6
    assert statuses(reference) == {LetterState.SENT: 6, LetterState.FAILED: 3}


def test_what_a_digest_asks_is_remembered_when_it_is_sent_and_not_before(post: Aws) -> None:
    reference = str(in_progress(service_code="pothole", place=PLACE, contact={"phone": NUMBER})["reference"])
    tell_many(reference, range(100, 106), at(0))
    ask(reference, "Which side?")
    (asked,) = events_of(reference, "resident.asked")
    event = {"type": asked.type, "subject": reference, "id": asked.id, "time": asked.at.isoformat(), "data": asked.data}
    tell_all(event, at(0.1))
    identity = identity_of(NUMBER, identity_key())
    assert find_talk(identity).asked == ()
    send_all_digests(at(1))
    assert [each.reference for each in find_talk(identity).asked] == [reference]


def test_the_desk_sees_that_a_letter_is_held(post: Aws) -> None:
    reference = str(in_progress(service_code="pothole", place=PLACE, contact=EMAIL["contact"])["reference"])
    tell_many(reference, range(7), at(0))
    event = an_api_event("GET", f"/api/staff/cases/{reference}", claims=an_administrator())
    letters = said(casework.handle(event, None))["letters"]
    assert Counter(letter["status"] for letter in letters) == {"sent": 6, "held": 1}
    assert "resident.example" not in str(letters)


def test_a_letter_costs_no_call_more_for_being_counted_and_one_more_for_being_held(post: Aws, calls: Calls) -> None:
    reference = open_case(**EMAIL)["reference"]
    tell_many(reference, range(1), at(0))
    calls.forget()
    tell_many(reference, range(1, 2), at(0))
    assert calls.names == ["Query", "Query", "Query", "TransactWriteItems", "TransactWriteItems"]
    tell_many(reference, range(2, 6), at(0))
    calls.forget()
    tell_many(reference, range(6, 7), at(0))
    assert calls.names == ["Query", "Query", "Query", "TransactWriteItems", "TransactWriteItems"]
    send_all_digests(at(1))
    calls.forget()
    send_all_digests(at(1.2))
    assert set(calls.names) == {"Query", "PutItem"}
    assert len(calls.names) == 4  # its place, two hours, and the place again


def test_a_provider_that_does_not_answer_delays_a_digest_and_loses_nothing(post: Aws) -> None:
    reference = open_case(**EMAIL)["reference"]
    tell_many(reference, range(9), at(0))
    with post.failing("ses", "SendRawEmail", "Throttling"):
        assert send_all_digests(at(1))["failed"] == 1
    assert send_all_digests(at(1.01)) == {"digests": 0, "failed": 0, "later": 1}
    assert send_all_digests(at(1.1))["digests"] == 1
    assert set(lines_told(post).values()) <= {4, 5}
    assert sum(lines_told(post).values()) == 9


@pytest.mark.parametrize("step", range(1, 17))
def test_a_digest_whose_sender_dies_at_any_step_is_told_by_the_next_look(post: Aws, step: int) -> None:
    reference = open_case(**EMAIL)["reference"]
    tell_many(reference, range(9), at(0))
    made = try_to_gather(at(1), step)
    unsure = len(post.emails()) == 7 and statuses(reference)[LetterState.SENT] == 6
    for minutes in (1, 5, 10, 15):
        try_to_gather(at(1 + minutes / 60))
    assert statuses(reference) == {LetterState.SENT: 9}
    assert len(post.emails()) <= 8
    if not (unsure and made[-1] == "PutItem"):
        assert len(post.emails()) == 7


STEPS = st.one_of(
    st.tuples(st.just("tell"), st.integers(0, 6), st.none() | st.integers(1, 7)),
    st.tuples(st.just("gather"), st.just(0), st.none() | st.integers(1, 14)),
    st.tuples(st.just("wait"), st.integers(1, 90), st.none()),  # minutes
)
LATER = (0, 0.2, 1, 2, 13, 14, 37, 38, 61)  # hours


@settings(max_examples=tries(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=30))
def test_whatever_comes_again_or_dies_each_event_is_told_once_alone_or_in_a_digest(
    aws: Aws, release: dict[str, Any], steps: list[tuple[str, int, int | None]]
) -> None:
    """Only a death between sending and noting it tells twice: nobody can know whether the letter left."""
    limits = {"letters_per_hour": 2, "letters_per_day": 5}
    with MEMORY.running(release) as post:
        client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
        post.publish(release | {"jurisdiction": release["jurisdiction"] | {"limits": limits}})
        play(post, steps)


def play(post: Aws, steps: list[tuple[str, int, int | None]]) -> None:
    cases = [open_case(**EMAIL)["reference"] for _ in range(7)]
    minutes, unsure, by_hour = 0.0, 0, Counter[int]()
    for kind, number, step in [*steps, *(("tell", number, None) for number in range(7))]:
        if kind == "wait":
            minutes += number
            continue
        moment, before = at(minutes / 60), len(post.emails())
        made = try_to_tell(event_of(cases[number], 1), moment, step) if kind == "tell" else try_to_gather(moment, step)
        sent = len(post.emails()) - before
        unsure += bool(sent and step and len(made) == step)
        by_hour[int((minutes + NOON.minute) // 60)] += sent
        minutes += 0.1
    for _ in range(2):  # what died in the middle comes again from its queue, and then what waited for that one
        minutes += 3
        for number in range(7):
            try_to_tell(event_of(cases[number], 1), at(minutes / 60))
    for hours in LATER:
        try_to_gather(at(minutes / 60 + hours))
    told = Counter(
        case for line, times in lines_told(post).items() for case in cases for _ in range(times) if case in line
    )
    assert set(told) == set(cases), "an event was never told"
    if not unsure:
        assert set(told.values()) == {1}, "an event was told twice"
    if all(step is None for _, _, step in steps):
        assert max(by_hour.values()) <= 2, "more was sent in an hour than may be"
    for case in cases:
        assert statuses(case) == {LetterState.SENT: 1}
