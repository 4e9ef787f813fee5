"""A bounce says who did not get which message, whatever system wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from intake.email.bounces import Bounce, read_bounce
from intake.email.kinds import MailKind, kind_of
from intake.email.reading import read_mail
from onestop.runtime.links import reply_mac
from tests.aws_in_memory import held_keys
from tests.builders import REFERENCE
from tests.unit.intake.email.mails import a_mail, a_multipart, collection

DAEMON = "MAILER-DAEMON@mx.example"
PLAIN = REFERENCE.replace("-", "").lower()


def returned(**fields: str) -> bytes:
    return a_mail("Hello Ana", sender="onestop@port-ellery.example", to="ana@resident.example", **fields)


def a_bounce(status: str, *more: tuple[str, bytes]) -> bytes:
    parts = (("text/plain", "Sorry."), ("message/delivery-status", f"Reporting-MTA: dns; x\r\n\r\n{status}"), *more)
    return a_multipart(*parts, kind="report; report-type=delivery-status", sender=DAEMON)


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    with held_keys():
        yield


def test_a_standard_bounce_says_all() -> None:
    trace = f"<{PLAIN}.{reply_mac(REFERENCE)}@port-ellery.example>"
    status = "Original-Recipient: rfc822; Ana@resident.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    raw = a_bounce(status, ("message/rfc822", returned(message_id="<m1@amazonses.com>", references=trace)))
    assert read_bounce(read_mail(raw)) == Bounce(
        recipients=("ana@resident.example",),
        status="5.1.1",
        action="failed",
        original_message_id="m1@amazonses.com",
        reference=REFERENCE,
        proven=True,
    )


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_without_the_mac_a_reference_is_only_said(kind: str) -> None:
    raw = a_bounce("Action: failed\r\nStatus: 5.1.1\r\n", (kind, returned(subject=f"Your request ({REFERENCE})")))
    bounce = read_bounce(read_mail(raw))
    assert (bounce.reference, bounce.proven) == (REFERENCE, False)
    assert bounce.recipients == ("ana@resident.example",)  # who the returned message went to


def test_what_failed_is_named_before_what_arrived() -> None:
    groups = (
        "Final-Recipient: rfc822; one@x.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n"
        "Final-Recipient: rfc822; two@x.example\r\nAction: failed\r\nStatus: 5.2.2\r\n"
    )
    bounce = read_bounce(read_mail(a_bounce(groups)))
    assert (bounce.recipients, bounce.action, bounce.status) == (("two@x.example", "one@x.example"), "failed", "5.2.2")


@pytest.mark.parametrize(
    ("text", "status", "for_good"),
    [
        ("<ana@resident.example>: 550 5.1.1 user unknown", "5.1.1", True),
        ("<ana@resident.example>: host said: 552 mailbox is full", "5.0.0", True),
        ("Delivery to ana@resident.example failed: 4.4.7 retry time exceeded", "4.4.7", False),
        ("Could not be delivered to ana@resident.example. We use Mailer 2.0.12.", "5.0.0", True),
    ],
)
def test_a_bounce_in_words_is_read_as_far_as_it_goes(text: str, status: str, for_good: bool) -> None:
    message = (
        f"Hi.\n\n{text}\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <m1@x>\nTo: other@x.example\n"
    )
    bounce = read_bounce(read_mail(a_mail(message, sender=DAEMON, subject="Undelivered mail returned to sender")))
    assert (bounce.recipients, bounce.status, bounce.for_good) == (("ana@resident.example",), status, for_good)
    assert bounce.original_message_id == "m1@x"


def test_a_notification_of_ses_is_read() -> None:
    said = (
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":'
        '[{"emailAddress":"ana@resident.example","status":"5.1.1"}]},"mail":{"messageId":"0102"}}'
    )
    bounce = read_bounce(read_mail(a_mail(said, sender="no-reply@sns.amazonaws.com")))
    assert (bounce.recipients, bounce.status, bounce.original_message_id) == (
        ("ana@resident.example",),
        "5.1.1",
        "0102",
    )
    assert bounce.for_good


def test_nearly_all_bounces_at_hand_name_a_recipient_and_a_status() -> None:
    found: Counter[str] = Counter()
    for path in collection("sisimai_bounces", "flufl_bounce"):
        mail = read_mail(path.read_bytes())
        if kind_of(mail) in (MailKind.BOUNCE, MailKind.DELIVERY_REPORT):
            bounce = read_bounce(mail)
            named = {"recipients": bounce.recipients, "status": bounce.status, "original": bounce.original_message_id}
            found.update(["all", *(name for name, value in named.items() if value)])
    print(dict(found))
    assert found["recipients"] >= 0.98 * found["all"]
    assert found["status"] >= 0.98 * found["all"]
