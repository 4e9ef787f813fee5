"""The formats of JSON Schema that forms know, as exact as the full ones of Ajv, and our own `iban`. The script of
forms has the same table. Numbers issued by governments are in `contracts/forms/numbers.py`, in Lambda only; any
other format is not checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from onestop.domain.forms.accounts import is_iban

ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
NAME = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
EXPRESSIONS = {
    "email": f"{ATOM}(?:\\.{ATOM})*@(?:{LABEL}\\.)+{LABEL}",
    "hostname": f"(?=.{{1,253}}$){NAME}(?:\\.{NAME})*",
    "ipv4": f"(?:{BYTE}\\.){{3}}{BYTE}",
    "uri": "[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+",
    "uuid": "(?:urn:uuid:)?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}",
}
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[zZ]|[+-]([0-9]{2})(?::?([0-9]{2}))?)")
LEAP_DAY = 400  # has the same days as year 0, which Python does not know


def is_date(text: str) -> bool:
    """Says whether a text is an existing day."""
    found = DAY.fullmatch(text)
    if not found:
        return False
    year, month, day = map(int, found.groups())
    try:
        date(year or LEAP_DAY, month, day)
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Says whether a text is a time of day with its zone."""
    found = TIME.fullmatch(text)
    if not found:
        return False
    hour, minute, second, zone_hour, zone_minute = (int(part or 0) for part in found.groups())
    return hour < 24 and minute < 60 and second < 60 and zone_hour < 24 and zone_minute < 60


def is_date_time(text: str) -> bool:
    """Says whether a text is both, with a T or a space between them."""
    return len(text) > 11 and text[10] in "Tt " and is_date(text[:10]) and is_time(text[11:])


def _expression(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


FORMATS: dict[str, Callable[[str], bool]] = {
    **{name: _expression(pattern) for name, pattern in EXPRESSIONS.items()},
    "date": is_date,
    "time": is_time,
    "date-time": is_date_time,
    "iban": is_iban,
}
