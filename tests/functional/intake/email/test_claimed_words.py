"""Who speaks: words that only claim to be the resident's change nothing until the resident confirms them; a stranger's
are for staff alone."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from casework import handler as casework
from intake.email.take_in import take_in_mail
from intake.incoming import Received
from notifications.channels.email_threads import reply_address
from onestop.contracts.status import public_status
from onestop.domain.cases.attachments import AttachmentStatus
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.storage.cases.attachments import attachment_row
from onestop.storage.cases.read_case import load_whole
from onestop.storage.cases.uploads import incoming_key
from onestop.storage.catalogue.releases import current
from onestop.storage.tables import connection
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_administrator, an_api_event, said
from tests.functional.attachments.arrivals import a_notice
from tests.functional.attachments.arrivals import tell as bucket_tells
from tests.functional.dialogue import ask, merge, staff_act, tell
from tests.functional.intake.sms.texting import replies, text
from tests.functional.portal.reading import get, post, title_of
from tests.functional.stories import PLACE, case_file, in_progress, types
from tests.unit.attachments.pictures import a_photo
from tests.unit.intake.email.mails import a_mail, a_multipart, as_ses_keeps

OWN = "onestop@port-ellery.example"
ANA, EVE = "ana@resident.example", "eve@elsewhere.example"
WORDS = "The left one. <b>CANARY</b>"


@pytest.fixture
def case(aws: Aws) -> str:
    """A case of Ana's that waits for her answer."""
    client("ses").verify_email_identity(EmailAddress=OWN)
    contact = {"name": "Ana", "email": ANA}
    reference = str(in_progress(service_code="pothole", place=PLACE, contact=contact)["reference"])
    ask(reference, "Which lamp is it?")
    return reference


def mails(reference: str, authenticated: str, raw: bytes | None = None, **fields: str) -> Received:
    """Somebody writes about a case, some minutes after we asked."""
    raw = raw or a_mail(
        WORDS, **{"sender": ANA, "subject": f"Re: {reference}", "message_id": "<2@x.example>", **fields}
    )
    later = case_file(reference).case.updated_at + timedelta(minutes=5)
    received = take_in_mail(as_ses_keeps(raw, authenticated), "mail/2", later)
    assert received is not None
    return received


def waits(reference: str) -> bool:
    return any(task.waits_for == "resident" for task in case_file(reference).open_tasks())


def seen_by_resident(reference: str) -> str:
    whole = load_whole(reference)
    status = public_status(whole.file, whole.events, whole.contacts, current(), "en", whole.attachments)
    return json.dumps(status) + str(get(f"/track/{reference}", secret=links.secret_of(links.TRACK, reference))["body"])


def seen_by_staff(reference: str) -> dict[str, Any]:
    event = an_api_event("GET", f"/api/staff/cases/{reference}", claims=an_administrator())
    seen: dict[str, Any] = said(casework.handle(event, None))
    return seen


def link_in(aws: Aws) -> tuple[str, str]:
    """The page and the secret of the link that the letter holds."""
    found = re.search(r"(/confirm/\d+/[0-9A-Z-]+)\?secret=([\w-]+)", aws.emails()[-1].body)
    assert found, aws.emails()[-1].body
    return found[1], found[2]


@pytest.mark.parametrize("authenticated", ["pass", "no-policy"])
def test_the_known_address_answers_where_its_domain_vouches_for_it(case: str, authenticated: str) -> None:
    assert mails(case, authenticated).proof == "proven"
    assert not waits(case)
    assert "CANARY" in seen_by_resident(case)


