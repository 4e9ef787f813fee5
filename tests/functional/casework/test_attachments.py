"""Staff see and add photos and documents as their role and the plan let them, and each look is recorded."""

from __future__ import annotations

from typing import Any

import pytest

from casework import handler as casework
from onestop.domain.cases.attachments import LIMITS
from onestop.storage.cases.attachments import attachments_of
from onestop.storage.staff.looks import looks_at
from tests.aws_in_memory import Aws
from tests.builders import a_clerk, an_administrator, an_api_event, an_auditor, said
from tests.functional.attachments.arrivals import ATTACHMENT, an_attachment, arrive, keep_row, tell
from tests.functional.attachments.uploading import upload
from tests.functional.stories import in_progress, types
from tests.unit.attachments.pictures import HALIFAX, a_pdf, a_photo

CLERK = a_clerk(agency="licensing")


@pytest.fixture
def case(aws: Aws) -> str:
    """A case of the licensing agency without a place, with a photo that says where it was taken."""
    reference = str(in_progress(service_code="business-complaint", description="Rats.")["reference"])
    keep_row(reference, an_attachment(name="the kitchen"))
    arrive(reference, a_photo(place=HALIFAX))
    return reference


def offer(reference: str, claims: dict[str, str], **body: Any) -> dict[str, Any]:
    path = f"/api/staff/cases/{reference}/attachments"
    answer: dict[str, Any] = casework.handle(an_api_event("POST", path, body=body, claims=claims), None)
    return answer


def fetch(reference: str, attachment: str, claims: dict[str, str]) -> dict[str, Any]:
    path = f"/api/staff/cases/{reference}/attachments/{attachment}"
    answer: dict[str, Any] = casework.handle(an_api_event("GET", path, claims=claims), None)
    return answer


def view(reference: str, claims: dict[str, str]) -> dict[str, Any]:
    answer = casework.handle(an_api_event("GET", f"/api/staff/cases/{reference}", claims=claims), None)
    assert answer["statusCode"] == 200, answer["body"]
    shown: dict[str, Any] = said(answer)
    return shown


def test_a_case_shows_its_attachments_and_the_place_that_a_photo_proposes(case: str) -> None:
    shown = view(case, CLERK)
    [attachment] = shown["attachments"]
    assert (attachment["name"], attachment["status"], attachment["by"]) == ("the kitchen", "kept", "resident")
    assert (attachment["width"], attachment["height"]) == (80, 40)
    assert attachment["taken_at"]["lat"] == pytest.approx(HALIFAX[0], abs=1e-5)
    assert shown["place"] is None
    assert shown["proposed_place"] == attachment["taken_at"] | {"attachment": ATTACHMENT}


def test_a_place_that_the_resident_named_is_not_questioned(aws: Aws) -> None:
    reference = str(in_progress(service_code="business-complaint", place={"address": "3 Elm Lane"})["reference"])
    keep_row(reference, an_attachment())
    arrive(reference, a_photo(place=HALIFAX))
    shown = view(reference, CLERK)
    assert shown["proposed_place"] is None
    assert shown["attachments"][0]["taken_at"] is not None


def test_a_warning_is_read_before_a_document_is_opened(case: str) -> None:
    other = "1111111111111111"
    keep_row(case, an_attachment(id=other))
    arrive(case, a_pdf(b"/S /JavaScript /JS (x)"), other)
    warnings = {each["id"]: each["warnings"] for each in view(case, an_administrator())["attachments"]}
    assert warnings[ATTACHMENT] == []
    assert warnings[other] == ["This document contains scripts. Open it in a browser, not in an editor."]


def test_a_file_is_fetched_by_a_short_lived_address_and_the_look_is_recorded(case: str) -> None:
    answer = fetch(case, ATTACHMENT, CLERK)
    assert answer["statusCode"] == 302
    assert f"kept/{case}/{ATTACHMENT}" in answer["headers"]["Location"]
    assert ("staff:clerk-1", ("attachments",)) in {(look.by, look.fields) for look in looks_at(case, 10)}
    assert fetch(case, "0" * 16, CLERK)["statusCode"] == 404


def test_a_clerk_adds_a_photo_for_colleagues_or_for_the_resident_too(case: str) -> None:
    for public in (False, True):
        answer = offer(case, CLERK, name="done.jpg", public=public)
        assert answer["statusCode"] == 201
        assert tell(upload(said(answer)["upload"], a_photo(size=(60, 40 + public)))) == []
    added = [each for each in attachments_of(case) if each.by == "staff:clerk-1"]
    assert sorted((each.public, each.kept) for each in added) == [(False, True), (True, True)]
    assert types(case).count("attachment.added") == 3


@pytest.mark.parametrize(
    ("claims", "see", "add"),
    [
        (CLERK, 302, 201),
        (an_administrator(), 302, 201),
        (an_auditor(), 302, 403),
        (a_clerk(agency="water"), 404, 404),
        (a_clerk(agency="licensing", role="system"), 404, 403),
        (a_clerk(agency="licensing", role="contractor"), 302, 201),
    ],
)
def test_who_may_see_and_add(case: str, claims: dict[str, str], see: int, add: int) -> None:
    assert offer(case, claims)["statusCode"] == add
    seen = fetch(case, ATTACHMENT, claims)["statusCode"]
    assert seen == see or (claims["cognito:groups"].endswith("system") and seen in (302, 404))


def test_a_contractor_sees_what_the_plan_shows_them_and_what_they_added(case: str) -> None:
    contractor = a_clerk(agency="evergreen-paving", role="contractor", sub="paver-1")
    assert fetch(case, ATTACHMENT, contractor)["statusCode"] == 404
    crew = a_clerk(agency="licensing", role="contractor", sub="paver-2")
    answer = offer(case, crew, public=True)
    assert answer["statusCode"] == 403
    own = said(offer(case, crew, name="after"))
    tell(upload(own["upload"], a_photo()))
    assert fetch(case, own["id"], crew)["statusCode"] == 302


def test_staff_add_to_a_closed_case_and_to_one_that_is_full_for_residents(case: str) -> None:
    for number in range(LIMITS["resident"].kept):
        keep_row(case, an_attachment(id=f"{number:016x}"))
    path = f"/api/staff/cases/{case}/withdrawal"
    casework.handle(an_api_event("POST", path, body={"reason": "They called."}, claims=CLERK), None)
    assert offer(case, CLERK)["statusCode"] == 201


def test_staff_too_add_only_so_many(case: str) -> None:
    for number in range(LIMITS["staff"].kept):
        keep_row(case, an_attachment(id=f"a{number:015x}", by="staff:9"))
    for row in attachments_of(case):
        if row.by == "staff:9":
            arrive(case, f"text {row.id}".encode(), row.id)
    assert offer(case, CLERK)["statusCode"] == 409


@pytest.mark.parametrize("body", [{"name": "x" * 300}, {"secret": "x"}, {"public": "yes"}])
def test_a_request_that_says_something_else_is_refused(case: str, body: dict[str, Any]) -> None:
    assert offer(case, CLERK, **body)["statusCode"] == 400
