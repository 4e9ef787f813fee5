"""What providers say of letters moves them, once and never back; what did not come is shown, and where none comes is
known from then on."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.backends import get_backend

from notifications.channels import senders
from notifications.handler import hear
from notifications.receipts import NotYet
from notifications.sending.send_to_everybody import tell_all
from onestop.domain.letters.delivery import LetterState, SuppressionReason
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.incoming.arrivals import UNDELIVERED, arrivals_of
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.letters.suppressions import find_suppression
from tests.aws_in_memory import ACCOUNT, REGION, Aws
from tests.depth import tries
from tests.functional.notifications.digests_to_send import NOON, at
from tests.functional.notifications.providers import email_event, in_our_queue, sms_event, texting_from_our_number
from tests.functional.stories import open_case

ADDRESS, NUMBER = "ana@resident.example", "+15550142777"
BY_EMAIL = {"contact": {"email": ADDRESS}, "description": "?"}
BY_SMS = {"contact": {"phone": NUMBER}, "description": "?"}


@pytest.fixture(autouse=True)
def providers_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation on AWS: SES and End User Messaging say how letters went."""
    monkeypatch.setenv(senders.SMS_ORIGIN, "arn:aws:sms-voice:us-east-1:123456789012:pool/ours")


@pytest.fixture
def mail_tells(post: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    senders.client("ses").create_configuration_set(ConfigurationSet={"Name": "receipts"})
    monkeypatch.setenv(senders.MAIL_RECEIPTS, "receipts")
    return post


def event_of(reference: str, type: str = "case.opened", number: int = 1) -> dict[str, Any]:
    return {"type": type, "subject": reference, "id": f"{reference}.{number}", "data": {}}


def told_by_email(moment: datetime = NOON) -> tuple[str, str]:
    """A case whose resident was sent a letter; the case, and the provider's id of the letter."""
    reference = open_case(**BY_EMAIL)["reference"]
    tell_all(event_of(reference), moment)
    (letter,) = notifications_of(reference)
    assert letter.status is LetterState.SENDING
    return reference, letter.provider_id or ""


def receive(said: str, provider_id: str, kind: str = "", moment: datetime = NOON) -> dict[str, Any]:
    told = in_our_queue(email_event(provider_id, said, moment, kind))
    hear(told, moment)
    return told


def status_of(reference: str) -> LetterState:
    (letter,) = notifications_of(reference)
    return letter.status


@pytest.mark.parametrize(
    ("said", "kind", "becomes", "because"),
    [
        ("Delivery", "", LetterState.DELIVERED, None),
        ("Bounce", "Permanent", LetterState.FAILED, SuppressionReason.BOUNCE),
        ("Bounce", "Transient", LetterState.TEMPORARY, None),
        ("Bounce", "Undetermined", LetterState.TEMPORARY, None),
        ("Complaint", "", LetterState.DELIVERED, SuppressionReason.COMPLAINT),
        ("Reject", "", LetterState.TECHNICAL, None),
    ],
)
def test_what_ses_says_moves_the_letter(
    mail_tells: Aws, said: str, kind: str, becomes: LetterState, because: SuppressionReason | None
) -> None:
    reference, provider_id = told_by_email()
    told = receive(said, provider_id, kind)
    assert status_of(reference) is becomes
    suppression = find_suppression(identity_of(ADDRESS, identity_key()))
    assert (suppression.because if suppression else None) == because
    assert "resident.example" not in str(told)
    assert "canary" not in str(told)


def test_receipts_that_come_twice_and_late_never_move_a_letter_back(mail_tells: Aws) -> None:
    reference, provider_id = told_by_email()
    for said, kind in (("Delivery", ""), ("Bounce", "Transient"), ("Delivery", "")):
        receive(said, provider_id, kind)
        assert status_of(reference) is LetterState.DELIVERED
    tell_all(event_of(reference), at(1))  # its event comes again, too
    assert status_of(reference) is LetterState.DELIVERED
    assert len(mail_tells.emails()) == 1


def test_a_letter_that_did_not_come_is_shown_on_its_case_and_at_the_triage_desk_once(mail_tells: Aws) -> None:
    reference, provider_id = told_by_email()
    for _ in range(2):
        receive("Bounce", provider_id, "Permanent")
    (shown,) = load_whole(reference).undelivered
    assert (shown.letter, shown.why) == ("case-opened", "Bounce/Permanent")
    (listed,) = arrivals_of(UNDELIVERED, f"{NOON:%Y-%m}", 10).items
    assert (listed.reference, listed.channel) == (reference, "email")


def test_nothing_more_is_sent_to_an_address_that_letters_come_back_from(mail_tells: Aws) -> None:
    reference, provider_id = told_by_email()
    receive("Bounce", provider_id, "Permanent")
    tell_all(event_of(reference, "case.resolved", 2), at(1))
    assert len(mail_tells.emails()) == 1


def test_a_receipt_that_is_faster_than_the_sender_is_heard_again_and_one_of_no_letter_is_let_go(
    mail_tells: Aws,
) -> None:
    told = in_our_queue(email_event("not kept yet", "Delivery", NOON))
    with pytest.raises(NotYet):
        hear(told, NOON + timedelta(minutes=1))
    hear(told, NOON + timedelta(minutes=11))


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("TEXT_PENDING", LetterState.SENDING),
        ("TEXT_SUCCESSFUL", LetterState.SENT),
        ("TEXT_DELIVERED", LetterState.DELIVERED),
        ("TEXT_UNREACHABLE", LetterState.TEMPORARY),
        ("TEXT_INVALID", LetterState.FAILED),
    ],
)
def test_what_end_user_messaging_says_moves_the_letter(post: Aws, said: str, becomes: LetterState) -> None:
    reference = open_case(**BY_SMS)["reference"]
    with texting_from_our_number() as asked:
        tell_all(event_of(reference), NOON)
    assert [(each["DestinationPhoneNumber"], each["MessageType"]) for each in asked] == [(NUMBER, "TRANSACTIONAL")]
    hear(in_our_queue(sms_event("text-1", said, NOON)), NOON)
    assert status_of(reference) is becomes
    suppression = find_suppression(identity_of(NUMBER, identity_key()))
    assert (suppression is not None) == (said == "TEXT_INVALID")


