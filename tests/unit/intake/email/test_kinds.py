"""A machine is known by what it writes, and a person is never taken for one."""

from __future__ import annotations

from collections import Counter

import pytest

from intake.email.kinds import MailKind, kind_of
from intake.email.reading import read_mail
from tests.unit.intake.email.mails import a_mail, a_multipart, collection

OWN = "onestop@port-ellery.example"
DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"
MACHINES = (MailKind.BOUNCE, MailKind.DELIVERY_REPORT, MailKind.FEEDBACK, MailKind.AUTOMATIC)
ABSENT = {"in_reply_to": "<a@x>", "x_auto_response_suppress": "All"}
# What lies in the folders of bounces and is none: a mail that its collector calls "it shouldn't be considered as
# bounce", and an answer to a booking, kept there because a bounce parser once failed over it.
NO_BOUNCES = {"is-not-bounce-01.eml", "is-not-bounce-02.eml", "groupwise_03.txt"}
# What lies in the folders of mail by persons and is a bounce or a delivery report by its own words.
BOUNCES = {"raw_email_with_mimepart_without_content_type.eml", "msg_43.txt", "mail_malformed_2"}


def a_report(status: str, **fields: str) -> bytes:
    """A delivery report as RFC 3464 has it."""
    parts = (
        ("text/plain", "About your message"),
        ("message/delivery-status", f"Reporting-MTA: dns; x\r\n\r\n{status}"),
    )
    return a_multipart(*parts, kind="report; report-type=delivery-status", sender=DAEMON, **fields)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (a_mail(), MailKind.PERSON),
        (a_mail(auto_submitted="no"), MailKind.PERSON),
        (a_mail(auto_submitted="auto-replied (vacation)"), MailKind.AUTOMATIC),
        (a_mail(auto_submitted="auto-generated; owner-email=x@x"), MailKind.AUTOMATIC),
        (a_mail(x_autoreply="yes"), MailKind.AUTOMATIC),
        (a_mail(precedence="bulk"), MailKind.AUTOMATIC),
        (a_mail(precedence="Auto_Reply"), MailKind.AUTOMATIC),
        (a_mail(date="Thu, 26 Nov 2026 10:55:28 +0300\r\n Auto-Submitted: auto-replied"), MailKind.AUTOMATIC),
        (a_mail(list_unsubscribe_post="List-Unsubscribe=One-Click"), MailKind.AUTOMATIC),
        (a_mail(list_id="<street.example>", precedence="list"), MailKind.PERSON),
        (a_mail(return_path="<>"), MailKind.AUTOMATIC),
        (a_mail(subject="Automatic reply: We have your request", **ABSENT), MailKind.AUTOMATIC),
        (a_mail(subject="Respuesta automática: x", **ABSENT), MailKind.AUTOMATIC),
        (a_mail(subject="自动回复：您的诉求", **ABSENT), MailKind.AUTOMATIC),
        (a_mail(sender=f"City <{OWN}>"), MailKind.LOOP),
        (a_mail(sender="onestop+7kq2m4tx9bwdd.abcdefghijklmnop@port-ellery.example"), MailKind.LOOP),
        (a_mail(x_onestop="7KQ2-M4TX-9BWD-D"), MailKind.LOOP),
        (a_report("Final-Recipient: rfc822; a@x\r\nAction: failed\r\nStatus: 5.1.1\r\n"), MailKind.BOUNCE),
        (a_report("Final-Recipient: rfc822; a@x\r\nAction: delayed\r\nStatus: 4.4.1\r\n"), MailKind.DELIVERY_REPORT),
        (a_report("Final-Recipient: rfc822; a@x\r\nAction: delivered\r\nStatus: 2.0.0\r\n"), MailKind.DELIVERY_REPORT),
        (a_report("Final-Recipient: rfc822; a@x\r\nStatus: 5.1.1\r\n"), MailKind.BOUNCE),
        (a_report("no fields at all"), MailKind.BOUNCE),
        (a_mail("550 user unknown", sender=DAEMON, subject="Undelivered Mail Returned to Sender"), MailKind.BOUNCE),
        (a_mail("It will be retried.", sender=DAEMON, subject="Warning: delayed 2 days"), MailKind.DELIVERY_REPORT),
        (a_mail("Hello", sender=DAEMON, subject="Hello"), MailKind.AUTOMATIC),
        (a_multipart(("message/feedback-report", "Feedback-Type: abuse\r\n"), kind="report"), MailKind.FEEDBACK),
        (a_multipart(("message/disposition-notification", "A: b\r\n"), kind="report"), MailKind.DELIVERY_REPORT),
        (a_mail('{"notificationType":"Complaint","mail":{}}', sender="no-reply@sns.amazonaws.com"), MailKind.FEEDBACK),
        (a_mail('{"notificationType":"Bounce","mail":{}}', sender="no-reply@sns.amazonaws.com"), MailKind.BOUNCE),
    ],
)  # fmt: skip
def test_a_mail_is_told_apart_by_the_first_rule_that_fits(raw: bytes, kind: MailKind) -> None:
    assert kind_of(read_mail(raw), (OWN,)) is kind


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Undelivered mail", "My mail was not delivered for three days. The postman says the address is unknown."),
        ("Returned mail", "The form I posted to you was returned to sender. My mailbox is full of your reminders."),
        (
            "Mail delivery failed: returning message to sender",
            "I got this when I wrote to you yesterday. What is wrong?",
        ),
        ("Fwd: Undeliverable: lamp", "See below, your address does not work.\n\n> 550 5.1.1 recipient unknown"),
        ("Out of my window", "I see a broken lamp."),
        ("Automatic door at the library", "It does not open."),
        ("Vacation home", "The road to it is flooded."),
        ("Warning", "The bridge will not hold. I keep trying to reach you."),
        ("Re: Your request", "I could not be reached, sorry. The mailbox at the gate is full."),
    ],
)
def test_a_resident_may_write_about_the_same_things(subject: str, text: str) -> None:
    assert kind_of(read_mail(a_mail(text, subject=subject)), (OWN,)) is MailKind.PERSON


