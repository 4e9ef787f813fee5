"""What does not reach somebody on one channel goes by the next of the letter's row; at last staff are asked to call.
Everybody owed a letter has one that was delivered, or a failure that is recorded and shown."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress as without
from datetime import datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from notifications.channels import senders
from notifications.handler import handle, hear
from notifications.sending.send_to_everybody import tell_all
from onestop.domain.letters.delivery import MISSED, LetterState
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.incoming.arrivals import UNDELIVERED, arrivals_of
from onestop.storage.incoming.talks import Talk, change_talk
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.letters.suppressions import suppress
from tests.aws_in_memory import Aws
from tests.builders import an_sqs_event
from tests.functional.notifications.digests_to_send import NOON, Crash, at, dying_at
from tests.functional.notifications.providers import email_event, in_our_queue, sms_event, texting_from_our_number
from tests.functional.stories import PLACE, open_case, resolved

ADDRESS, NUMBER = "ana@resident.example", "+15550142777"
BOTH = {"contact": {"email": ADDRESS, "phone": NUMBER}, "description": "?"}
EMAIL_ONLY = {"contact": {"email": ADDRESS}, "description": "?"}


@pytest.fixture
def providers(post: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    """SES that says how letters went, and SNS for text messages, which does not."""
    client("ses").create_configuration_set(ConfigurationSet={"Name": "receipts"})
    monkeypatch.setenv(senders.MAIL_RECEIPTS, "receipts")
    return post


def event_of(reference: str, type: str = "case.opened", number: int = 1) -> dict[str, Any]:
    """An event that the history of the case has."""
    recorded = next(each for each in load_whole(reference).events if each.sequence == number)
    return {"type": type, "subject": reference, "id": recorded.id, "data": dict(recorded.data)}


def bounce(reference: str, moment: datetime = NOON, kind: str = "Permanent") -> None:
    letter = next(each for each in notifications_of(reference) if each.channel == "email")
    hear(in_our_queue(email_event(letter.provider_id or "", "Bounce", moment, kind)), moment)


def ways(reference: str) -> dict[str, LetterState]:
    return {each.channel: each.status for each in notifications_of(reference)}


def to_call(moment: datetime = NOON) -> list[str | None]:
    return [each.reference for each in arrivals_of(UNDELIVERED, f"{moment:%Y-%m}", 50).items]


@pytest.mark.parametrize("kind", ["Permanent", "Transient"])
def test_a_letter_that_came_back_goes_as_a_text_message_once(providers: Aws, kind: str) -> None:
    reference = open_case(**BOTH)["reference"]
    tell_all(event_of(reference), NOON)
    for _ in range(3):
        bounce(reference, at(0.2), kind)
    assert len(providers.text_messages()) == 1
    missed = LetterState.FAILED if kind == "Permanent" else LetterState.TEMPORARY
    assert ways(reference) == {"email": missed, "sms": LetterState.SENT}
    assert to_call() == []
    tell_all(event_of(reference), at(1))  # its event comes again
    assert len(providers.text_messages()) == 1


def test_where_no_channel_is_left_staff_are_asked_to_call(providers: Aws) -> None:
    reference = open_case(**EMAIL_ONLY)["reference"]
    tell_all(event_of(reference), NOON)
    bounce(reference)
    assert (ways(reference), to_call()) == ({"email": LetterState.FAILED}, [reference])


def test_a_letter_about_which_nobody_is_called_shows_on_its_case_only(providers: Aws) -> None:
    reference = resolved(**(EMAIL_ONLY | {"service_code": "pothole", "place": PLACE}))["reference"]
    event = event_of(reference) | {"type": "survey.invited"}
    with providers.failing("ses", "SendRawEmail", "InvalidParameterValue"):
        tell_all(event, NOON)
    assert to_call() == []
    assert [each.letter for each in load_whole(reference).undelivered] == ["survey-invited"]


def test_an_address_that_ses_refuses_is_left_for_the_number_at_once(providers: Aws) -> None:
    reference = open_case(**BOTH)["reference"]
    with providers.failing("ses", "SendRawEmail", "InvalidParameterValue"):
        tell_all(event_of(reference), NOON)
    assert ways(reference) == {"email": LetterState.FAILED, "sms": LetterState.SENT}


def test_who_has_no_open_channel_is_recorded_and_shown_and_who_said_stop_is_recorded_only(providers: Aws) -> None:
    needs = (EMAIL_ONLY, BOTH | {"contact": {"phone": NUMBER}})
    by_mail, by_text = (open_case(**need)["reference"] for need in needs)
    suppress(identity_of(ADDRESS, identity_key()), NOON)
    change_talk(Talk(identity=identity_of(NUMBER, identity_key())), stopped, NOON)
    for reference in (by_mail, by_text):
        for _ in range(2):
            tell_all(event_of(reference), NOON)
    assert (ways(by_mail), ways(by_text)) == ({"email": LetterState.FAILED}, {"sms": LetterState.CANCELLED})
    assert to_call() == [by_mail]


def stopped(talk: Talk) -> Talk:
    return Talk(identity=talk.identity, stopped=True)


def test_a_provider_that_does_not_answer_is_tried_for_four_hours_and_then_the_next_channel(providers: Aws) -> None:
    reference = open_case(**BOTH)["reference"]
    with providers.failing("ses", "SendRawEmail", "Throttling"):
        for hours in (0, 0.5, 1.5, 3.9):
            with pytest.raises(Exception, match="Throttling"):
                tell_all(event_of(reference), at(hours))
            assert (ways(reference), providers.text_messages()) == ({"email": LetterState.CREATED}, [])
        tell_all(event_of(reference), at(4.1))
    assert ways(reference) == {"email": LetterState.TECHNICAL, "sms": LetterState.SENT}
    assert len(providers.text_messages()) == 1


def test_a_provider_that_comes_back_in_time_has_the_letter_and_nobody_else(providers: Aws) -> None:
    reference = open_case(**BOTH)["reference"]
    with providers.failing("ses", "SendRawEmail", "Throttling"), pytest.raises(Exception, match="Throttling"):
        tell_all(event_of(reference), at(0))
    tell_all(event_of(reference), at(3.9))
    assert ways(reference) == {"email": LetterState.SENDING}


def test_a_number_that_takes_none_falls_back_to_the_address_and_is_not_tried_again(
    providers: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(senders.SMS_ORIGIN, "arn:aws:sms-voice:us-east-1:123456789012:pool/ours")
    first, second = (
        open_case(**(BOTH | {"contact": {**BOTH["contact"], "prefer": "sms"}}))["reference"] for _ in range(2)
    )
    with texting_from_our_number() as asked:
        tell_all(event_of(first), NOON)
        hear(in_our_queue(sms_event("text-1", "TEXT_INVALID", NOON)), NOON)
        tell_all(event_of(second), NOON)
    assert len(asked) == 1
    assert ways(first) == {"sms": LetterState.FAILED, "email": LetterState.SENDING}
    assert ways(second) == {"email": LetterState.SENDING}


@pytest.mark.parametrize("step", range(1, 16))
def test_who_dies_while_falling_back_loses_no_letter_and_leaves_no_call_for_what_was_told(
    providers: Aws, step: int
) -> None:
    reference = open_case(**BOTH)["reference"]
    tell_all(event_of(reference), NOON)
    with dying_at(step), without(Crash):
        bounce(reference)
    bounce(reference, at(0.1))  # SQS brings the receipt again
    assert ways(reference) == {"email": LetterState.FAILED, "sms": LetterState.SENT}
    assert 1 <= len(providers.text_messages()) <= 2  # a death between sending and saying so sends twice, as ever
    assert to_call() == []


def test_a_message_that_failed_is_asked_to_wait_longer_each_time(providers: Aws) -> None:
    event = an_sqs_event({**event_of(open_case(**EMAIL_ONLY)["reference"])})
    event["Records"][0]["attributes"]["ApproximateReceiveCount"] = "3"
    providers.watch("sqs")
    with providers.failing("ses", "SendRawEmail", "Throttling"):
        answer = handle(event, None)
    assert answer["batchItemFailures"] == [{"itemIdentifier": "message-1"}]
    (asked,) = providers.asked_for("ChangeMessageVisibilityBatch")
    (entry,) = asked["Entries"]
    assert entry["ReceiptHandle"] == "receipt-1"
    assert 260 <= entry["VisibilityTimeout"] <= 520


def test_of_many_letters_over_a_bad_day_each_has_one_that_was_delivered_or_a_failure_that_is_shown(
    providers: Aws,
) -> None:
    """Events twice, letters that come back, and a provider that is down for a third of the time, by a seeded draw."""
    draw = random.Random(51)
    contacts = ({"email": "a{}@resident.example"}, {"email": "a{}@resident.example", "phone": "+155501{:05}"})
    owed = [
        str(
            open_case(
                description="?",
                contact={name: said.format(number) for name, said in contacts[number % 2].items()},
            )["reference"]
        )
        for number in range(40)
    ]
    waiting = [event_of(each) for each in owed]
    waiting += draw.sample(waiting, 2)
    for tick in range(60):
        moment, left = at(tick * 0.1), []
        down = tick % 3 == 0
        for event in waiting:
            try:
                if down:
                    with providers.failing("ses", "SendRawEmail", "ServiceUnavailable"):
                        tell_all(event, moment)
                else:
                    tell_all(event, moment)
            except (InHand, ClientError):
                left.append(event)
        for reference in owed:
            for letter in notifications_of(reference):
                if letter.status is LetterState.SENDING and draw.random() < 0.5:
                    said, kind = ("Bounce", "Permanent") if draw.random() < 0.1 else ("Delivery", "")
                    hear(in_our_queue(email_event(letter.provider_id or "", said, moment, kind)), moment)
        waiting = left
    ended = {reference: notifications_of(reference) for reference in owed}
    good = {
        reference: [each for each in letters if each.status in (LetterState.DELIVERED, LetterState.SENT)]
        for reference, letters in ended.items()
    }
    assert Counter(len(letters) for letters in good.values()).keys() <= {0, 1}
    missed = sorted(reference for reference, letters in good.items() if not letters)
    assert all(each.status in MISSED for reference in missed for each in ended[reference])
    assert missed
    assert sorted(str(each) for each in to_call()) == missed