@pytest.mark.parametrize("authenticated", ["fail", "nothing"])
@pytest.mark.parametrize("shows_mac", [True, False])
def test_a_mail_for_which_nobody_vouches_only_claims_to_be_the_residents(
    aws: Aws, case: str, authenticated: str, shows_mac: bool
) -> None:
    fields = {"sender": EVE, "to": reply_address(OWN, case)} if shows_mac else {}
    assert mails(case, authenticated, **fields).proof == "claimed"
    assert waits(case)
    assert "CANARY" not in seen_by_resident(case)
    shown = seen_by_staff(case)["contacts"][-1]
    assert (shown["proof"], shown["confirmed_at"], shown["text"]) == ("claimed", None, WORDS)
    assert [each["proof"] for each in seen_by_staff(case)["history"] if each["type"] == "contact.received"] == [
        "claimed"
    ]


def test_claimed_words_count_once_the_resident_presses_the_button_and_not_by_looking(aws: Aws, case: str) -> None:
    mails(case, "fail")
    tell(case, "contact.received")
    assert [each.mail["To"] for each in aws.emails()] == [ANA]
    assert "CANARY" not in aws.emails()[-1].body  # our letters repeat nobody's words
    path, secret = link_in(aws)
    for _ in range(2):  # mail programs look at links by themselves
        page = get(path, secret=secret)
        assert (page["statusCode"], "&lt;b&gt;CANARY" in page["body"]) == (200, True)
    assert waits(case)
    for _ in range(2):
        assert post(path, {"secret": secret})["statusCode"] == 200
    assert not waits(case)
    assert types(case).count("contact.confirmed") == 1
    assert "CANARY" in seen_by_resident(case)
    shown = seen_by_staff(case)["contacts"][-1]
    assert (shown["proof"], bool(shown["confirmed_at"])) == ("proven", True)
    assert "Thank you" in title_of(get(path, secret=secret))
    tell(case, "contact.received")  # told again: there is nothing to ask any more
    assert len(aws.emails()) == 1


@pytest.mark.parametrize("language", ["en", "zh-Hans", "es"])
def test_the_page_and_the_letter_are_in_the_language_of_the_case(aws: Aws, language: str) -> None:
    client("ses").verify_email_identity(EmailAddress=OWN)
    need = {"service_code": "pothole", "place": PLACE, "language": language, "contact": {"email": ANA}}
    reference = str(in_progress(**need)["reference"])
    mails(reference, "fail")
    tell(reference, "contact.received")
    path, secret = link_in(aws)
    titles = {"en": "Did you write this?", "zh-Hans": "这是您本人写的吗？", "es": "¿Escribió usted esto?"}
    assert titles[language] in title_of(get(path, secret=secret))
    assert "((" not in aws.emails()[-1].subject + aws.emails()[-1].body


def test_the_link_opens_one_message_and_nothing_else(aws: Aws, case: str) -> None:
    mails(case, "fail")
    mails(case, "fail", message_id="<3@x.example>", subject=f"Re: {case} more")
    first, second = [each.id for each in load_whole(case).contacts if each.direction == "in"]
    secret = links.secret_of(links.confirmation_of(first), case)
    own = links.secret_of(links.TRACK, case)
    asked = next(each.id for each in load_whole(case).contacts if each.direction == "out")
    for path, with_secret in (
        (f"/confirm/{second}/{case}", secret),
        (f"/confirm/{first}/{case}", own),
        (f"/confirm/{first}/{case}", ""),
        (f"/confirm/{asked}/{case}", links.secret_of(links.confirmation_of(asked), case)),
        (f"/track/{case}", secret),
    ):
        assert get(path, secret=with_secret)["statusCode"] == 404
    for contact in (second, asked):
        assert post(f"/confirm/{contact}/{case}", {"secret": secret})["statusCode"] == 404
    assert waits(case)


def test_a_question_that_was_asked_after_the_words_stays_open_when_they_are_confirmed(aws: Aws) -> None:
    client("ses").verify_email_identity(EmailAddress=OWN)
    reference = str(in_progress(service_code="pothole", place=PLACE, contact={"email": ANA})["reference"])
    received = take_in_mail(as_ses_keeps(a_mail(WORDS, sender=ANA, subject=reference), "fail"), "mail/2", NOW)
    assert received is not None
    ask(reference, "Which lamp is it?")
    tell(reference, "contact.received")
    path, secret = link_in(aws)
    post(path, {"secret": secret})
    assert "contact.confirmed" in types(reference)
    assert waits(reference)


