"""What comes with a message is added to its case like an upload; a dependency that is down costs nobody their case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from onestop.domain.cases.attachments import LIMITS, MOST_BYTES, AttachmentStatus
from onestop.storage.cases.attachments import add_enclosures, attachments_of
from onestop.storage.cases.objects import s3
from onestop.storage.cases.read_case import load_whole
from onestop.storage.cases.uploads import incoming_key
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.attachments.arrivals import a_notice, tell
from tests.functional.stories import in_progress
from tests.unit.attachments.pictures import a_pdf, a_photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """As `intake.incoming` has it."""

    name: str
    media_type: str
    data: bytes


def an_enclosure(data: bytes, name: str = "scan.jpg") -> Enclosure:
    return Enclosure(name=name, media_type="application/octet-stream", data=data)


@contextmanager
def objects_down() -> Iterator[None]:
    """Lets every write of an object fail at once."""

    def refuse(**_: Any) -> Any:
        return SimpleNamespace(status_code=400), {"Error": {"Code": "SlowDown"}, "ResponseMetadata": {}}

    s3().meta.events.register("before-call.s3.PutObject", refuse)
    try:
        yield
    finally:
        s3().meta.events.unregister("before-call.s3.PutObject", refuse)


@pytest.fixture
def case(aws: Aws) -> str:
    return str(in_progress()["reference"])


def look_at_all(reference: str) -> None:
    for each in attachments_of(reference):
        tell(a_notice(incoming_key(reference, each.id)))


def test_what_came_with_a_message_is_kept_with_its_case(case: str) -> None:
    assert add_enclosures(case, [an_enclosure(a_photo()), an_enclosure(a_pdf(), "Antrag.pdf")], "resident", NOW) == ()
    look_at_all(case)
    kept = {each.file_name for each in load_whole(case).attachments if each.kept}
    assert kept == {"scan.jpg", "Antrag.pdf"}


def test_the_same_message_delivered_again_adds_nothing(case: str) -> None:
    both = [an_enclosure(a_photo()), an_enclosure(a_pdf())]
    for _ in range(3):
        assert add_enclosures(case, both, "resident", NOW) == ()
        look_at_all(case)
    assert len(attachments_of(case)) == 2
    assert len([event for event in load_whole(case).events if event.type == "attachment.added"]) == 2


def test_what_could_not_be_stored_is_handed_back_and_goes_through_the_next_time(aws: Aws, case: str) -> None:
    came = [an_enclosure(a_photo()), an_enclosure(a_pdf())]
    with objects_down():
        failed = add_enclosures(case, came, "resident", NOW)
    assert failed == tuple(came)
    assert add_enclosures(case, failed, "resident", NOW) == ()
    look_at_all(case)
    assert {each.status for each in attachments_of(case)} == {AttachmentStatus.KEPT}
    with aws.failing("dynamodb", "PutItem", "ThrottlingException"):
        assert add_enclosures(case, [an_enclosure(b"words")], "resident", NOW) == (an_enclosure(b"words"),)
    with aws.failing("dynamodb", "Query", "ThrottlingException"):
        assert add_enclosures(case, [an_enclosure(b"words")], "resident", NOW) == (an_enclosure(b"words"),)


def test_what_is_too_much_is_refused_where_the_resident_sees_it(case: str) -> None:
    most = LIMITS["resident"].kept
    came = [an_enclosure(f"text {number}".encode()) for number in range(most + 2)]
    came += [an_enclosure(b""), an_enclosure(b"x" * (MOST_BYTES + 1))]
    assert add_enclosures(case, came, "resident", NOW) == ()
    look_at_all(case)
    attachments = attachments_of(case)
    assert sum(each.kept for each in attachments) == most
    assert sorted(each.reason or "" for each in attachments if not each.kept) == [
        "empty",
        "too_large",
        "too_many",
        "too_many",
    ]


def test_the_same_picture_twice_in_a_message_is_one(case: str) -> None:
    assert add_enclosures(case, [an_enclosure(a_photo())] * 2, "resident", NOW) == ()
    assert len(attachments_of(case)) == 1
