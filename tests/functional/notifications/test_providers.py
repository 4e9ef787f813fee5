"""Two providers a channel: a letter that one refuses leaves by the other at once, and so do those that follow, until
the first one is well again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from notifications.channels import senders
from notifications.channels.providers import ProviderReceipt, Undeliverable, forget_providers, hand_over
from notifications.channels.senders import providers_of, send_on_channel
from notifications.words.letter import Message
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.person import Person
from onestop.runtime.clients import client
from onestop.runtime.metrics import flush
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.notifications.providers import texting_from_our_number

SENDER = "onestop@port-ellery.example"
ANA = Person(id="", email="ana@resident.example", phone="+15550142777", language="en")
WORDS = Message("News", "There is news.")
ELSEWHERE = "eu-west-1"


class Time:
    """A clock that goes on with each letter."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget_providers()
    yield
    forget_providers()


@pytest.fixture
def two_mails(post: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    monkeypatch.setenv(senders.MAIL_SECOND, ELSEWHERE)
    client("ses", ELSEWHERE).verify_email_identity(EmailAddress=SENDER)
    return post


@contextmanager
def answering(region: str, answer: Any) -> Iterator[list[int]]:
    """SES of a region answers every letter so; yields a list with an entry for each time that it was asked."""
    asked: list[int] = []

    def reply(**_: Any) -> Any:
        asked.append(1)
        if isinstance(answer, Exception):
            raise answer
        code = {"Error": {"Code": answer, "Message": answer}, "ResponseMetadata": {}}
        return SimpleNamespace(status_code=400, headers={}, content=b""), code

    events = client("ses", region).meta.events if region else client("ses").meta.events
    events.register("before-call.ses.SendRawEmail", reply)
    try:
        yield asked
    finally:
        events.unregister("before-call.ses.SendRawEmail", reply)


def hand(drawn: float, clock: Time, channel: str = "email") -> ProviderReceipt:
    return hand_over(providers_of(channel), WORDS, ANA, SENDER, None, draw=lambda: drawn, clock=clock)


@pytest.mark.parametrize("refusal", ["Throttling", "AccountSendingPaused", ConnectTimeoutError(endpoint_url="x")])
def test_a_letter_that_one_provider_surely_refused_leaves_by_the_other_at_once(two_mails: Aws, refusal: Any) -> None:
    with answering("", refusal) as asked:
        assert send_on_channel("email", WORDS, ANA, SENDER).status is LetterState.SENT
    assert len(asked) <= 1


def test_one_that_did_not_answer_in_time_may_have_it_so_no_other_is_asked(two_mails: Aws) -> None:
    silent = ReadTimeoutError(endpoint_url="x")
    with answering(ELSEWHERE, "Throttling") as asked, answering("", silent), pytest.raises(ReadTimeoutError):
        hand(0.0, Time())
    assert asked == []


def test_an_address_that_is_at_fault_is_so_everywhere(two_mails: Aws) -> None:
    wrong = "InvalidParameterValue"
    with answering(ELSEWHERE, "Throttling") as asked, answering("", wrong), pytest.raises(Undeliverable):
        send_first()
    assert asked == []


def send_first() -> None:
    """Sends a letter by the usual provider first, whatever is drawn."""
    usual, other = (senders.permanent(each) for each in providers_of("email"))
    hand_over([usual, other], WORDS, ANA, SENDER, None, draw=lambda: 0.0)


def test_where_none_takes_it_the_letter_is_tried_again_later(two_mails: Aws) -> None:
    with answering("", "Throttling"), answering(ELSEWHERE, "Throttling"), pytest.raises(ClientError):
        send_on_channel("email", WORDS, ANA, SENDER)


def test_over_an_hour_in_which_one_is_down_a_third_of_the_time_it_is_hardly_asked_and_comes_back_by_itself(
    two_mails: Aws,
) -> None:
    clock, asked_while_down, first = Time(), Counter[str](), Counter[str]()
    draws = [(number * 0.618034) % 1 for number in range(720)]  # evenly spread, and the same each time
    for number, drawn in enumerate(draws):
        clock.at = NOW + timedelta(seconds=5 * number)
        down = 240 <= number < 480
        if down:
            with answering("", "ServiceUnavailable") as asked:
                hand(drawn, clock)
            asked_while_down["usual"] += len(asked)
        else:
            with answering(ELSEWHERE, "ServiceUnavailable") as asked:  # it would have been asked: it refuses
                hand(drawn, clock)
            first["usual" if not asked else "elsewhere"] += number >= 600
    assert asked_while_down["usual"] < 60, "a quarter of those that it would have had"
    assert first["usual"] > first["elsewhere"], "it has its share again"


def test_a_switch_is_counted_and_so_is_the_way_back(two_mails: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    flush()  # what other tests left
    clock = Time()
    with answering("", "ServiceUnavailable"):
        for number in range(8):
            clock.at = NOW + timedelta(seconds=number)
            hand(0.0, clock)
    clock.at = NOW + timedelta(minutes=6)
    hand(0.0, clock)
    capsys.readouterr()
    flush()
    assert '"ProvidersSwitched":[1.0,1.0]' in capsys.readouterr().out


def test_text_messages_leave_by_sns_where_our_own_number_fails(post: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(senders.SMS_ORIGIN, "arn:aws:sms-voice:us-east-1:123456789012:pool/ours")
    monkeypatch.setenv(senders.SMS_SECOND, "sns")
    with texting_from_our_number() as asked:
        assert send_on_channel("sms", WORDS, ANA, SENDER).status is LetterState.SENDING
    with post.failing("pinpoint-sms-voice-v2", "SendTextMessage", "ThrottlingException"):
        assert send_on_channel("sms", WORDS, ANA, SENDER).status is LetterState.SENT
    assert (len(asked), len(post.text_messages())) == (1, 1)


@pytest.mark.parametrize(("reason", "texts"), [("DESTINATION_PHONE_NUMBER_OPTED_OUT", 0), ("RESOURCE_NOT_ACTIVE", 1)])
def test_a_number_that_wants_nothing_from_one_provider_is_not_texted_by_the_other(
    post: Aws, monkeypatch: pytest.MonkeyPatch, reason: str, texts: int
) -> None:
    monkeypatch.setenv(senders.SMS_ORIGIN, "arn:aws:sms-voice:us-east-1:123456789012:pool/ours")
    monkeypatch.setenv(senders.SMS_SECOND, "sns")
    refusal = {"Error": {"Code": "ConflictException", "Message": ""}, "Reason": reason, "ResponseMetadata": {}}

    def refuse(**_: Any) -> Any:
        return SimpleNamespace(status_code=400, headers={}, content=b""), refusal

    events = client("pinpoint-sms-voice-v2").meta.events
    events.register("before-call.*.SendTextMessage", refuse)
    try:
        with suppress(Undeliverable):
            send_on_channel("sms", WORDS, ANA, SENDER)
    finally:
        events.unregister("before-call.*.SendTextMessage", refuse)
    assert len(post.text_messages()) == texts


def test_a_text_message_by_sns_is_sent_as_one_that_is_expected(post: Aws) -> None:
    post.watch("sns")
    send_on_channel("sms", WORDS, ANA, SENDER)
    (asked,) = post.asked_for("Publish")
    assert asked["MessageAttributes"]["AWS.SNS.SMS.SMSType"]["StringValue"] == "Transactional"
