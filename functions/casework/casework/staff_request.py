"""The request that is being answered: who asks, when, about which case."""

from __future__ import annotations

from datetime import datetime

from chalice.app import Request

from onestop.domain.cases.references import read_reference
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.time.days_asked import is_month
from onestop.runtime.clock import asked_at
from onestop.runtime.identity import Staff, check_may, staff_from
from onestop.runtime.read_request import query
from onestop.runtime.web import current_request, make_app

app = make_app("casework")
CASE = "/api/staff/cases/{reference}"


def caller(act: str) -> Staff:
    """Returns who is calling; refuses those whose role never allows the act."""
    staff = staff_from(current_request(app).to_original_event())
    check_may(staff, act)
    return staff


def moment() -> datetime:
    """Returns the time of the request."""
    return asked_at(current_request(app).headers)


def month_of(request: Request) -> str:
    """Returns the month that a request is about; the present one (UTC) if it names none."""
    month = query(request, "month") or f"{moment():%Y-%m}"
    if not is_month(month):
        raise NotValid(Fault("month", "this is not a month", "YYYY-MM, such as 2026-11"))
    return month


def known_reference(text: str) -> str:
    reference = read_reference(text)
    if not reference:
        raise NotFound("This is not a reference of ours: check each character.", "reference")
    return reference


def seen_version(request: Request) -> int | None:
    """Returns the version in If-Match, which the caller has seen."""
    text = request.headers.get("if-match")
    if text is None:
        return None
    digits = text.strip('W/" ')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise NotValid(Fault("If-Match", "this is not a version", "the `version` of the case as you read it, a number"))
    return int(digits)
