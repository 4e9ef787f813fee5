"""A letter of which nothing is heard for too long is helped by the sweeper, in every state that is no end."""

from __future__ import annotations

from contextlib import suppress as without
from dataclasses import replace
from typing import Any

import pytest

from notifications.channels import senders
from notifications.handler import hear
from notifications.sending.send_to_everybody import tell_all
from notifications.stuck import MANY, sweep_letters
from notifications.waiting.send_digests import send_all_digests
from notifications.without_case import send_letter
from onestop.domain.letters.delivery import LetterState
from onestop.runtime.clients import client
from onestop.storage.cases.read_case import load_whole
from onestop.storage.letters.claim_letters import claim
from onestop.storage.letters.held_rows import HeldRow
from onestop.storage.letters.notifications import load_notification, notifications_of
from onestop.storage.letters.unfinished_letters import unfinished
from tests.aws_in_memory import Aws
from tests.functional.notifications.digests_to_send import NOON, Crash, at, dying_at
from tests.functional.notifications.providers import email_event, in_our_queue
from tests.functional.notifications.test_fallback import BOTH, EMAIL_ONLY, bounce, event_of, to_call, ways
from tests.functional.stories import open_case

LEGAL, NEWS = "case.opened", "case.resolved"


@pytest.fixture
def providers(post: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    """SES that says how letters went, and SNS for text messages, which does not."""
    client("ses").create_configuration_set(ConfigurationSet={"Name": "receipts"})
    monkeypatch.setenv(senders.MAIL_RECEIPTS, "receipts")
    return post


def die_before_sending(event: dict[str, Any]) -> None:
    """The sender dies with the letter claimed, and the message of the queue is lost."""

    def die(**_: Any) -> None:
        raise Crash

    events = client("ses").meta.events
    events.register("before-call.ses.SendRawEmail", die)
    with without(Crash):
        tell_all(event, NOON)
    events.unregister("before-call.ses.SendRawEmail", die)


def sweep(hours: float) -> dict[str, int]:
    return dict(sweep_letters(at(hours)))


def told(need: dict[str, Any] = BOTH, type: str = LEGAL) -> str:
    """A case whose resident was sent a letter of which nothing was heard."""
    reference = open_case(**need)["reference"]
    tell_all(event_of(reference) | {"type": type}, NOON)
    return str(reference)


def test_a_letter_whose_sender_died_and_whose_message_is_gone_is_sent_once(providers: Aws) -> None:
    reference = open_case(**EMAIL_ONLY)["reference"]
    die_before_sending(event_of(reference))
    assert (ways(reference), providers.emails()) == ({"email": LetterState.CREATED}, [])
    assert sweep(0.49) == {"stuck": 0, "failed": 0, "silent": 0}
    for hours in (0.6, 1.2):
        sweep(hours)
    assert (ways(reference), len(providers.emails())) == ({"email": LetterState.SENDING}, 1)


@pytest.mark.parametrize("step", range(1, 14))
def test_a_sweeper_that_dies_is_followed_by_one_that_does_it(providers: Aws, step: int) -> None:
    reference = open_case(**EMAIL_ONLY)["reference"]
    with dying_at(9), without(Crash):
        tell_all(event_of(reference), NOON)
    with dying_at(8 + step), without(Crash):  # the first calls look for what is stuck
        sweep(0.6)
    sweep(1.2)
    assert ways(reference) == {"email": LetterState.SENDING}
    assert 1 <= len(providers.emails()) <= 2  # a death between sending and saying so sends twice, as ever


def test_a_letter_whose_provider_never_answers_goes_by_the_next_channel_though_no_message_brings_it(
    providers: Aws,
) -> None:
    reference = open_case(**BOTH)["reference"]
    with providers.failing("ses", "SendRawEmail", "Throttling"):
        with pytest.raises(Exception, match="Throttling"):
            tell_all(event_of(reference), NOON)
        assert sweep(1)["failed"] == 1
        assert ways(reference) == {"email": LetterState.CREATED}
        sweep(4.5)
    assert ways(reference) == {"email": LetterState.TECHNICAL, "sms": LetterState.SENT}


def test_a_letter_without_receipt_counts_as_sent_and_one_by_law_is_told_once_more(providers: Aws) -> None:
    news, legal = told(type=NEWS), told()
    sweep(23)
    assert ways(news) == ways(legal) == {"email": LetterState.SENDING}
    for hours in (24.1, 30, 60):
        sweep(hours)
    assert ways(news) == {"email": LetterState.SENT}
    assert ways(legal) == {"email": LetterState.TEMPORARY, "sms": LetterState.SENT}
    letter = next(each for each in notifications_of(legal) if each.channel == "email")
    hear(in_our_queue(email_event(letter.provider_id or "", "Delivery", at(61))), at(61))  # it was only late
    assert ways(legal)["email"] is LetterState.DELIVERED
    assert to_call() == []


def test_where_all_receipts_are_lost_nobody_is_told_twice(providers: Aws) -> None:
    references = [
        told({"contact": {"email": f"a{number}@x.example", "phone": f"+155501428{number:02}"}, "description": "?"})
        for number in range(MANY + 1)
    ]
    assert sweep(24.1)["silent"] == MANY + 1
    assert {tuple(ways(each).items()) for each in references} == {(("email", LetterState.SENT),)}


def test_a_full_mailbox_is_tried_once_more_before_anybody_is_called(providers: Aws) -> None:
    reference = told(EMAIL_ONLY)
    bounce(reference, at(0.1), "Transient")
    assert (ways(reference), to_call()) == ({"email": LetterState.TEMPORARY}, [])
    for hours in (4, 4.2, 8.5):
        sweep(hours)
    first, second = sorted(notifications_of(reference), key=lambda each: each.created_at)
    assert (second.instead_of, second.status, len(providers.emails())) == ("email", LetterState.SENDING, 2)
    hear(in_our_queue(email_event(second.provider_id or "", "Bounce", at(9), "Transient")), at(9))
    sweep(14)
    assert (len(providers.emails()), to_call()) == (2, [reference])
    assert [each.letter for each in load_whole(reference).undelivered] == [first.letter]


def test_what_is_held_too_long_is_looked_at_again(providers: Aws) -> None:
    reference = open_case(**EMAIL_ONLY)["reference"]
    for number in range(1, 8):
        tell_all(event_of(reference) | {"id": f"{reference}.{number}", "type": NEWS}, NOON)
    for hint in list(HeldRow.scan()):
        if hint.pk.startswith("DUE"):
            hint.delete()  # lost
    send_all_digests(at(47))
    assert len(providers.emails()) == 6
    sweep(49)
    send_all_digests(at(50))
    assert len(providers.emails()) == 7


def test_a_letter_about_no_case_ends_when_nothing_can_write_it_again(providers: Aws) -> None:
    asked = {"id": "a-code", "type": "code.asked"}
    claim(send_letter.own_letter(asked, "one-time-code", "email", "en", NOON))
    sweep(11.9)
    assert load_notification("", "a-code").status is LetterState.CREATED
    sweep(12.1)
    assert load_notification("", "a-code").status is LetterState.TECHNICAL


def test_a_day_on_which_all_went_well_leaves_nothing_to_look_at(providers: Aws) -> None:
    reference = told()
    (letter,) = notifications_of(reference)
    hear(in_our_queue(email_event(letter.provider_id or "", "Delivery", NOON)), NOON)
    assert list(unfinished(at(24 * 365))) == []
    assert replace(letter, status=LetterState.DELIVERED, moved_at=NOON) == notifications_of(reference)[0]
