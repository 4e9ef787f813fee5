"""A letter leaves as mail that says which conversation it belongs to, and that a program wrote it."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from notifications.channels.email import written_address
from notifications.channels.email_threads import Thread, reply_address
from notifications.channels.senders import Undeliverable, send_on_channel
from notifications.words.letter import Message
from onestop.domain.people.person import Person
from onestop.runtime.clients import client
from tests.aws_in_memory import Aws, SentEmail
from tests.builders import REFERENCE

SENDER = "onestop@port-ellery.example"
ANA = Person(id="1", email="ana@resident.example", phone="+15550142777")
LETTER = Message("Your request", "Guten Tag 您好,\n\nhttps://port-ellery.example/track/x?secret=" + "y" * 200)


def sent(post: Aws, thread: Thread | None, letter: Message = LETTER, person: Person = ANA) -> SentEmail:
    send_on_channel("email", letter, person, SENDER, thread)
    return post.emails()[-1]


def test_a_letter_says_where_to_answer_and_what_it_follows(post: Aws) -> None:
    email = sent(post, Thread(REFERENCE, "CA+x=1@mail.example"))
    plain = REFERENCE.replace("-", "").lower()
    assert email.mail["Reply-To"] == reply_address(SENDER, REFERENCE)
    assert email.mail["Reply-To"].startswith(f"onestop+{plain}.")
    assert email.mail["In-Reply-To"] == "<CA+x=1@mail.example>"
    first, last = email.mail["References"].split()
    assert (first, last) == ("<CA+x=1@mail.example>", f"<{email.mail['Reply-To'].removeprefix('onestop+')}>")
    assert email.subject == f"Your request ({REFERENCE})"


def test_all_letters_about_a_case_follow_the_same_message(post: Aws) -> None:
    emails = [sent(post, Thread(REFERENCE)) for _ in range(2)]
    assert emails[0].mail["References"] == emails[1].mail["References"]
    assert emails[0].mail["In-Reply-To"] is None


def test_a_letter_says_that_no_answering_machine_should_answer(post: Aws) -> None:
    mail = sent(post, Thread(REFERENCE)).mail
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "OOF" in mail["X-Auto-Response-Suppress"]
    assert mail["X-Onestop"] == REFERENCE


def test_a_letter_arrives_as_it_was_written(post: Aws) -> None:
    letter = Message(f"您的诉求已受理 {REFERENCE} " + "Straße" + " Straße" * 30, LETTER.body)
    email = sent(post, Thread(REFERENCE), letter)
    assert (email.subject, email.body) == (letter.subject, letter.body)
    assert email.raw.isascii()
    assert max(map(len, email.raw.split(b"\r\n"))) < 998


def test_long_addresses_are_not_broken(post: Aws) -> None:
    sender = f"a-government-with-a-long-name@{'department.' * 12}example"
    client("ses").verify_email_identity(EmailAddress=sender)
    send_on_channel("email", LETTER, ANA, sender, Thread(REFERENCE, "x" * 150 + "@mail.example"))
    mail = post.emails()[-1].mail
    assert mail["Reply-To"] == reply_address(sender, REFERENCE)
    assert [each[0] + each[-1] for each in mail["References"].split()] == ["<>", "<>"]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ana@resident.example", "ana@resident.example"),
        ("o'neil+x@resident.example", "o'neil+x@resident.example"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("jörg@resident.example", None),
        ("ana@resident.example\nBcc: all@x.example", None),
        ("ana, bo@resident.example", None),
        ("<ana@resident.example>", None),
        ("ana", None),
        ("", None),
        ("ana@" + "x" * 70 + ".example", None),
    ],
)
def test_an_address_is_written_as_the_wire_takes_it(address: str, written: str | None) -> None:
    assert written_address(address) == written


def test_an_address_that_cannot_be_written_is_undeliverable(post: Aws) -> None:
    with pytest.raises(Undeliverable):
        sent(post, None, person=Person(id="1", email="jörg@resident.example"))
    assert post.emails() == []


def test_a_message_id_cannot_add_a_field(post: Aws) -> None:
    raw = sent(post, Thread(REFERENCE)).raw
    assert [name for name in message_from_bytes(raw, policy=policy.SMTP) if name == "Bcc"] == []


def test_an_sms_has_no_conversation_of_this_kind(post: Aws) -> None:
    send_on_channel("sms", LETTER, ANA, SENDER, Thread(REFERENCE))
    assert post.text_messages() == [("+15550142777", LETTER.body)]