def test_what_was_claimed_about_a_case_that_is_closed_by_now_cannot_count(aws: Aws, case: str) -> None:
    mails(case, "fail")
    tell(case, "contact.received")
    path, secret = link_in(aws)
    staff_act(case, "withdrawal", reason="moved away")
    assert "too late" in title_of(get(path, secret=secret))
    assert post(path, {"secret": secret})["statusCode"] == 409
    assert "contact.confirmed" not in types(case)


def test_a_flood_of_claims_makes_five_letters_a_day(aws: Aws, case: str) -> None:
    for number in range(8):
        mails(case, "fail", message_id=f"<{number}@x.example>", subject=f"Re: {case} {number}")
    tell(case, "contact.received")
    assert len(aws.emails()) == 5
    assert len(seen_by_staff(case)["contacts"]) == 9


def test_files_that_came_with_claimed_words_are_the_residents_once_confirmed(aws: Aws, case: str) -> None:
    png = ("image/png; name=lamp.png\r\nContent-Transfer-Encoding: base64", b64encode(b"\x89PNG\r\n\x1a\n").decode())
    mails(case, "fail", a_multipart(("text/plain", WORDS), png, sender=ANA, subject=case, message_id="<4@x.example>"))
    [kept] = load_whole(case).attachments
    assert (kept.public, kept.proof) == (False, "claimed")
    attachment_row(case, replace(kept, status=AttachmentStatus.KEPT, media_type="image/png", size=8)).save()
    assert kept.id not in seen_by_resident(case)
    assert [each["proof"] for each in seen_by_staff(case)["attachments"]] == ["claimed"]
    tell(case, "contact.received")
    path, secret = link_in(aws)
    post(path, {"secret": secret})
    assert kept.id in seen_by_resident(case)
    assert [each["proof"] for each in seen_by_staff(case)["attachments"]] == ["proven"]


PHOTO = ("image/jpeg; name=lamp.jpg\r\nContent-Transfer-Encoding: base64", b64encode(a_photo()).decode())


def with_photo(aws: Aws, case: str) -> tuple[str, str, str]:
    """Claimed words with a photo that nobody has looked at yet: its id, and the link that confirms them."""
    mails(case, "fail", a_multipart(("text/plain", WORDS), PHOTO, sender=ANA, subject=case, message_id="<4@x.example>"))
    [photo] = load_whole(case).attachments
    assert photo.status is AttachmentStatus.EXPECTED
    tell(case, "contact.received")
    return photo.id, *link_in(aws)


def test_a_file_that_is_still_looked_at_when_its_message_is_confirmed_follows_it(aws: Aws, case: str) -> None:
    photo, path, secret = with_photo(aws, case)
    post(path, {"secret": secret})
    assert photo not in seen_by_resident(case)
    bucket_tells(a_notice(incoming_key(case, photo)))
    assert photo in seen_by_resident(case)
    assert [each["proof"] for each in seen_by_staff(case)["attachments"]] == ["proven"]


@pytest.mark.parametrize("first", ["the button", "the file"])
def test_whoever_is_faster_a_file_and_the_button_for_its_message_end_the_same(aws: Aws, case: str, first: str) -> None:
    """One of the two has read the case already when the other changes it."""
    photo, path, secret = with_photo(aws, case)
    look, press = partial(bucket_tells, a_notice(incoming_key(case, photo))), partial(post, path, {"secret": secret})
    within, outer = (press, look) if first == "the button" else (look, press)
    with just_before(within, "TransactWriteItems"):
        outer()
    assert photo in seen_by_resident(case)
    assert types(case).count("attachment.added") == types(case).count("contact.confirmed") == 1


