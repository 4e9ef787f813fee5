"""The month or day that somebody asks about, as an address or a form has it: 2026-11, 2026-11-23.

Years are those in which something may have happened or may be planned, so that the days around one exist too. Digits of
other scripts are none here: rows are found by exactly these characters.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTH_PATTERN = "(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])"
MONTH = re.compile(MONTH_PATTERN)
DAY = re.compile(rf"{MONTH_PATTERN}-[0-9]{{2}}")


def is_month(text: str) -> bool:
    return MONTH.fullmatch(text) is not None


def is_month_or_day(text: str) -> bool:
    return is_month(text) or read_day(text) is not None


def read_day(text: str) -> date | None:
    """Returns the day; None for text that is not one, or not of these years."""
    if not DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def month_before(month: str) -> str:
    """Returns the month before one, such as 2026-10 of 2026-11."""
    return f"{date.fromisoformat(f'{month}-01') - timedelta(days=1):%Y-%m}"
