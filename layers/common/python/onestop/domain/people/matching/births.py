"""Dates of birth, however they are written, as eight digits: year, month, day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onestop.domain.people.matching.one_spelling import plain

PARTS = re.compile(r"\d+")
MONTH_WORDS = (
    (1, "jan ene gen"),
    (2, "feb fev"),
    (3, "mar mrz maerz mär"),
    (4, "apr abr avr"),
    (5, "may mai mag mayo"),
    (6, "jun juin giu"),
    (7, "jul juil lug"),
    (8, "aug ago aou"),
    (9, "sep set"),
    (10, "oct okt ott out"),
    (11, "nov"),
    (12, "dec dic dez"),
)
MONTHS = {plain(word): number for number, words in MONTH_WORDS for word in words.split()}
NAMED = re.compile(r"[^\W\d_]{3,}")
CENTURY = 26  # a year of two digits up to this one is in the 2000s


def is_day_first(texts: Iterable[str]) -> bool:
    """Whether a column writes the day before the month: some first number is more than twelve. If none is, the second
    number decides; if that does not either, day first, as most of the world writes it."""
    first = second = 0
    for text in texts:
        parts = PARTS.findall(text)
        if len(parts) >= 3 and len(parts[0]) <= 2 and len(parts[1]) <= 2:
            first += int(parts[0]) > 12
            second += int(parts[1]) > 12
    return first >= second


def birth_of(text: str, day_first: bool = True) -> str:
    """Returns a date as 19560409, even if there is no such day, because a mistyped date is compared digit by digit;
    empty if it is not a date at all."""
    parts = PARTS.findall(text)
    named = next((MONTHS[word[:3]] for word in NAMED.findall(plain(text)) if word[:3] in MONTHS), None)
    if named and len(parts) >= 2:
        year, day = (parts[0], parts[1]) if len(parts[0]) == 4 else (parts[1], parts[0])
        return put_together(year, str(named), day)
    if len(parts) == 1:
        return parts[0] if len(parts[0]) == 8 and not named else ""
    if len(parts) < 3:
        return ""
    if len(parts[0]) == 4:
        return put_together(parts[0], parts[1], parts[2])
    day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
    return put_together(parts[2], month, day)


def put_together(year: str, month: str, day: str) -> str:
    if len(year) == 2:
        year = ("20" if int(year) <= CENTURY else "19") + year
    whole = f"{year:0>4}{month:0>2}{day:0>2}"
    return whole if len(whole) == 8 else ""
