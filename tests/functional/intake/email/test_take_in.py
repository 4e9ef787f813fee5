"""An e-mail that comes in: a case, a message on its case, or something that is written down and never answered."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest

from intake.email.take_in import take_in_mail
from intake.incoming import Received
from intake.mailroom import handle
from notifications.channels.email_threads import thread_of
from notifications.channels.senders import send_on_channel
from notifications.words.letter import Message
from onestop.domain.cases.attachments import WHOLE_MESSAGE
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.incoming.arrivals import Arrival, arrivals_of
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import SETTINGS, Aws
from tests.builders import NOW, an_sqs_event
from tests.unit.intake.email.mails import a_mail, a_multipart, as_ses_keeps

ANA = "Ana Ruiz <ana@resident.example>"
OWN = "onestop@port-ellery.example"
FAILED = "Final-Recipient: rfc822; ana@resident.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"


def arrives(raw: bytes, key: str = "mail/1", authenticated: str | None = "pass") -> Received:
    """A mail lies in the bucket and is taken in; it comes of it what comes of a contact. Later keys come later."""
    kept = as_ses_keeps(raw, authenticated) if authenticated else raw
    received = take_in_mail(kept, key, NOW + timedelta(minutes=int(key.removeprefix("mail/"))))
    assert received is not None
    return received


def opened(**fields: Any) -> str:
    received = arrives(a_mail(message_id="<first@resident.example>", **fields))
    assert (received.what, bool(received.reference)) == ("opened", True)
    return received.reference or ""


def recorded(kind: str) -> Arrival:
    [arrival] = arrivals_of(kind, "2026-11", 10).items
    return arrival


def letter_about(aws: Aws, reference: str) -> Any:
    """The letter that we send about a case, as its resident gets it."""
    client("ses").verify_email_identity(EmailAddress=OWN)
    whole = load_whole(reference)
    person = load_person(whole.file.case.person or "")
    send_on_channel("email", Message("We have it", "Hello"), person, OWN, thread_of(whole.file.case, whole.file))
    return aws.emails()[-1].mail


def test_a_mail_opens_a_case_with_who_sent_it_and_where_the_original_lies(aws: Aws) -> None:
    reference = opened(text="The lamp in front of 3 Elm Lane is dark.\n\n-- \nAna", subject="Street lamp")
    file = load_whole(reference).file
    assert (file.case.channel, file.case.language) == ("email", "en")
    assert file.request.description == "Street lamp\n\nThe lamp in front of 3 Elm Lane is dark."
    assert (file.request.message_id, file.request.original) == ("first@resident.example", "mail/1")
    person = load_person(file.case.person or "")
    assert (person.name, person.email) == ("Ana Ruiz", "ana@resident.example")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hay un bache muy profundo delante de mi casa y un coche cayó en él.", "es"),
        ("我家门口的路灯已经坏了三天了，请尽快派人来维修。", "zh-Hans"),
        ("The lamp in front of my house has been dark for three days.", "en"),
    ],
)
def test_a_case_is_in_the_language_of_its_mail(aws: Aws, text: str, language: str) -> None:
    assert arrives(a_mail(text, subject="?")).language == language


def test_an_answer_to_a_letter_goes_to_its_case_and_proves_who_it_is_from(aws: Aws) -> None:
    reference = opened()
    letter = letter_about(aws, reference)
    assert letter["In-Reply-To"] == "<first@resident.example>"
    answer = {"to": letter["Reply-To"], "subject": f"Re: {letter['Subject']}", "message_id": "<2@phone.example>"}
    quote = "On Mon, City <onestop@port-ellery.example> wrote:\n> Hello\n"
    received = arrives(a_mail(f"It is the third lamp.\n\n{quote}", sender="ana@work.example", **answer), "mail/2")
    assert (received.what, received.reference) == ("added", reference)
    [contact] = load_whole(reference).contacts
    assert (contact.text, contact.channel) == ("It is the third lamp.", "email")


def test_an_answer_to_our_plain_address_finds_its_case_by_what_it_follows(aws: Aws) -> None:
    reference = opened()
    letter = letter_about(aws, reference)
    follows = f"{letter['References']} <given-by-ses@amazonses.com>"
    received = arrives(a_mail("The third.", subject="Re: x", references=follows, message_id="<2@x.example>"), "mail/2")
    assert (received.what, received.reference) == ("added", reference)


def test_a_mail_that_comes_twice_is_taken_once(aws: Aws) -> None:
    reference = opened()
    again = arrives(a_mail(message_id="<first@resident.example>", received="by another way"), "mail/2")
    assert (again.what, again.reference) == ("again", reference)
    follow = a_mail("The third lamp.", subject=reference, message_id="<2@resident.example>")
    assert {arrives(follow, key).reference for key in ("mail/3", "mail/4")} == {reference}
    assert len(load_whole(reference).contacts) == 1


def test_another_mail_under_the_same_message_id_is_not_lost(aws: Aws) -> None:
    first = opened()
    other = arrives(a_mail("The bench is broken too.", message_id="<first@resident.example>"), "mail/2")
    assert other.what == "opened"
    assert other.reference != first


def test_files_are_kept_beside_the_case(aws: Aws) -> None:
    png = b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
    raw = a_multipart(
        ("text/plain", "See the photo."),
        ("image/png; name=lamp.png\r\nContent-Transfer-Encoding: base64", png),
        ("application/octet-stream; name=a.exe", "MZ"),
    )
    reference = arrives(raw).reference or ""
    [key] = aws.objects(SETTINGS["ATTACHMENTS_BUCKET"])
    assert key.startswith(f"incoming/{reference}/")
    assert load_whole(reference).file.request.description.endswith("See the photo.\n\n[a.exe, 1 kB]")


def test_a_mail_that_is_longer_than_a_description_is_kept_whole_as_a_file_of_its_case(aws: Aws) -> None:
    words = " ".join(f"word{number:05d}" for number in range(11_000))
    reference = arrives(a_mail(words, message_id="<first@resident.example>")).reference or ""
    answered = "And then: " + words
    arrives(a_mail(answered, in_reply_to="<first@resident.example>"), "mail/2")
    whole = load_whole(reference)
    assert len(whole.file.request.description) == len(whole.contacts[0].text) == 4000
    assert [(each.name, each.proof) for each in whole.attachments] == [(WHOLE_MESSAGE, "proven")] * 2
    kept = sorted(data.decode() for data in aws.objects(SETTINGS["ATTACHMENTS_BUCKET"]).values())
    assert (kept[0], kept[1].endswith(words)) == (answered, True)
    arrives(a_mail(answered, in_reply_to="<first@resident.example>"), "mail/2")  # delivered once more
    assert len(load_whole(reference).attachments) == 2


@pytest.mark.parametrize("verdict", ["spam", "virus"])
def test_what_ses_would_not_let_in_is_held_back_for_a_person(aws: Aws, verdict: str) -> None:
    found = {f"x_ses_{verdict}_verdict": "FAIL"}
    received = arrives(a_multipart(("text/plain", "Buy!"), ("image/png; name=a.png", "x"), **found), authenticated=None)
    assert (received.what, received.reference) == ("quarantined", None)
    assert recorded("quarantined").why == verdict
    assert aws.objects(SETTINGS["ATTACHMENTS_BUCKET"]) == {}


def test_a_sender_cannot_write_the_verdict_themselves(aws: Aws) -> None:
    forged = b"X-SES-Spam-Verdict: FAIL\r\n" + a_mail(x_ses_spam_verdict="PASS")
    assert arrives(forged, authenticated=None).what == "quarantined"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"auto_submitted": "auto-replied"}, "automatic"),
        ({"precedence": "bulk"}, "automatic"),
        ({"sender": OWN}, "loop"),
        ({"x_onestop": "letter"}, "loop"),
        ({"sender": "MAILER-DAEMON@x.example", "subject": "Warning: message delayed 2 days"}, "delivery_report"),
    ],
)
def test_what_a_machine_wrote_is_written_down_and_never_answered(aws: Aws, fields: dict[str, str], kind: str) -> None:
    assert take_in_mail(a_mail(**fields), "mail/1", NOW) is None
    assert take_in_mail(a_mail(**fields), "mail/1", NOW) is None  # delivered again
    assert (recorded(kind).channel, recorded(kind).original) == ("email", "mail/1")
    assert aws.emails() == []


def test_an_absence_that_answers_a_letter_is_written_down_with_its_case(aws: Aws) -> None:
    reference = opened()
    away = a_mail("I am away.", to=letter_about(aws, reference)["Reply-To"], auto_submitted="auto-replied")
    assert take_in_mail(away, "mail/2", NOW) is None
    assert (recorded("automatic").reference, dict(recorded("automatic").details)) == (reference, {})
    assert load_whole(reference).contacts == []


def test_a_bounce_of_ours_names_its_case_and_nobody(aws: Aws) -> None:
    reference = opened()
    letter = letter_about(aws, reference)
    raw = a_multipart(
        ("text/plain", "Sorry."),
        ("message/delivery-status", f"Reporting-MTA: dns; x\r\n\r\n{FAILED}"),
        ("message/rfc822", letter.as_bytes()),
        kind="report; report-type=delivery-status",
        sender="MAILER-DAEMON@x.example",
    )
    assert take_in_mail(raw, "mail/2", NOW) is None
    bounce = recorded("bounce")
    assert (bounce.reference, bounce.why) == (reference, "5.1.1")
    assert bounce.details["recipients"] == identity_of("ana@resident.example", identity_key())
    assert bounce.details["for_good"] == "yes"
    assert "resident.example" not in repr(bounce)


def test_a_bounce_that_anybody_could_have_written_stops_nothing(aws: Aws) -> None:
    reference = opened()
    raw = a_multipart(
        ("text/plain", "Sorry."),
        ("message/delivery-status", f"Reporting-MTA: dns; x\r\n\r\n{FAILED}"),
        ("message/rfc822", a_mail(subject=reference)),
        kind="report; report-type=delivery-status",
        sender="MAILER-DAEMON@x.example",
    )
    take_in_mail(raw, "mail/2", NOW)
    assert (recorded("bounce").reference, "for_good" in recorded("bounce").details) == (reference, False)


def test_the_mailroom_reads_what_the_bucket_tells_of(aws: Aws) -> None:
    client("s3").put_object(Bucket=SETTINGS["MAIL_BUCKET"], Key="mail/a b", Body=a_mail())
    told = {"Records": [{"s3": {"object": {"key": "mail/a+b"}}}]}
    assert handle(an_sqs_event(told), None) == {"batchItemFailures": []}
    assert handle(an_sqs_event({"Records": [{"s3": {"object": {"key": "mail/gone"}}}]}), None)["batchItemFailures"]


def test_neither_addresses_nor_words_are_logged(aws: Aws, logged: Any) -> None:
    arrives(a_mail("CANARY-1", sender="CANARY-2 <canary@x.example>", subject="CANARY-3"))
    take_in_mail(a_mail("CANARY-4", sender="canary@x.example", auto_submitted="auto-replied"), "mail/2", NOW)
    assert logged.getvalue()
    assert not [word for word in ("CANARY", "canary") if word in logged.getvalue()]


def test_a_person_without_an_address_can_still_bring_a_need(aws: Aws) -> None:
    reference = arrives(a_mail(sender="somebody")).reference or ""
    case = load_whole(reference).file.case
    person = load_person(case.person or "")
    assert (person.name, person.email) == ("somebody", None)


def test_a_mail_that_follows_ones_own_earlier_mail_is_a_message_on_its_case(aws: Aws) -> None:
    reference = opened()
    second = a_mail(
        "It is the third.",
        subject="Re: Street lamp",
        in_reply_to="<first@resident.example>",
        message_id="<2@r.example>",
    )
    received = arrives(second, "mail/2")
    assert (received.what, received.reference) == ("added", reference)
    third = arrives(
        a_mail("And the fourth.", subject="x", references="<2@r.example>", message_id="<3@r.example>"), "mail/3"
    )
    assert (third.what, third.reference) == ("added", reference)
    assert [contact.text for contact in load_whole(reference).contacts] == ["It is the third.", "And the fourth."]


def test_a_message_id_that_is_used_again_leads_where_it_led_first(aws: Aws) -> None:
    reference = opened()
    arrives(a_mail("I want to get in.", sender="eve@other.example", message_id="<first@resident.example>"), "mail/2")
    follows = a_mail("It is the third.", in_reply_to="<first@resident.example>", message_id="<2@r.example>")
    assert arrives(follows, "mail/3").reference == reference


@pytest.mark.parametrize("mark", ["Fwd: ", "WG: ", "TR : ", "RV: ", "转发：", "ENC: ", "Mine too! "])
def test_a_neighbour_who_hands_on_a_letter_of_ours_has_a_need_of_their_own(aws: Aws, mark: str) -> None:
    reference = opened(text="The lamp is dark.\nAddress: 3 Elm Lane")
    letter = letter_about(aws, reference)
    head = f"---------- Forwarded message ---------\nFrom: City <{OWN}>\nDate: Mon, 23 Nov 2026 10:00"
    handed_on = f"{head}\n\nAddress: 3 Elm Lane"
    fields = {"references": letter["References"], "message_id": "<n@house.example>"}
    fields["subject"] = f"{mark}{letter['Subject']}"
    raw = a_mail(f"Mine is dark too.\nAddress: 9 Elm Lane\n\n{handed_on}", sender="bo@house.example", **fields)
    received = arrives(raw, "mail/2")
    assert received.what == "opened"
    assert received.reference != reference
    request = load_whole(received.reference or "").file.request
    assert request.description == "Mine is dark too.\nAddress: 9 Elm Lane"
    assert request.place is not None
    assert request.place.address == "9 Elm Lane"
    assert load_whole(reference).contacts == []


def test_a_resident_who_hands_on_our_letter_to_us_means_their_own_case(aws: Aws) -> None:
    reference = opened()
    letter = letter_about(aws, reference)
    fields = {"subject": f"Fwd: {letter['Subject']}", "references": letter["References"], "message_id": "<2@r.example>"}
    assert arrives(a_mail("What about this?", **fields), "mail/2").reference == reference


def test_what_somebody_else_wrote_is_kept_where_it_is_handed_on(aws: Aws) -> None:
    said = "From: Bo Li <bo@house.example>\nDate: Mon, 23 Nov 2026 10:00\nTo: Ana\n\nThe heating stays off."
    received = arrives(
        a_mail(f"See what he writes.\n\n---------- Forwarded message ---------\n{said}", subject="Fwd: Heating")
    )
    assert "The heating stays off." in load_whole(received.reference or "").file.request.description


@pytest.mark.parametrize("subject", ["Street lamp", "Re: Street lamp"])
def test_what_stands_below_a_farewell_is_read_as_fact(aws: Aws, subject: str) -> None:
    text = "The lamp is dark.\n\nThanks,\nAna\nAddress: 12 Elm Street\nTel. (902) 555-0123"
    file = load_whole(opened(text=text, subject=subject)).file
    assert file.request.place is not None
    assert file.request.place.address == "12 Elm Street"
    assert load_person(file.case.person or "").phone == "+19025550123"


def test_a_number_in_the_words_is_somebody_elses(aws: Aws) -> None:
    file = load_whole(opened(text="Call my landlord, tel. 902 555 0123, about the lamp.\n\nThanks,\nAna")).file
    assert load_person(file.case.person or "").phone is None
