"""Finds a reference in what somebody wrote, on any channel: with anything between its groups, in small letters, after a
word. All channels use this one finder, so that an answer finds its case however it comes."""

from __future__ import annotations

import re
from typing import NamedTuple

from onestop.domain.cases.references import as_typed, read_reference

# anything that may be between two groups, even where a line was broken and quoted
GAP = r"([\s._/:~·*>-]{0,4})"
GROUPS = re.compile(
    rf"(?<![0-9A-Za-z])([0-9A-Za-z]{{4}}){GAP}([0-9A-Za-z]{{4}}){GAP}([0-9A-Za-z]{{4}}){GAP}([0-9A-Za-z])(?![0-9A-Za-z])"
)
AROUND = re.compile(
    r"\b(?:reference|ref|case|request|number|no|nr|status|my|of|the|is|for|what|caso|solicitud|referencia|número|numero"
    r"|estado|mi|de|del)\b|编号|受理编号|进度|状态|查询|我的|的|请|[\W_]+",
    re.IGNORECASE,
)


class FoundReference(NamedTuple):
    """A reference, and whether anything else was said."""

    reference: str
    alone: bool


def find_reference(text: str) -> FoundReference | None:
    """Returns the first reference in a text. Four words in a sentence that look like the groups of one are ignored:
    without a digit, a reference must be written in one piece, with hyphens as we write it, or alone."""
    text = as_typed(text)
    for place in GROUPS.finditer(text):
        one, first, two, second, three, third, last = place.groups()
        code = one + two + three + last
        loose = any(gap.strip("-") for gap in (first, second, third)) or len({first, second, third}) > 1
        reference = read_reference(code)
        alone = not AROUND.sub("", text[: place.start()] + " " + text[place.end() :])
        if reference and (alone or not loose or any(letter.isdigit() for letter in code)):
            return FoundReference(reference, alone)
    return None
