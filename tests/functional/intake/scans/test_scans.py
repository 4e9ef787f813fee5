"""Letters and faxes: scans dropped in the mail bucket, with what Textract read in them, with AWS in memory."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from moto.textract.models import TextractBackend

from intake import mailroom
from intake.incoming import Received
from intake.scans.reading import NotReadYet
from intake.scans.take_in import receive_scan
from onestop.runtime.clients import client
from onestop.storage.cases.attachments import attachments_of
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws, Calls
from tests.builders import an_sqs_event, random_bits_from
from tests.functional.dialogue import ask
from tests.functional.intake.scans.scanning import an_answer, column
from tests.functional.stories import case_file, in_progress, route

KEY = "scans/letter/2026/letter 1.pdf"
BESIDE = ".textract.json"
PDF = b"%PDF-1.4\n%%EOF\n"
LETTER = [
    "Dear Sir or Madam,",
    "",
    "There is a deep pothole in front of our house at 3 Elm Lane.",
    "A child fell into it yesterday. Please have it repaired soon.",
    "",
    "Ana Rivas, ana.rivas@resident.example",
]
_bits = random_bits_from(99)


def drop(key: str, data: bytes | dict[str, Any]) -> str:
    """A scanner, or a person, drops a file in the mail bucket."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    client("s3").put_object(Bucket="mail", Key=key, Body=body)
    return key


def take(key: str, *, after: float = 0) -> Received:
    """The mailroom takes a file, so many minutes after it was dropped."""
    return receive_scan(key, current(), datetime.now(UTC) + timedelta(minutes=after), _bits)


def told(key: str) -> dict[str, Any]:
    """What the bucket tells of a new file."""
    return {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": {"key": key.replace(" ", "+")}}}]}


@pytest.fixture
def textract(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[TextractBackend]]:
    """Textract in memory, asked because the setting is on; it answers what a test puts into BLOCKS."""
    monkeypatch.setenv("TEXTRACT", "on")
    yield TextractBackend
    TextractBackend.BLOCKS, TextractBackend.JOB_STATUS = [], "SUCCEEDED"


def test_a_letter_becomes_a_case_with_its_text_its_sender_and_the_scan(aws: Aws) -> None:
    drop(KEY + BESIDE, an_answer(column(LETTER)))
    received = take(drop(KEY, PDF))
    file = case_file(received.reference or "")
    assert (received.what, file.case.channel, file.case.language) == ("opened", "letter", "en")
    assert "deep pothole in front of our house" in file.request.description
    assert (file.request.original, file.request.doubts) == (KEY, ())
    assert load_person(file.case.person or "").email == "ana.rivas@resident.example"
    assert [each.name for each in attachments_of(received.reference or "")] == ["letter 1"]
    route(received.reference or "")
    assert case_file(received.reference or "").case.service == "pothole"


def test_our_own_address_and_number_in_a_letter_to_us_are_not_those_of_its_sender(aws: Aws) -> None:
    head = ["City of Port Ellery, onestop@port-ellery.example, Tel. +1 555 0100", ""]
    drop(KEY + BESIDE, an_answer(column([*head, *LETTER, "Tel. 902-555-0123"])))
    person = load_person(case_file(take(drop(KEY, PDF)).reference or "").case.person or "")
    assert (person.email, person.phone) == ("ana.rivas@resident.example", "+19025550123")
    other = KEY.replace("letter 1", "letter 2")
    drop(other + BESIDE, an_answer(column([*head, "The lamp at 3 Elm Lane is dark."])))
    assert case_file(take(drop(other, PDF)).reference or "").case.person is None


@pytest.mark.parametrize(("confidence", "status"), [(79, "triage"), (81, "in_progress")])
def test_a_scan_that_is_hard_to_read_waits_for_a_person_who_is_told_how_sure_it_is(
    aws: Aws, confidence: int, status: str
) -> None:
    drop(KEY + BESIDE, an_answer(column(LETTER), confidence=confidence))
    reference = take(drop(KEY, PDF)).reference or ""
    route(reference)
    case = case_file(reference).case
    assert case.status == status
    assert [(reason.code, reason.words) for reason in case.reasons if reason.code == "unreadable"] == (
        [("unreadable", ("79",))] if status == "triage" else []
    )


def test_the_limit_is_the_jurisdictions(aws: Aws, release: dict[str, Any]) -> None:
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"scan_confidence": 60}})
    drop(KEY + BESIDE, an_answer(column(LETTER), confidence=70))
    assert case_file(take(drop(KEY, PDF)).reference or "").request.doubts == ()


def test_a_fax_in_spanish_is_a_case_in_spanish(aws: Aws) -> None:
    key = "scans/fax/f-7.tiff"
    drop(key + BESIDE, an_answer(column(["Hay un bache muy grande frente a mi casa,", "en la calle Olmo 3."])))
    case = case_file(take(drop(key, b"II*\x00")).reference or "").case
    assert (case.channel, case.language) == ("fax", "es")


