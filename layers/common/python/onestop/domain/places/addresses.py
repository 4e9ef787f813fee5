"""The position of a house along its street, computed from the known numbers at the street's ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any


def house_on(street: Mapping[str, Any], number: int) -> tuple[float, float] | None:
    """Returns the position of a house number along a part of a street; None if it is not on this part."""
    for side in street["properties"].get("numbers", {}).values():
        first, last = side["from"], side["to"]
        each = (last - first) % 2 == 1  # even and odd numbers on one side
        if min(first, last) <= number <= max(first, last) and (each or (number - first) % 2 == 0):
            share = (number - first) / (last - first) if last != first else 0.5
            return along(street["geometry"]["coordinates"], share)
    return None


def along(line: Sequence[Sequence[float]], share: float) -> tuple[float, float]:
    """Returns the point at a share of the length of a line, as latitude and longitude."""
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
