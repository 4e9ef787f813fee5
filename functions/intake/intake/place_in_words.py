"""Finds the place of a need in its words: what a telephone shares as a place, or a line that names one.

Only what is written as a place counts. Guessing that "the lamp by the church" is one is left to the people who read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from onestop.domain.places.place_lines import PLACE_LINE

ADDRESS_LENGTH = 200
NUMBER = r"([+-]?\d{1,3}\.\d{3,})"
ANY_NUMBER = r"([+-]?\d{1,3}(?:\.\d{1,12})?)"
LATITUDE, LONGITUDE = r"lat(?:itude?|itud)?\.?", r"(?:long?|lng)(?:itude?|itud)?\.?"
# The formats of phones (RFC 5870 for geo:), two decimal numbers on a line of their own, and two with their names.
COORDINATES = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"\bgeo:{ANY_NUMBER},{ANY_NUMBER}",
        rf"^[ \t]*{NUMBER}[ \t]*[,;][ \t]*{NUMBER}[ \t]*$",
        rf"\b{LATITUDE}[ \t]?[:=]?[ \t]?{NUMBER}[°,; \t]{{0,4}}{LONGITUDE}[ \t]?[:=]?[ \t]?{NUMBER}",
    )
)
# Degrees as compasses and photos show them: 44°38'55.7"N 63°34'31"W, or 44.6488° N, 63.5752° W
DEGREES, MINUTES = r"(\d{1,3}(?:\.\d{1,12})?)[ \t]?°[ \t]?", r"(?:(\d{1,2}(?:\.\d{1,9})?)[ \t]?['′’][ \t]?)?"
SECONDS = r"(?:(\d{1,2}(?:\.\d{1,9})?)[ \t]?(?:[\"″”]|''|′′)[ \t]?)?"
ANGLE = DEGREES + MINUTES + SECONDS
BY_COMPASS = re.compile(rf"(?<!\d){ANGLE}([NS])[,; \t]{{0,3}}{ANGLE}([EWO])\b", re.IGNORECASE)
# The links of map services. Each is read once, from its beginning, so that a text with many links is not slow.
LINK = re.compile(r"\bhttps?://[^\s<>]*", re.IGNORECASE)
IN_LINKS = tuple(
    re.compile(rf"[^\s<>]*{pattern}", re.IGNORECASE)
    for pattern in (
        rf"[?&#@/](?:q|ll|query|center|destination|loc|cp)=(?:loc:)?{NUMBER}[,~][ +]?{NUMBER}",
        rf"/@{NUMBER},{NUMBER}",
        rf"[?&]mlat={NUMBER}&mlon={NUMBER}",
        rf"#map=\d+(?:\.\d+)?/{NUMBER}/{NUMBER}",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The result: WGS84 degrees, an address in words, or neither."""

    lat: float | None = None
    long: float | None = None
    address: str | None = None


def find_place(text: str) -> Whereabouts:
    """The place that a text names. If there are two different ones, none is returned: a person decides which is
    meant."""
    pairs = {pair for found in coordinates_in(text) if (pair := as_degrees(found))}
    lines = {line[:ADDRESS_LENGTH] for line in PLACE_LINE.findall(text)}
    lat, long = pairs.pop() if len(pairs) == 1 else (None, None)
    return Whereabouts(lat=lat, long=long, address=lines.pop() if len(lines) == 1 else None)


def coordinates_in(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of numbers that are written as a place."""
    for pattern in COORDINATES:
        yield from pattern.findall(text)
    for found in BY_COMPASS.findall(text):
        if not found[1] and "." not in found[0]:  # whole degrees are a hundred kilometres
            continue
        yield signed(found[:3], found[3]), signed(found[4:7], found[7])
    for link in map(unquote, LINK.findall(text)):
        found = (pattern.match(link) for pattern in IN_LINKS)
        yield from ((one[1], one[2]) for one in found if one)


def signed(angle: tuple[str, ...], side: str) -> str:
    """An angle in degrees, minutes and seconds as one number; south and west (oeste, ouest) are below zero."""
    degrees, minutes, seconds = (float(each or 0) for each in angle)
    value = degrees + minutes / 60 + seconds / 3600
    return f"{-value if side in 'SWOswo' else value:.6f}"


def as_degrees(found: tuple[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude, if two numbers can be these. 0, 0 does not count: phones send it if they have no
    place."""
    lat, long = map(float, found)
    return (lat, long) if abs(lat) <= 90 and abs(long) <= 180 and (lat, long) != (0.0, 0.0) else None