def test_scan_and_text_are_one_contact_whichever_comes_first_and_however_often(aws: Aws) -> None:
    drop(KEY, PDF)
    with pytest.raises(NotReadYet):
        take(KEY)
    first = take(drop(KEY + BESIDE, an_answer(column(LETTER))))
    again = [take(KEY), take(KEY + BESIDE, after=10)]
    assert first.what == "opened"
    assert [(each.what, each.reference) for each in again] == [("again", first.reference)] * 2
    assert load_whole(first.reference or "").contacts == []


def test_a_scan_that_nobody_read_is_given_to_a_person_and_its_text_follows_it(aws: Aws) -> None:
    drop(KEY, PDF)
    opened = take(KEY, after=6)
    file = case_file(opened.reference or "")
    assert {doubt.code for doubt in file.request.doubts} == {"unreadable", "no_words"}
    assert len(attachments_of(opened.reference or "")) == 1
    drop(KEY + BESIDE, an_answer(column(LETTER)))
    for after in (20, 30):
        assert take(KEY + BESIDE, after=after).reference == opened.reference
    (contact,) = load_whole(opened.reference or "").contacts
    assert "deep pothole" in contact.text


def test_a_reference_in_a_letter_adds_to_that_case_but_does_not_answer_what_we_asked(aws: Aws) -> None:
    need = {"service_code": "pothole", "place": {"address": "3 Elm Lane"}, "contact": {"phone": "+15550142777"}}
    reference = str(in_progress(**need)["reference"])
    task = ask(reference, "Which side of the street?")
    drop(KEY + BESIDE, an_answer(column([f"My case {reference.replace('-', ' ')}", "The hole is deeper now."])))
    received = take(drop(KEY, PDF))
    assert (received.what, received.reference) == ("added", reference)
    assert "deeper" in load_whole(reference).contacts[-1].text
    assert next(each for each in case_file(reference).tasks if each.id == task.id).waits_for == "resident"


def test_text_whose_scan_is_gone_is_a_contact_all_the_same_in_one_call(aws: Aws, calls: Calls) -> None:
    key = drop(KEY + BESIDE, an_answer(column(LETTER)))
    current()  # the catalogue is read
    calls.forget()
    received = take(key)
    assert calls.names == ["TransactWriteItems"]
    assert received.what == "opened"
    assert attachments_of(received.reference or "") == []


@pytest.mark.parametrize("junk", [b"", b"{", b"\xff\xfe", b"[]", b'{"Blocks": 5}'])
def test_text_that_is_none_leaves_the_scan_to_a_person(aws: Aws, junk: bytes) -> None:
    drop(KEY + BESIDE, junk)
    received = take(drop(KEY, PDF))
    assert case_file(received.reference or "").request.doubts[0].code == "unreadable"


def test_the_mailroom_brings_what_the_bucket_tells_of(aws: Aws, logged: io.StringIO) -> None:
    drop(KEY, PDF)
    event = an_sqs_event(told(KEY))
    assert mailroom.handle(event, None)["batchItemFailures"]  # it comes again, until somebody has read it
    drop(KEY + BESIDE, an_answer(column(LETTER)))
    assert mailroom.handle(event, None) == {"batchItemFailures": []}
    assert mailroom.handle(an_sqs_event(told(KEY + BESIDE)), None) == {"batchItemFailures": []}
    assert "pothole" not in logged.getvalue()


def test_a_photo_is_read_at_once_and_a_document_of_many_pages_by_a_job(aws: Aws, textract: Any) -> None:
    textract.BLOCKS = an_answer(column(LETTER))["Blocks"]
    photo = take(drop("scans/letter/photo.JPG", b"\xff\xd8\xff"))
    assert "deep pothole" in case_file(photo.reference or "").request.description
    textract.BLOCKS = an_answer(column(LETTER), column(["P.S. It is getting deeper."]), job=True)["Blocks"]
    textract.JOB_STATUS = "IN_PROGRESS"
    drop(KEY, PDF)
    with pytest.raises(NotReadYet):
        take(KEY)
    textract.JOB_STATUS = "SUCCEEDED"
    asked = aws.watch("textract")
    document = take(KEY)
    assert asked
    assert "getting deeper" in case_file(document.reference or "").request.description
    assert [call["ClientRequestToken"] for call in aws.asked_for("StartDocumentTextDetection")]


def test_what_textract_cannot_read_goes_to_a_person_and_what_passes_is_tried_again(aws: Aws, textract: Any) -> None:
    key = drop("scans/letter/photo.png", b"\x89PNG")
    with (
        aws.failing("textract", "DetectDocumentText", "ThrottlingException"),
        pytest.raises(Exception, match="Throttl"),
    ):
        take(key)
    with aws.failing("textract", "DetectDocumentText", "BadDocumentException"):
        received = take(key)
    assert case_file(received.reference or "").request.doubts[0].code == "unreadable"