def test_what_counts_the_mails_of_a_provider_makes_no_machine_of_its_people_only_of_mailings() -> None:
    counted = {"Feedback-ID": "i1a2b3c4d:Fastmail"}
    leaves = {"List-Unsubscribe": "<mailto:leave@neighbours.example>"}
    kinds = [kind_of(read_mail(a_mail(**fields)), (OWN,)) for fields in (counted, leaves, counted | leaves)]
    assert kinds == [MailKind.PERSON, MailKind.PERSON, MailKind.AUTOMATIC]


def test_of_the_bounces_at_hand_98_in_100_are_known_as_such() -> None:
    found: Counter[MailKind] = Counter()
    missed = []
    for path in collection("sisimai_bounces", "flufl_bounce"):
        kind = kind_of(read_mail(path.read_bytes()))
        if path.name not in NO_BOUNCES:
            found[kind] += 1
            missed += [path.name] if kind not in MACHINES else []
        else:
            assert kind is MailKind.PERSON, path.name
    print({str(kind): number for kind, number in found.items()}, missed)
    assert len(missed) * 50 <= found.total()
    assert found[MailKind.AUTOMATIC] * 50 <= found.total()  # only what is one: absences, and an order to unsubscribe


def test_none_of_the_mails_by_persons_is_taken_for_a_bounce() -> None:
    found = {
        path.name: kind
        for path in collection("mikel_mail", "cpython_test_email", "mail_parser", "crisp_reply")
        if (kind := kind_of(read_mail(path.read_bytes()))) not in (MailKind.PERSON, MailKind.AUTOMATIC)
    }
    assert set(found) <= BOUNCES


BOUNCE_WORDS = (
    "Undeliverable", "Delivery failed", "Mail delivery failed", "Error", "Returned mail", "Failure notice", "Rejected",
    "Your message could not be delivered", "Undelivered mail returned to sender", "Non-delivery report", "退信",
    "Permanent error", "No such address", "Out of office", "Auto", "Automatic reply", "I am away from home", "投递失败",
    "Mailbox full", "Delivery status notification", "No se pudo entregar", "Fuera de la oficina", "自动回复", "Warning",
)  # fmt: skip
NEEDS = (
    "parcels are piling up in front of 550 Elm Street, the recipient is unknown and the user of flat 5 moved out.",
    "the web form says that my address was not found. My mailbox is full of your reminders.",
    "the bus did not reach its final destination, delivery attempts at 412 Oak Lane failed.",
    "no hay agua en la calle Mayor 12 desde el lunes, y el buzón del usuario no existe.",
    "小区门口的路灯坏了，收件人地址不存在，邮箱不存在的提示一直出现。",
)
SIGNATURES = (
    "",
    "\n\nThanks,\nAna Ruiz\nana@resident.example",
    "\n\nana@resident.example\n412 Oak Lane\n5.1.1 km from town",
)


def test_a_thousand_first_mails_in_the_words_of_bounces_are_all_by_persons() -> None:
    """Words never make a machine of a sender: title, beginning and text may all be those of a bounce."""
    mails = [
        a_mail(f"{begin}: {need}{signature}", subject=title, return_path="<ana@resident.example>")
        for title in BOUNCE_WORDS for begin in BOUNCE_WORDS[:: 2] for need in NEEDS for signature in SIGNATURES
    ][:: 4]  # fmt: skip
    assert len(mails) > 1000
    assert [mail for mail in mails if kind_of(read_mail(mail), (OWN,)) is not MailKind.PERSON] == []


