"""Where an address is, by the street and the number that it names, or by a landmark: on the jurisdiction's own map."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

Features = Sequence[Mapping[str, Any]]
NUMBER = re.compile(r"(?<!\w)(\d{1,5})(?!\d)")


def find_point(text: str, streets: Features, landmarks: Features) -> tuple[float, float] | None:
    """Latitude and longitude of an address as somebody typed it. The longest name that it contains counts; without a
    number it is the middle of the street."""
    folded = fold(text)
    named = [
        (len(name), kind, feature)
        for kind, features in (("landmark", landmarks), ("street", streets))
        for feature in features
        for name in {fold(said) for said in feature["properties"]["name"].values()}
        if contains(folded, name)
    ]
    if not named:
        return None
    _, kind, first = max(named, key=lambda each: each[0])
    if kind == "landmark":
        long, lat = first["geometry"]["coordinates"]
        return lat, long
    parts = [feature for feature in streets if feature["properties"]["code"] == first["properties"]["code"]]
    number = NUMBER.search(folded)
    found = next((place for part in parts if number and (place := house_on(part, int(number[1])))), None)
    return found or along(parts[len(parts) // 2]["geometry"]["coordinates"], 0.5)


def contains(text: str, name: str) -> bool:
    """Whether a name stands in a text as words of its own; Chinese has no spaces between them."""
    if not name.isascii() and any(unicodedata.category(letter) == "Lo" for letter in name):
        return name in text
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def house_on(street: Mapping[str, Any], number: int) -> tuple[float, float] | None:
    """Where a house number is along a part of a street; None if it is not on this part."""
    for side in street["properties"].get("numbers", {}).values():
        first, last = side["from"], side["to"]
        each = (last - first) % 2 == 1  # both kinds on one side
        if min(first, last) <= number <= max(first, last) and (each or (number - first) % 2 == 0):
            share = (number - first) / (last - first) if last != first else 0.5
            return along(street["geometry"]["coordinates"], share)
    return None


def along(line: Sequence[Sequence[float]], share: float) -> tuple[float, float]:
    """The point at a share of the length of a line, as latitude and longitude."""
    lengths = list(lengths_of(line))
    left = share * sum(lengths)
    for (one, other), length in zip(pairwise(line), lengths, strict=True):
        if left <= length:
            part = left / length if length else 0.0
            return one[1] + (other[1] - one[1]) * part, one[0] + (other[0] - one[0]) * part
        left -= length
    return line[-1][1], line[-1][0]


def lengths_of(line: Sequence[Sequence[float]]) -> Iterator[float]:
    for one, other in pairwise(line):
        yield hypot((other[0] - one[0]) * cos(radians(one[1])), other[1] - one[1])


def fold(text: str) -> str:
    """Without capitals, accents and more than one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).replace(",", " ").split())
