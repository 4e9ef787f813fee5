"""Our letters join the conversation that began a case; what comes back is believed only where it proves itself."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from intake.email.take_in import take_in_mail
from notifications.channels.email_threads import reply_address
from notifications.handler import handle
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.letters.suppressions import is_suppressed
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_sqs_event
from tests.functional.stories import history, open_case

ANA = "ana@resident.example"
SENDER = "onestop@port-ellery.example"


def a_mail(text: str, *, to: str = SENDER, subject: str = "Pothole", sender: str = ANA, **fields: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Message-ID"] = f"<{abs(hash((text, to, sender)))}@resident.example>"
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def acknowledge(reference: str) -> None:
    (opened,) = [event for event in history(reference) if event.type == "case.opened"]
    told = {"type": opened.type, "subject": reference, "id": opened.id, "time": opened.at.isoformat(), "data": {}}
    assert handle(an_sqs_event(told), None) == {"batchItemFailures": []}


def letters_to(aws: Aws, address: str) -> list[Any]:
    """Our letters as a mail program reads them."""
    return [sent.mail for sent in aws.emails() if address in str(sent.mail["To"])]


def bounce_of(reference: str, recipient: str, *, proven: bool) -> bytes:
    """What a mail system writes when it has nobody of that name (RFC 3464)."""
    trace = reply_address(SENDER, reference).removeprefix("onestop+") if proven else "made.up@port-ellery.example"
    return f"""\
From: MAILER-DAEMON@mx.example
To: {SENDER}
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Nobody here of that name.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

From: {SENDER}
To: {recipient}
References: <{trace}>
--b--
""".replace("\n", "\r\n").encode()


def test_our_letter_joins_the_thread_of_the_mail_that_brought_the_case(post: Aws) -> None:
    raw = a_mail("There is a deep pothole in the road.")
    received = take_in_mail(raw, "mail/1", NOW)
    assert received is not None
    assert received.reference is not None
    acknowledge(received.reference)
    (letter,) = letters_to(post, ANA)
    theirs = message_from_bytes(raw, policy=policy.default)["Message-ID"]
    assert letter["In-Reply-To"] == theirs
    assert theirs in letter["References"]
    assert letter["Reply-To"] == reply_address(SENDER, received.reference)
    assert letter["Auto-Submitted"] == "auto-generated"
    answer = take_in_mail(
        a_mail("It got deeper.", to=letter["Reply-To"], sender="phone@x.example", subject="Re"), "m/2", NOW
    )
    assert answer is not None
    assert (answer.what, answer.reference) == ("added", received.reference)


@pytest.mark.parametrize(("text", "languages"), [("ok", 3), ("There is a deep pothole in the road here.", 1)])
def test_who_wrote_in_a_language_that_we_cannot_tell_is_answered_in_all(post: Aws, text: str, languages: int) -> None:
    received = take_in_mail(a_mail(text, subject="?" if languages == 3 else "Pothole"), "mail/1", NOW)
    assert received is not None
    acknowledge(received.reference or "")
    (letter,) = letters_to(post, ANA)
    body = letter.get_body(("plain",)).get_content()
    assert [word in body for word in ("Your reference", "受理编号", "Su número de referencia")].count(True) == languages


@pytest.mark.parametrize("proven", [True, False])
def test_only_a_bounce_that_proves_itself_stops_our_letters_until_somebody_writes_again(
    post: Aws, proven: bool
) -> None:
    reference = open_case()["reference"]
    assert take_in_mail(bounce_of(reference, ANA, proven=proven), "mail/2", NOW) is None
    assert is_suppressed(identity_of(ANA, identity_key())) is proven
    acknowledge(reference)
    assert len(letters_to(post, ANA)) == (0 if proven else 1)
    take_in_mail(a_mail("I am here again, and the pothole is too."), "mail/3", NOW)
    assert not is_suppressed(identity_of(ANA, identity_key()))
    assert load_whole(reference).contacts == []
