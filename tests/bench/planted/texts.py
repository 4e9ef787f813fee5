"""Whole texts: a frame with its data, and where each datum is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.planted.data import Maker
from tests.bench.planted.frames import FRAMES

PLACE = re.compile(r"\{(\w+)\}")
KIND = {"first": "name", "last": "name", "name_small": "name", "name_big": "name", "iban": "account"}


@dataclass(frozen=True, slots=True)
class PlantedText:
    """A text, its language, and the start, end and kind of each datum in it."""

    text: str
    language: str
    spans: tuple[tuple[int, int, str], ...]


def plant(amount: int, seed: int, rare: float = 0.2) -> Iterator[PlantedText]:
    """Texts by turns in each language and of each frame."""
    maker = Maker(random.Random(seed), rare)
    languages = sorted(FRAMES)
    for number in range(amount):
        language = languages[number % len(languages)]
        frames = FRAMES[language]
        yield fill(frames[number // len(languages) % len(frames)], language, maker)


def fill(frame: str, language: str, maker: Maker) -> PlantedText:
    parts: list[str] = []
    spans, last, length = [], 0, 0
    for place in PLACE.finditer(frame):
        datum = maker.make(place[1], language)
        before = frame[last : place.start()]
        start = length + len(before)
        parts += [before, datum]
        length = start + len(datum)
        spans.append((start, length, KIND.get(place[1], place[1])))
        last = place.end()
    return PlantedText("".join((*parts, frame[last:])), language, tuple(spans))
