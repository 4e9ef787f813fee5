"""A month or day that is none is refused in words, wherever one can be asked for; none makes a page fail."""

from __future__ import annotations

from typing import Any

import pytest

from casework import handler as casework
from intake import handler as intake
from tests.builders import NOW, an_api_event, an_auditor
from tests.each import for_each
from tests.functional.desk.desking import signed_in
from tests.functional.problems import fields_of

ODD_MONTHS = (
    "0000-05",
    "0001-01",
    "9999-12",
    "2026-00",
    "2026-13",
    "٢٠٢٦-٠٥",
    "２０２６-05",
    "2026-5",
    "-1",
    "x" * 3000,
)
ODD_DAYS = (
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "0000-05-05",
    "2026-11-00",
    "٢٠٢٦-٠٥-٠١",
    "2026-W48-1",
    "20261123",
)
ODD = (*ODD_MONTHS, *ODD_DAYS)
AUDITOR, CHIEF = {"role": "auditor"}, {"role": "supervisor", "sub": "chief"}
DESK = {"agency": "contact-centre", "sub": "finder"}
PAGES: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("/desk/audit", AUDITOR, {"what": "staff", "of": "bo"}),
    ("/desk/audit", AUDITOR, {"what": "deeds"}),
    ("/desk/supervisor/looks", CHIEF, {"of": "bo"}),
    ("/desk/supervisor/contractors/greenhaul", CHIEF, {}),
    ("/desk/supervisor/feedback", CHIEF, {}),
    ("/desk/held-back", DESK, {}),
]
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("looks", an_auditor()),
    ("contractors/greenhaul", an_auditor()),
]


@for_each("month", ODD)
@pytest.mark.parametrize(("path", "who", "asked"), PAGES)
def test_a_page_says_that_a_month_is_none(path: str, who: dict[str, str], asked: dict[str, str], month: str) -> None:
    page = signed_in(**who).get(path, month=month, **asked)
    assert page["statusCode"] == 400, page["body"]


@for_each("month", ODD)
@pytest.mark.parametrize(("path", "claims"), CALLS)
def test_a_program_is_told_that_a_month_is_none(path: str, claims: dict[str, Any], month: str) -> None:
    headers = {"X-Clock": NOW.isoformat()}
    event = an_api_event("GET", f"/api/staff/{path}", query={"month": month}, headers=headers, claims=claims)
    assert fields_of(casework.handle(event, None)) == {"month"}


@for_each("month", ODD)
def test_a_list_of_arrivals_is_not_of_a_month_that_is_none(month: str) -> None:
    claims = {"sub": "1", "token_use": "id", "cognito:groups": "agency:contact-centre,role:clerk"}
    event = an_api_event("GET", "/api/staff/arrivals", query={"month": month}, claims=claims)
    assert fields_of(intake.handle(event, None)) == {"month"}


@for_each("day", ODD)
def test_a_partner_is_told_that_a_day_is_none(day: str) -> None:
    event = an_api_event("GET", "/api/cases", query={"day": day})
    assert fields_of(intake.handle(event, None)) == {"day"}
