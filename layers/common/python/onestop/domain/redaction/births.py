"""Finds dates of birth: a date next to a word of birth, or one so long ago that it must be a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onestop.domain.redaction.lexicon import PersonalSpan

MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|"
    r"dec(?:ember)?|enero|ene|febrero|marzo|abril|abr|mayo|junio|julio|agosto|ago|sep?tiembre|octubre|noviembre|"
    r"diciembre|dic"
)
YEAR = r"(?:19|20)\d\d"
DATES = (
    rf"{YEAR}\s?[-./年]\s?\d{{1,2}}\s?[-./月]\s?\d{{1,2}}(?:\s?[日号])?",
    rf"\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?(?:{YEAR}|\d\d)",
    rf"\d{{1,2}}[-. ](?:{MONTHS})\.?[-, ]+(?:{YEAR}|\d\d)\b",
    rf"(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? {YEAR}",
    rf"\d{{1,2}}(?:st|nd|rd|th|º|°)?(?: of| de)? (?:{MONTHS})\.?,?(?: de[l]?)? {YEAR}",
    rf"{YEAR}年\d{{1,2}}月(?:生|出生)?",
    r"(?:19|20)\d{6}",
    r"[一二三四五六七八九〇零]{2,4}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}[日号])?",
)
DATE = "|".join(DATES)
BIRTH = (
    r"born|birth\s?date|birth\s?day|date of birth|d\.?o\.?b\b\.?|bday|naci[óo]?|nac[ií]|nacid[oa]|nacimiento|"
    r"f\.? ?nac\.?|cumplea[ñn]os|"
    r"cumplo|出生(?:日期|年月|于)?|生日|生于|出生年月日"
)
SAID = re.compile(rf"(?:{BIRTH})[^\d\n。]{{0,30}}?({DATE}|{YEAR}\b(?!年\d))(?!\d)", re.IGNORECASE)
BESIDE = re.compile(rf"(?<=[^\W\d_])\s?[(（]({DATE})[)）]", re.IGNORECASE)  # Jayden Brooks (3rd of May 2012)
AFTER = re.compile(
    rf"(?<!\d)({DATE})(?=\s?[,，(（]?\s?(?:出生|生日|生人|生(?=[)）。，,\s]|$)|"
    r"is (?:my|his|her) (?:birthday|dob|date of birth)))",
    re.IGNORECASE,
)
LONG_AGO = re.compile(rf"(?<![\d\-/.])(?:{DATE})(?![\d\-/])", re.IGNORECASE)
NOT_LIVING, YOUNGEST = 1920, 1999


def find_births(text: str) -> Iterator[PersonalSpan]:
    """Yields the dates of birth in a text."""
    for pattern in (SAID, AFTER, BESIDE):
        yield from ((*found.span(1), "birth") for found in pattern.finditer(text))
    for found in LONG_AGO.finditer(text):
        year = re.search(r"(?:19|20)\d\d", found[0])
        if year and NOT_LIVING <= int(year[0]) <= YOUNGEST:
            yield (*found.span(), "birth")