def test_all_letters_of_a_digest_move_by_its_one_receipt(mail_tells: Aws) -> None:
    from notifications.waiting.send_digests import send_all_digests

    reference = open_case(**BY_EMAIL)["reference"]
    for number in range(1, 10):
        tell_all(event_of(reference, ("case.reopened", "case.resolved")[number % 2], number), NOON)
    send_all_digests(at(1))
    letters = notifications_of(reference)
    assert {letter.status for letter in letters} == {LetterState.SENDING}
    digest = mail_tells.emails()[-1].id
    told = [letter.name for letter in letters if letter.provider_id == digest]
    assert len(told) == 3
    receive("Delivery", digest)
    assert [each.name for each in notifications_of(reference) if each.status is LetterState.DELIVERED] == told


def test_where_no_provider_tells_a_letter_that_left_is_sent(post: Aws) -> None:
    reference = open_case(**BY_EMAIL)["reference"]
    tell_all(event_of(reference), NOON)
    assert status_of(reference) is LetterState.SENT


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "said": ANYTHING | st.sampled_from(["Bounce", "Delivery", "Complaint"]),
        "kind": ANYTHING | st.sampled_from(["Permanent", "x" * 5000]),
        "id": ANYTHING | st.sampled_from(["", "x" * 5000, "\ud800", "../*"]),
        "time": ANYTHING | st.sampled_from(["2026-11-23T12:00:00", "9999-12-31T23:59:59Z"]),
    },
)


@settings(max_examples=tries(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=FIELDS, channel=st.sampled_from(["email", "sms"]))
def test_whatever_a_receipt_holds_nothing_breaks_and_no_letter_moves(
    mail_tells: Aws, fields: dict[str, Any], channel: str
) -> None:
    with suppress(NotYet):  # one that might be of a letter to come is heard again for ten minutes
        hear({**fields, "type": f"receipt.{channel}"}, NOON)
    assert get_backend("dynamodb")[ACCOUNT][REGION].tables["MessagesTable"].items == {}


def test_a_receipt_that_is_forged_moves_no_letter_but_its_own(mail_tells: Aws) -> None:
    reference, provider_id = told_by_email()
    for said, kind in (("Bounce", "Permanent/../../Delivery"), ("bounce", "permanent"), ("DELETE", ""), ("", "Bounce")):
        told = {"type": "receipt.email", "id": provider_id, "said": said, "kind": kind, "time": NOON.isoformat()}
        hear(told, NOON)
    assert status_of(reference) is LetterState.SENDING