LISTED = {"List-Post": "<mailto:pier@lists.example>", "Precedence": "bulk"}


@pytest.mark.parametrize(
    ("carried", "kind"),
    [
        (LISTED, MailKind.PERSON),
        (LISTED | {"X-MLServer": "fml [fml 4.0.3]"}, MailKind.PERSON),
        (LISTED | {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Feedback-ID": "x"}, MailKind.PERSON),
        ({"X-ML-Name": "pier", "Precedence": "bulk", "Sender": "owner-pier@lists.example"}, MailKind.PERSON),
        ({"List-Post": "NO", "Precedence": "bulk", "List-Id": "<news.club.example>"}, MailKind.AUTOMATIC),
        (
            {"List-Id": "<x.mailer.example>", "Sender": "a@mailer.example", "Feedback-ID": "1", "Precedence": "bulk"},
            MailKind.AUTOMATIC,
        ),
        ({"List-Id": "<news.resident.example>", "Precedence": "bulk"}, MailKind.AUTOMATIC),
        (LISTED | {"Auto-Submitted": "auto-replied"}, MailKind.AUTOMATIC),
        (LISTED | {"Precedence": "auto_reply"}, MailKind.AUTOMATIC),
    ],
)
def test_what_neighbours_write_over_a_list_is_by_a_person_and_what_is_sent_to_many_is_not(
    carried: dict[str, str], kind: MailKind
) -> None:
    assert kind_of(read_mail(a_mail("The quay wall is cracked.", **carried)), (OWN,)) is kind


@pytest.mark.parametrize("above", ["Date: Thu, 26 Nov 2026 10:55:28 +0300", "To: a@x", "Subject: Lamp", "X-Mailer: x"])
@pytest.mark.parametrize("mark", ["Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: auto_reply"])
def test_a_mark_that_a_gateway_folded_into_the_header_above_is_seen(above: str, mark: str) -> None:
    raw = a_mail().replace(b"Content-Type:", f"{above}\r\n\t{mark}\r\nContent-Type:".encode(), 1)
    assert kind_of(read_mail(raw), (OWN,)) is MailKind.AUTOMATIC


def test_the_names_of_headers_in_a_signature_or_in_words_are_no_headers() -> None:
    signed = "v=1; h=From:To:\r\n Auto-Submitted: Precedence: X-Autoreply: From; b=abc"
    for fields in ({"DKIM-Signature": signed}, {"Subject": "The lamp\r\n auto: it is dark"}):
        raw = a_mail(**({"subject": fields["Subject"]} if "Subject" in fields else fields))
        assert kind_of(read_mail(raw), (OWN,)) is MailKind.PERSON


def test_a_program_that_spells_its_mark_in_its_own_way_is_one() -> None:
    marks = (
        "X-QQ-Autoreply: 1",
        "X-AUTO-REPLY: true",
        "X-Auto-Responded: yes",
        "X-Autoreply-From: a@x",
        "X-Autoreply: no",
    )
    kinds = [kind_of(read_mail(a_mail(**dict([mark.split(": ")]))), (OWN,)) for mark in marks]
    assert kinds == [MailKind.AUTOMATIC] * 3 + [MailKind.PERSON] * 2


def test_an_absence_note_in_any_language_is_known_by_the_rule_that_wrote_it_and_what_a_rule_forwards_is_not() -> None:
    by_rule = {"X-MS-Exchange-Generated-Message-Source": "Mailbox Rules Agent", **ABSENT}
    titles = ("Trả lời tự động: Street lamp", "Poza biurem: Street lamp", "FW: Street lamp")
    kinds = [kind_of(read_mail(a_mail(subject=title, **by_rule)), (OWN,)) for title in titles]
    assert kinds == [MailKind.AUTOMATIC, MailKind.AUTOMATIC, MailKind.PERSON]


def test_a_mail_that_would_come_back_to_its_author_is_no_report() -> None:
    pasted = "That is all I get when I write about the swing:\n\n<parks@x.example>: host mx said: 550 5.1.1 unknown"
    title = "Undelivered Mail Returned to Sender"
    for sender in ("ana@resident.example", "postmaster@hardware.example", "bounce@trampolines.example"):
        kept = a_mail(pasted, sender=f"Ana <{sender}>", subject=title, return_path=f"<{sender}>")
        assert kind_of(read_mail(kept), (OWN,)) is MailKind.PERSON
        returned = a_mail(pasted, sender=f"Ana <{sender}>", subject=title, return_path="<>")
        assert kind_of(read_mail(returned), (OWN,)) is MailKind.BOUNCE
