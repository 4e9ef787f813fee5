"""Where and since when there are more cases than expected: Kulldorff's space-time permutation scan (2005).

A cylinder is a district, or a circle of districts, over the last few days. Its expected number follows from the share
that its districts, and the share that its days, have of all cases; so neither a busy district nor a busy week is a hot
spot, only a district that is busier than others are now. Whether the hottest cylinder is significant is tested by
shuffling the days of the cases many times: of all these cities in which nothing happened, how many have one as hot?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import hypot, log
from random import Random

WINDOWS = (1, 2, 3, 5, 7, 10, 14, 21, 28)  # days until now
DEALT = 999
ENOUGH = 25  # cities as hot as ours: more would only tell more exactly that there is nothing
LEAST = 5  # cases that a cylinder needs to be considered

DistrictGroup = tuple[str, ...]
Centres = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class HotSpot:
    """The hottest cylinder: its districts, its days, what is in it and what should be; `p` is exact, by dealing."""

    zone: DistrictGroup
    days: int
    cases: int
    expected: float
    p: float


def zones_of(counts: Mapping[str, int], centres: Centres) -> list[DistrictGroup]:
    """Each district, and around each that has a centre the circles that hold at most half of all cases."""
    half = sum(counts.values()) / 2
    found: dict[DistrictGroup, None] = {(district,): None for district in sorted(counts)}
    for middle in sorted(counts.keys() & centres.keys()):
        near = sorted(counts.keys() & centres.keys(), key=lambda each: (apart(centres[middle], centres[each]), each))
        inside = 0
        for number, district in enumerate(near, start=1):
            inside += counts[district]
            if inside > half:
                break
            found[tuple(sorted(near[:number]))] = None
    return list(found)


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def heat_of(cases: int, expected: float, total: int) -> float:
    """The logarithm of how much likelier what was seen is, if the cylinder is hot, than if it is like all others."""
    if cases <= expected or cases < LEAST:
        return 0.0
    outside = (total - cases) * log((total - cases) / (total - expected)) if cases < total else 0.0
    return cases * log(cases / expected) + outside


def hottest(
    recent: Sequence[tuple[str, int]], counts: Mapping[str, int], zones: Sequence[DistrictGroup], total: int
) -> tuple[float, DistrictGroup, int, int, float]:
    """The hottest cylinder of cases that came `age` days before now, each in a district."""
    by_age = Counter(recent)
    came = {district: Counter[int]() for district in counts}
    for (district, age), number in by_age.items():
        came[district][age] += number
    running = {district: list(accumulate(ages[age] for age in range(WINDOWS[-1]))) for district, ages in came.items()}
    all_in = [sum(running[district][days - 1] for district in running) for days in WINDOWS]
    best: tuple[float, DistrictGroup, int, int, float] = (0.0, (), 0, 0, 0.0)
    for zone in zones:
        share = sum(counts[district] for district in zone) / total
        for days, there in zip(WINDOWS, all_in, strict=True):
            cases = sum(running[district][days - 1] for district in zone)
            heat = heat_of(cases, share * there, total)
            if heat > best[0]:
                best = (heat, zone, days, cases, share * there)
    return best


def find_hottest_cylinder(
    cases: Sequence[tuple[str, int]], centres: Centres, chance: Random, dealt: int = DEALT
) -> HotSpot | None:
    """Returns the hottest cylinder of cases, each a district and how many days ago it came; None if there is none at
    all.

    Shuffling ends early if the answer is clear already (Besag and Clifford): `p` stays exact.
    """
    counts, total = Counter(district for district, _ in cases), len(cases)
    recent = [case for case in cases if case[1] < WINDOWS[-1]]
    if len(counts) < 2 or len(recent) in (0, total):
        return None
    zones = zones_of(counts, centres)
    heat, zone, days, found, expected = hottest(recent, counts, zones, total)
    if not heat:
        return None
    districts, ages = [district for district, _ in cases], [age for _, age in recent]
    as_hot = tried = 0
    while tried < dealt and as_hot < ENOUGH:
        tried += 1
        drawn = zip(chance.sample(districts, len(ages)), ages, strict=True)
        as_hot += hottest(list(drawn), counts, zones, total)[0] >= heat
    p = as_hot / tried if as_hot == ENOUGH else (as_hot + 1) / (tried + 1)
    return HotSpot(zone, days, found, expected, p)