def test_a_file_of_words_that_nobody_confirms_stays_with_staff(aws: Aws, case: str) -> None:
    photo, _path, _secret = with_photo(aws, case)
    bucket_tells(a_notice(incoming_key(case, photo)))
    assert photo not in seen_by_resident(case)
    assert [each["proof"] for each in seen_by_staff(case)["attachments"]] == ["claimed"]


@contextmanager
def just_before(act: Callable[[], object], call: str) -> Iterator[None]:
    """Something else happens just before the first such call to DynamoDB."""
    events, waiting = connection().client.meta.events, [act]

    def interrupt(model: Any, **_: Any) -> None:
        if model.name == call and waiting:
            waiting.pop()()

    events.register("before-call.dynamodb", interrupt)
    try:
        yield
    finally:
        events.unregister("before-call.dynamodb", interrupt)
    assert not waiting


def test_a_stranger_is_read_by_staff_alone_and_told_nothing_of_the_case(aws: Aws, case: str) -> None:
    received = mails(case, "pass", sender=f"Eve <{EVE}>", reply_to=ANA)
    assert received.proof == "stranger"
    assert waits(case)
    assert "CANARY" not in seen_by_resident(case)
    shown = seen_by_staff(case)["contacts"][-1]
    assert (shown["proof"], shown["by"], shown["text"]) == ("stranger", "stranger", WORDS)
    tell(case, "contact.received")
    (answer,) = aws.emails()  # the resident gets no letter
    assert answer.mail["To"] == EVE
    assert not [word for word in (case, "Pothole", "CANARY", "Ana", "lamp") if word in answer.subject + answer.body]
    assert "+1 555 0100" in answer.body
    assert answer.mail["Auto-Submitted"] == "auto-replied"
    mails(case, "pass", sender=EVE, message_id="<5@x.example>")
    assert len(aws.emails()) == 1  # once a day


def test_who_is_proven_about_a_case_is_no_resident_of_the_one_that_it_was_joined_with(aws: Aws, case: str) -> None:
    contact = {"name": "Eve", "email": EVE}
    joined = str(in_progress(service_code="pothole", place=PLACE, contact=contact)["reference"])
    merge(joined, case)
    received = mails(case, "pass", sender=EVE, to=reply_address(OWN, joined), subject="Re: your request")
    assert (received.reference, received.proof) == (case, "proven")
    assert waits(case)
    assert "CANARY" not in seen_by_resident(case)
    assert seen_by_staff(case)["contacts"][-1]["proof"] == "stranger"
    assert aws.emails() == []  # nobody is told that they are a stranger to their own need


@pytest.mark.parametrize("sender", [ANA, EVE])
def test_danger_waits_for_nobody_to_confirm_it(aws: Aws, case: str, sender: str) -> None:
    before = case_file(case).case.version
    received = mails(case, "fail", a_mail("It smells of gas in my house!", sender=sender, subject=f"Re: {case}"))
    assert (received.what, received.hazard) == ("opened", "gas")
    assert received.reference != case
    assert case_file(case).case.version == before


def test_whoever_was_forged_gets_no_answer_of_ours(aws: Aws, case: str) -> None:
    assert mails(case, "fail", sender=EVE).proof == "stranger"
    assert aws.emails() == []


def test_another_number_is_told_nothing_and_adds_nothing_that_the_resident_sees(aws: Aws, case: str) -> None:
    assert text(case).what == "recorded"
    assert text("7KQ2-M4TX-9BWD-D", after=5).what == "recorded"
    known, unknown = replies(aws)
    assert known == unknown  # nor whether there is such a case
    assert case not in known
    received = text(f"{case} {WORDS}", after=10)
    assert (received.what, received.reference) == ("added", case)
    assert text(f"{case} {WORDS} again", after=20).what == "added"  # nor by what it said before
    assert waits(case)
    assert "CANARY" not in seen_by_resident(case)
    assert {each["proof"] for each in seen_by_staff(case)["contacts"] if each["direction"] == "in"} == {"stranger"}
    assert case not in replies(aws)[2]
    assert text("There is no light at all in Oak Street", after=30).what == "opened"
