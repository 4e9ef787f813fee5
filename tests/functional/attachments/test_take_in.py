"""A file that has come is kept or refused once, with its reason; nothing is lost and nothing doubled."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from PIL import Image

from onestop.domain.cases.attachments import LIMITS, MOST_BYTES, AttachmentStatus
from onestop.storage.cases.attachments import attachments_of, find_attachment
from onestop.storage.cases.objects import s3
from onestop.storage.cases.read_case import load_whole
from onestop.storage.cases.uploads import incoming_key, put_incoming
from tests.aws_in_memory import Aws
from tests.builders import a_reference
from tests.functional.attachments.arrivals import ATTACHMENT, a_notice, an_attachment, arrive, keep_row, tell
from tests.functional.dialogue import staff_act
from tests.functional.stories import in_progress, types
from tests.unit.attachments.pictures import HALIFAX, PLANTED, a_pdf, a_photo, a_png_bomb

KEPT = f"kept/{{}}/{ATTACHMENT}"


@pytest.fixture
def case(aws: Aws) -> str:
    """A case that expects one attachment."""
    reference = str(in_progress()["reference"])
    keep_row(reference, an_attachment(name="Loch vor der Schule"))
    return reference


def added_events(reference: str) -> list[dict[str, Any]]:
    return [event.data for event in load_whole(reference).events if event.type == "attachment.added"]


def head(reference: str) -> dict[str, Any]:
    answer: dict[str, Any] = s3().head_object(Bucket="attachments", Key=KEPT.format(reference))
    return answer


def test_a_photo_is_kept_and_its_case_says_so(aws: Aws, case: str) -> None:
    attachment = arrive(case, a_photo("HEIF", place=HALIFAX))
    assert attachment is not None
    assert attachment.status is AttachmentStatus.KEPT
    assert (attachment.media_type, attachment.width, attachment.height) == ("image/jpeg", 80, 40)
    assert (attachment.lat, attachment.long) == pytest.approx(HALIFAX, abs=1e-5)
    assert added_events(case) == [{"attachment": ATTACHMENT, "kind": "photo"}]
    [event] = [each for each in load_whole(case).events if each.type == "attachment.added"]
    assert event.by == "resident"
    kept = aws.objects("attachments")[KEPT.format(case)]
    assert PLANTED not in kept
    assert attachment.size == len(kept)


def test_a_small_one_is_made_of_a_photo_and_tells_no_more_than_the_photo(aws: Aws, case: str) -> None:
    arrive(case, a_photo(size=(3200, 1600), place=HALIFAX))
    small = aws.objects("attachments")[f"{KEPT.format(case)}/small"]
    with Image.open(io.BytesIO(small)) as image:
        assert (image.format, image.size) == ("JPEG", (320, 160))
        assert not image.getexif()
    assert PLANTED not in small
    assert find_attachment(case, ATTACHMENT).small


def test_there_is_no_small_one_of_a_document(aws: Aws, case: str) -> None:
    kept = arrive(case, a_pdf())
    assert not kept.small
    assert [key for key in aws.objects("attachments") if key.endswith("/small")] == []


def test_what_a_browser_may_show_is_shown_and_the_rest_is_downloaded(case: str) -> None:
    arrive(case, a_photo())
    assert head(case)["ContentType"] == "image/jpeg"
    assert head(case)["ContentDisposition"] == "inline; filename*=UTF-8''Loch%20vor%20der%20Schule.jpg"


def test_a_document_is_downloaded_and_staff_are_warned_of_it(case: str) -> None:
    attachment = arrive(case, a_pdf(b"/S /JavaScript /JS (x)"))
    assert attachment
    assert attachment.warnings == ("script",)
    assert head(case)["ContentType"] == "application/pdf"
    assert head(case)["ContentDisposition"] == "attachment; filename*=UTF-8''Loch%20vor%20der%20Schule.pdf"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"MZ\x90\0 a program called photo.jpg", "kind"),
        (a_png_bomb(), "too_many_pixels"),
        (a_photo()[:200], "broken"),
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_a_refused_file_says_why_and_is_no_event(aws: Aws, case: str, data: bytes, reason: str) -> None:
    attachment = arrive(case, data)
    assert attachment
    assert (attachment.status, attachment.reason) == (AttachmentStatus.REFUSED, reason)
    assert added_events(case) == []
    assert set(aws.objects("attachments")) == {incoming_key(case, ATTACHMENT)}  # what came is there until it expires


def test_a_notice_that_comes_again_changes_nothing(case: str) -> None:
    arrive(case, a_photo())
    before = load_whole(case)
    assert tell(*[a_notice(incoming_key(case, ATTACHMENT), event="ObjectCreated:Put")] * 3) == []
    assert load_whole(case) == before
    assert len(added_events(case)) == 1


def test_a_refused_file_that_is_told_again_stays_refused(case: str) -> None:
    first = arrive(case, b"MZ\x90\0")
    tell(a_notice(incoming_key(case, ATTACHMENT)))
    assert attachments_of(case) == [first]


def test_another_file_sent_with_the_same_form_is_another_attachment(case: str) -> None:
    first = arrive(case, a_photo())
    arrive(case, a_pdf())
    arrive(case, a_pdf())
    attachments = attachments_of(case)
    assert {each.media_type for each in attachments} == {"image/jpeg", "application/pdf"}
    assert len(attachments) == 2
    assert first in attachments
    assert len(added_events(case)) == 2
    assert {each.name for each in attachments} == {"Loch vor der Schule"}


def test_the_same_form_brings_no_more_than_the_limit(case: str) -> None:
    for number in range(LIMITS["resident"].kept + 3):
        arrive(case, f"text {number}".encode())
    attachments = attachments_of(case)
    assert sum(each.kept for each in attachments) == LIMITS["resident"].kept
    assert {each.reason for each in attachments if not each.kept} == {"too_many"}
    for number in range(LIMITS["resident"].tries):
        arrive(case, f"more {number}".encode())
    assert len(attachments_of(case)) == LIMITS["resident"].tries


def test_a_file_for_a_case_that_was_closed_meanwhile_is_kept(aws: Aws) -> None:
    reference = str(in_progress()["reference"])
    keep_row(reference, an_attachment())
    staff_act(reference, "withdrawal", reason="They called.")
    attachment = arrive(reference, a_photo())
    assert attachment
    assert attachment.kept
    assert "attachment.added" in types(reference)


@pytest.mark.usefixtures("aws")
def test_a_file_that_nobody_expects_is_left_where_it_is_and_noted(aws: Aws, logged: io.StringIO) -> None:
    known, unknown = str(in_progress()["reference"]), a_reference(77)
    keep_row(unknown, an_attachment())
    arrive(known, a_photo())
    arrive(unknown, a_photo())
    outcomes = [json.loads(line).get("outcome") for line in logged.getvalue().splitlines()]
    assert [each for each in outcomes if each] == ["not_expected", "no_such_case"]
    assert {incoming_key(known, ATTACHMENT), incoming_key(unknown, ATTACHMENT)} <= set(aws.objects("attachments"))


def test_a_notice_about_a_file_that_is_gone_is_no_riddle_for_the_resident(case: str) -> None:
    assert tell(a_notice(incoming_key(case, ATTACHMENT))) == []
    found = find_attachment(case, ATTACHMENT)
    assert found
    assert found.reason == "missing"


@pytest.mark.parametrize(
    "notice",
    [
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "attachments"},
        a_notice("incoming/strange"),
        a_notice("kept/7KQ2-M4TX-9BWD-D/4f1d0c9a6be27853"),
        a_notice("incoming/../../x y+z"),
        a_notice(f"incoming/{a_reference(3)}/{ATTACHMENT}", event="ObjectRemoved:Delete"),
    ],
)
@pytest.mark.usefixtures("aws")
def test_what_is_not_about_an_upload_is_passed_over(notice: dict[str, Any]) -> None:
    assert tell(notice) == []


def test_one_that_fails_goes_back_to_the_queue_alone_and_is_kept_later(aws: Aws, case: str) -> None:
    other = str(in_progress()["reference"])
    keep_row(other, an_attachment())
    for reference in (case, other):
        put_incoming(reference, ATTACHMENT, a_photo())
    notices = [a_notice(incoming_key(reference, ATTACHMENT)) for reference in (case, other)]
    with aws.failing("dynamodb", "TransactWriteItems", "ThrottlingException"):
        assert tell(*notices) == ["message-1", "message-2"]
    assert {each.status for each in attachments_of(case)} == {AttachmentStatus.EXPECTED}
    assert tell(*notices) == []
    assert (len(added_events(case)), len(added_events(other))) == (1, 1)


def test_the_log_holds_no_names_and_no_words(case: str, logged: io.StringIO) -> None:
    arrive(case, a_photo(place=HALIFAX))
    assert case in logged.getvalue()
    assert not [secret for secret in ("Schule", "44.64", PLANTED.decode()) if secret in logged.getvalue()]
