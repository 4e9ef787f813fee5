"""Chooses the residents who get a survey: a share of the cases, drawn by their references, and no person too often.

The draw is final: a case is never drawn again, so that a share of a tenth stays one. Residents who are left out by the
share or because they were asked recently can still answer on the page of their case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import AskRule, Survey

PARTS = 1 << 32
DAY = timedelta(days=1)
WINDOW_DAYS = 14  # default; the workflow waits this long
LATE = 90 * DAY


def survey_of(code: str | None, reference: str, surveys: Mapping[str, Survey]) -> str | None:
    """Returns the survey for a case: None if it has none, or is not in the share of its survey that is asked."""
    survey = surveys.get(code or "")
    rule = survey.get("ask") if survey else None
    return code if code and (rule is None or is_drawn(code, reference, rule)) else None


def is_drawn(code: str, reference: str, rule: AskRule) -> bool:
    """Says whether a case is in the share that is asked. Another survey draws other cases."""
    drawn = hashlib.sha256(f"{code}\n{reference}".encode()).digest()
    return int.from_bytes(drawn[:4], "big") < rule.get("share", 1.0) * PARTS


def answers_until(resolved_at: datetime, survey: Survey | None) -> datetime:
    """Returns until when the resident of a case resolved at a moment may answer, and change their answer. Later
    answers are kept, as late, for another `LATE`."""
    rule = survey.get("ask") if survey else None
    return resolved_at + (rule.get("window_days", WINDOW_DAYS) if rule else WINDOW_DAYS) * DAY


def asked_before(moment: datetime, rule: AskRule) -> datetime:
    """Returns the moment before which somebody's last survey must have been for them to be asked about another case
    now."""
    return moment - rule.get("rest_days", 0) * DAY
