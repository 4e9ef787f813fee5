"""A resident adds photos and documents over the API: one signed form a file, within limits, seen by who may see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from intake import handler as intake
from onestop.domain.cases.attachments import AN_HOUR, LIMITS, MOST_BYTES, AttachmentStatus
from onestop.runtime import links
from onestop.storage.cases.attachments import attachments_of, find_attachment
from onestop.storage.cases.uploads import incoming_key
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, an_api_event, said
from tests.functional.attachments.arrivals import an_attachment, arrive, keep_row, tell
from tests.functional.attachments.uploading import conditions_of, upload
from tests.functional.dialogue import staff_act
from tests.functional.stories import in_progress
from tests.unit.attachments.pictures import HALIFAX, a_pdf, a_photo

ID = "4f1d0c9a6be27853"


@pytest.fixture
def case(aws: Aws) -> str:
    return str(in_progress()["reference"])


def secret_of(reference: str) -> str:
    return links.secret_of(links.TRACK, reference)


def ask(reference: str, secret: str | None = None, at: datetime = NOW, **more: Any) -> dict[str, Any]:
    """`at` counts only where the clock is stated."""
    body = {"secret": secret or secret_of(reference), **more}
    headers = {"Content-Type": "application/json", "X-Clock": at.isoformat()}
    event = an_api_event("POST", f"/api/cases/{reference}/attachments", body=body, headers=headers)
    answer: dict[str, Any] = intake.handle(event, None)
    return answer


def fetch(reference: str, attachment: str, secret: str | None = None) -> dict[str, Any]:
    query = {"secret": secret or secret_of(reference)}
    path = f"/api/cases/{reference}/attachments/{attachment}"
    answer: dict[str, Any] = intake.handle(an_api_event("GET", path, query=query), None)
    return answer


def status(reference: str) -> dict[str, Any]:
    query = {"secret": secret_of(reference)}
    shown: dict[str, Any] = said(intake.handle(an_api_event("GET", f"/api/cases/{reference}", query=query), None))
    return shown


def test_an_app_gets_a_form_for_one_file_and_may_put_nothing_else_with_it(case: str) -> None:
    answer = ask(case, name="IMG_1.HEIC")
    assert answer["statusCode"] == 201
    offer = said(answer)
    key = incoming_key(case, offer["id"])
    assert offer["upload"]["fields"]["key"] == key
    assert offer["limits"] | {"expires_at": "", "media_types": []} == {
        "bytes": MOST_BYTES,
        "left": LIMITS["resident"].kept - 1,
        "expires_at": "",
        "media_types": [],
    }
    conditions = conditions_of(offer["upload"]["fields"])
    assert {"key": key} in conditions
    assert ["content-length-range", 1, MOST_BYTES] in conditions
    assert find_attachment(case, offer["id"]).name == "IMG_1"  # type: ignore[union-attr]


def test_what_is_uploaded_is_shown_with_the_case_and_can_be_fetched(case: str) -> None:
    offer = said(ask(case, name="hole.heic"))
    notice = upload(offer["upload"], a_photo("HEIF", place=HALIFAX))
    assert [each["status"] for each in status(case)["attachments"]] == ["expected"]
    assert tell(notice) == []
    [shown] = status(case)["attachments"]
    assert (shown["name"], shown["kind"], shown["status"], shown["media_type"]) == (
        "hole",
        "photo",
        "kept",
        "image/jpeg",
    )
    assert shown["link"] == f"/api/cases/{case}/attachments/{offer['id']}"
    assert "44.6" not in str(shown)
    assert "A photo or document was added." in [line["text"] for line in status(case)["timeline"]]
    answer = fetch(case, offer["id"])
    assert answer["statusCode"] == 302
    link = urlsplit(answer["headers"]["Location"])
    assert link.path.endswith(f"kept/{case}/{offer['id']}")
    assert parse_qs(link.query)["X-Amz-Expires"] == ["300"]


def test_a_refused_file_says_why_and_leads_nowhere(case: str) -> None:
    offer = said(ask(case))
    tell(upload(offer["upload"], b"MZ\x90\0"))
    [shown] = status(case)["attachments"]
    assert (shown["status"], shown["link"]) == ("refused", None)
    assert "Photos, PDF and plain text are fine" in shown["reason"]
    assert fetch(case, offer["id"])["statusCode"] == 404


def test_nobody_gets_in_without_the_secret_of_this_case(case: str) -> None:
    other = str(in_progress()["reference"])
    keep_row(case, an_attachment())
    arrive(case, a_pdf())
    for secret in ("wrong", secret_of(other)):
        assert ask(case, secret)["statusCode"] == 404
        assert fetch(case, ID, secret)["statusCode"] == 404
    assert fetch(case, ID)["statusCode"] == 302
    assert fetch(other, ID)["statusCode"] == 404


def test_what_staff_keep_among_themselves_is_not_there_for_the_resident(case: str) -> None:
    keep_row(case, an_attachment(by="staff:7", public=False, name="internal"))
    arrive(case, a_pdf())
    assert fetch(case, ID)["statusCode"] == 404
    assert status(case)["attachments"] == []
    assert "attachment.added" not in [line["type"] for line in status(case)["timeline"]]


def test_a_case_takes_only_so_many(case: str) -> None:
    answers = [ask(case) for _ in range(LIMITS["resident"].kept)]
    assert [said(answer)["limits"]["left"] for answer in answers] == list(range(LIMITS["resident"].kept))[::-1]
    answer = ask(case)
    assert answer["statusCode"] == 409
    assert len(attachments_of(case)) == LIMITS["resident"].kept


def test_a_person_adds_only_so_many_in_an_hour_whatever_the_case(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")  # all within a clock hour, whenever the tests are run
    at = NOW + timedelta(minutes=20)
    for _ in range(AN_HOUR):
        assert ask(case, at=at)["statusCode"] in (201, 409)
        for row in attachments_of(case):
            keep_row(case, an_attachment(id=row.id, status=AttachmentStatus.REFUSED, reason="kind"))
    answer = ask(case, at=at)
    assert answer["statusCode"] == 429
    assert answer["headers"]["Retry-After"] == str(40 * 60)
    assert ask(case, at=NOW + timedelta(hours=1))["statusCode"] == 201


def test_nothing_is_added_to_a_closed_case(case: str) -> None:
    staff_act(case, "withdrawal", reason="They called.")
    assert ask(case)["statusCode"] == 409
    assert attachments_of(case) == []


@pytest.mark.parametrize("more", [{"name": "x" * 256}, {"name": 3}, {"kind": "photo"}])
def test_a_request_that_says_something_else_is_refused(case: str, more: dict[str, Any]) -> None:
    assert ask(case, **more)["statusCode"] == 400


def test_asking_costs_one_read_and_one_write_and_signing_nothing(case: str, calls: Calls) -> None:
    ask(case)
    calls.forget()
    assert ask(case)["statusCode"] == 201
    assert calls.names == ["Query", "TransactWriteItems"]
