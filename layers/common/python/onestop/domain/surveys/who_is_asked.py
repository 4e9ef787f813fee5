"""Which residents are asked how it went: a share of the cases, drawn by their references, and nobody too often.

Whoever is drawn is drawn for good: the same case is never drawn anew until it is, so that a share of a tenth stays one.
Who is left out by the share or by their rest may still say how it went, on the page of their case.
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
WINDOW_DAYS = 14  # as the workflow waits, where nothing else is said
LATE = 90 * DAY


def survey_of(code: str | None, reference: str, surveys: Mapping[str, Survey]) -> str | None:
    """The survey for a case: None where it has none, or is not among the share of its survey that is asked."""
    survey = surveys.get(code or "")
    rule = survey.get("ask") if survey else None
    return code if code and (rule is None or is_drawn(code, reference, rule)) else None


def is_drawn(code: str, reference: str, rule: AskRule) -> bool:
    """Whether a case is among the share that is asked. Another survey draws others."""
    drawn = hashlib.sha256(f"{code}\n{reference}".encode()).digest()
    return int.from_bytes(drawn[:4], "big") < rule.get("share", 1.0) * PARTS


def answers_until(resolved_at: datetime, survey: Survey | None) -> datetime:
    """Until when the resident of a case that was resolved then may answer, and change what they answered. What comes
    later is kept, as late, for `LATE` more."""
    rule = survey.get("ask") if survey else None
    return resolved_at + (rule.get("window_days", WINDOW_DAYS) if rule else WINDOW_DAYS) * DAY


def asked_before(moment: datetime, rule: AskRule) -> datetime:
    """When somebody must have been asked last, or earlier, to be asked about another case now."""
    return moment - rule.get("rest_days", 0) * DAY
