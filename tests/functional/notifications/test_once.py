"""A letter goes out once, however often its event comes; what fails is known, and fails alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.handler import handle
from notifications.sending.send_to_everybody import tell_all
from onestop.domain.letters.delivery import LetterState
from onestop.storage.letters.claim_letters import InHand, claim
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification, notifications_of
from tests.aws_in_memory import Aws
from tests.builders import NOW, REFERENCE, a_reference, an_sqs_event
from tests.functional.stories import open_case

EMAIL = {"contact": {"email": "ana@resident.example"}, "description": "?"}
SMS = {"contact": {"phone": "+15550142777"}, "description": "?"}


def opened(reference: str, type: str = "case.opened") -> dict[str, str]:
    return {"type": type, "subject": reference, "id": f"{reference}.1"}


def a_notification(**fields: Any) -> Notification:
    defaults: dict[str, Any] = {
        "reference": REFERENCE,
        "event": f"{REFERENCE}.1",
        "type": "case.opened",
        "letter": "case-opened",
        "channel": "email",
        "language": "en",
        "status": LetterState.CREATED,
        "created_at": NOW,
    }
    return Notification(**(defaults | fields))


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_an_event_that_comes_again_sends_nothing(post: Aws) -> None:
    event = opened(open_case(**EMAIL)["reference"])
    for _ in range(3):
        assert handle(an_sqs_event(event, event), None) == {"batchItemFailures": []}
    assert len(post.emails()) == 1


def test_each_event_has_its_own_letter(post: Aws) -> None:
    reference = open_case(**EMAIL)["reference"]
    for number, type in enumerate(("case.opened", "case.resolved", "survey.invited")):
        handle(an_sqs_event(opened(reference, type) | {"id": f"{reference}.{number}"}), None)
    assert len(post.emails()) == 3
    assert {kept.status for kept in notifications_of(reference)} == {LetterState.SENT}


def test_what_was_sent_is_kept_without_the_address(post: Aws) -> None:
    reference = open_case(**EMAIL)["reference"]
    handle(an_sqs_event(opened(reference)), None)
    (kept,) = notifications_of(reference)
    assert (kept.letter, kept.channel, kept.language, kept.status) == ("case-opened", "email", "en", LetterState.SENT)
    assert kept.provider_id == post.emails()[0].id
    assert "resident.example" not in repr(kept)


@pytest.mark.parametrize(
    "contact",
    [None, {"name": "Ana"}, {"language": "es"}, {"prefer": "email"}],
    ids=["none", "name", "language", "wish"],
)
def test_who_cannot_be_reached_is_not_written_to(post: Aws, contact: Any) -> None:
    reference = open_case(description="?", contact=contact)["reference"]
    assert handle(an_sqs_event(opened(reference)), None) == {"batchItemFailures": []}
    assert (post.emails(), post.text_messages(), notifications_of(reference)) == ([], [], [])


@pytest.mark.parametrize(
    ("contact", "channel"),
    [
        ({"email": "a@b.example"}, "email"),
        ({"phone": "+15550142777"}, "sms"),
        ({"email": "a@b.example", "phone": "+15550142777"}, "email"),
        ({"email": "a@b.example", "phone": "+15550142777", "prefer": "sms"}, "sms"),
        ({"email": "a@b.example", "prefer": "sms"}, "email"),
        ({"phone": "+15550142777", "prefer": "email"}, "sms"),
    ],
)
def test_residents_are_written_to_as_they_wish_if_we_can(post: Aws, contact: dict[str, str], channel: str) -> None:
    reference = open_case(description="?", contact=contact)["reference"]
    handle(an_sqs_event(opened(reference)), None)
    assert [kept.channel for kept in notifications_of(reference)] == [channel]


def test_an_address_that_will_never_work_is_recorded_and_not_tried_again(post: Aws) -> None:
    event = opened(open_case(**EMAIL)["reference"])
    with post.failing("ses", "SendRawEmail", "InvalidParameterValue"):
        assert handle(an_sqs_event(event), None) == {"batchItemFailures": []}
    (kept,) = notifications_of(event["subject"])
    assert (kept.status, kept.provider_id, kept.sent_at) == (LetterState.FAILED, "InvalidParameterValue", None)
    handle(an_sqs_event(event), None)
    assert post.emails() == []


@pytest.mark.parametrize("code", ["Throttling", "MessageRejected", "ServiceUnavailable", "AccountSendingPaused"])
def test_a_passing_failure_gives_back_its_own_message_only(post: Aws, code: str) -> None:
    first, second, third = (open_case(**need)["reference"] for need in (SMS, EMAIL, SMS))
    with post.failing("ses", "SendRawEmail", code):
        answer = handle(an_sqs_event(*map(opened, (first, second, third))), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-2"}]}
    assert len(post.text_messages()) == 2
    assert [kept.status for kept in notifications_of(second)] == [LetterState.CREATED]


def test_after_a_passing_failure_the_letter_goes_out_later_and_once(post: Aws) -> None:
    event = opened(open_case(**EMAIL)["reference"])
    with post.failing("ses", "SendRawEmail", "Throttling"), pytest.raises(Exception, match="Throttling"):
        tell_all(event, NOW)
    with pytest.raises(InHand):
        tell_all(event, at(1))
    assert post.emails() == []
    tell_all(event, at(3))
    tell_all(event, at(9))
    assert len(post.emails()) == 1


@pytest.mark.parametrize("body", ["not json", "{}", '{"type": "case.opened"}', "[]"])
def test_a_message_that_cannot_be_read_goes_back_alone(post: Aws, body: str) -> None:
    event = opened(open_case(**EMAIL)["reference"])
    assert handle(an_sqs_event(body, event), None) == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
    assert len(post.emails()) == 1


def test_an_event_about_a_case_that_is_not_there_goes_back(post: Aws) -> None:
    assert handle(an_sqs_event(opened(a_reference(99))), None)["batchItemFailures"]


def test_the_first_claim_wins(aws: Aws) -> None:
    assert claim(a_notification()) == a_notification()


@pytest.mark.parametrize("minutes", [0.01, 1, 1.99])
def test_a_fresh_claim_is_in_hand(aws: Aws, minutes: float) -> None:
    claim(a_notification())
    with pytest.raises(InHand):
        claim(a_notification(created_at=at(minutes)))


def test_a_claim_of_two_minutes_belongs_to_a_sender_that_died(aws: Aws) -> None:
    claim(a_notification())
    assert claim(a_notification(created_at=at(2))) == a_notification(created_at=at(2), tried_since=NOW)
    with pytest.raises(InHand):  # the one who took over is at it now
        claim(a_notification(created_at=at(3)))


@pytest.mark.parametrize("ended", [LetterState.SENT, LetterState.FAILED])
def test_what_has_ended_is_not_claimed_again(aws: Aws, ended: LetterState) -> None:
    claim(a_notification())
    note_outcome(replace(a_notification(), status=ended))
    assert claim(a_notification(created_at=at(60))) is None


def test_our_own_claim_whose_acknowledgement_was_lost_is_ours(aws: Aws) -> None:
    claim(a_notification())
    assert claim(a_notification()) == a_notification()


def test_neither_name_nor_address_nor_words_are_logged(post: Aws, logged: Any) -> None:
    reference = open_case(description="CANARY-1", contact={"name": "CANARY-2", "email": "canary@x.example"})[
        "reference"
    ]
    with post.failing("ses", "SendRawEmail", "Throttling"):
        handle(an_sqs_event(opened(reference)), None)
    assert logged.getvalue()
    assert not [word for word in ("CANARY", "canary") if word in logged.getvalue()]
