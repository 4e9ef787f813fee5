"""How much it counts that two records agree or differ in a field: the weights of Fellegi and Sunter, as two tables.

`IF_ONE` says how often two records of *one* person agree this well: stated, from what typing, moving and marrying do to
records. How often those of *two* people do by chance is counted in the records themselves, smoothed by `IF_TWO` if
there are few. A weight is the logarithm (base two) of the ratio of the two: eleven bits for a rare value, one for a
common one. That both live in one place says little of who they are, so places count together, within bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from random import Random

from onestop.domain.people.matching.agreement import AgreementLevel, Comparers, RecordAgreement
from onestop.domain.people.matching.compare_fields import compare_records
from onestop.domain.people.matching.record import PersonRecord

SAME, NEAR, PART, OTHER = AgreementLevel.SAME, AgreementLevel.NEAR, AgreementLevel.PART, AgreementLevel.OTHER

IF_ONE: Mapping[str, Mapping[AgreementLevel, float]] = {
    "given": {SAME: 0.72, NEAR: 0.14, PART: 0.07, OTHER: 0.07},
    "surname": {SAME: 0.76, NEAR: 0.12, PART: 0.06, OTHER: 0.06},
    "birth": {SAME: 0.84, NEAR: 0.09, PART: 0.04, OTHER: 0.03},
    "email": {SAME: 0.60, NEAR: 0.15, OTHER: 0.25},
    "phone": {SAME: 0.60, NEAR: 0.08, OTHER: 0.32},
    "identifier": {SAME: 0.85, NEAR: 0.11, OTHER: 0.04},
    "number": {SAME: 0.66, NEAR: 0.08, OTHER: 0.26},
    "street": {SAME: 0.58, NEAR: 0.14, OTHER: 0.28},
    "second": {SAME: 0.50, NEAR: 0.15, OTHER: 0.35},
    "city": {SAME: 0.62, NEAR: 0.12, OTHER: 0.26},
    "postcode": {SAME: 0.62, NEAR: 0.11, OTHER: 0.27},
    "state": {SAME: 0.84, OTHER: 0.14, NEAR: 0.02},
    "generation": {OTHER: 0.01},
}
IF_TWO: Mapping[str, Mapping[AgreementLevel, float]] = {
    "given": {SAME: 0.008, NEAR: 0.006, PART: 0.01, OTHER: 0.976},
    "surname": {SAME: 0.004, NEAR: 0.006, PART: 0.004, OTHER: 0.986},
    "birth": {SAME: 0.00004, NEAR: 0.0008, PART: 0.012, OTHER: 0.987},
    "email": {SAME: 0.00001, NEAR: 0.0005, OTHER: 0.9995},
    "phone": {SAME: 0.00002, NEAR: 0.00005, OTHER: 0.9999},
    "identifier": {SAME: 0.000001, NEAR: 0.0001, OTHER: 0.9999},
    "number": {SAME: 0.015, NEAR: 0.02, OTHER: 0.965},
    "street": {SAME: 0.002, NEAR: 0.004, OTHER: 0.994},
    "second": {SAME: 0.003, NEAR: 0.004, OTHER: 0.993},
    "city": {SAME: 0.02, NEAR: 0.005, OTHER: 0.975},
    "postcode": {SAME: 0.01, NEAR: 0.02, OTHER: 0.97},
    "state": {SAME: 0.2, NEAR: 0.01, OTHER: 0.79},
    "generation": {OTHER: 0.5},
}
PLACES = ("number", "street", "second", "city", "postcode", "state")
PLACES_LEAST, PLACES_MOST = -2.5, 13.0
LEAST = -7.0  # no single field counts more against it
SAMPLE, SMOOTH_LEVELS, SMOOTH_VALUES = 20_000, 2_000.0, 300.0
CROSSED = -2.0  # given name and surname are swapped
SEED = 17


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a set of records: by field and level, by single value if that is the same in both, and the prior
    before anything is compared."""

    by_level: Mapping[tuple[str, AgreementLevel], float]
    by_value: Mapping[str, Mapping[str, int]]
    count: int
    before: float

    def signs(self, one: PersonRecord, other: PersonRecord, agreement: RecordAgreement) -> dict[str, float]:
        """Returns what each field counts, in bits."""
        worth = {name: self.worth(name, level, one) for name, level in agreement.levels.items()}
        if agreement.swapped:
            worth["swapped"] = CROSSED
        return worth

    def worth(self, name: str, level: AgreementLevel, record: PersonRecord) -> float:
        if level is SAME and name in self.by_value:
            return self.of_value(name, record)
        return self.by_level[name, level]

    def of_value(self, name: str, record: PersonRecord) -> float:
        """Returns how much a shared value counts: a rare one much, a common one little."""
        counted = self.by_value[name]
        often = max((counted.get(value, 1) for value in values_of(record, name)), default=1)
        by_chance = (often + SMOOTH_VALUES * IF_TWO[name][SAME]) / (self.count + SMOOTH_VALUES)
        return log2(IF_ONE[name][SAME] / min(by_chance, IF_ONE[name][SAME]))


def total(signs: Mapping[str, float], before: float) -> float:
    """Returns how sure it is that two records are one person, in bits: 0 is as likely as not, 10 a thousand to one."""
    places = sum(worth for name, worth in signs.items() if name in PLACES)
    rest = sum(worth for name, worth in signs.items() if name not in PLACES)
    return before + rest + min(max(places, PLACES_LEAST), PLACES_MOST)


def values_of(record: PersonRecord, name: str) -> Iterable[str]:
    """Returns the values of a field that make two records the same in it."""
    if name == "phone":
        return [phone[-9:] for phone in record.phones]
    if name == "identifier":
        return record.identifiers.values()
    value = getattr(record, name)
    joined = "".join(value)
    return [joined] if joined else []


BY_VALUE = ("given", "surname", "birth", "email", "phone", "identifier", "number", "street", "second", "city")
COUNTED = (*BY_VALUE, "postcode", "state")


def weights_of(records: Sequence[PersonRecord], comparers: Comparers) -> Weights:
    """Returns the weights of a set of records: agreement by chance is counted in pairs that are drawn from them at
    random."""
    counts = {name: Counter(value for each in records for value in values_of(each, name)) for name in COUNTED}
    chance = levels_by_chance(records, comparers)
    by_level = {
        (name, level): max(LEAST, log2(share / chance[name, level]))
        for name, levels in IF_ONE.items()
        for level, share in levels.items()
    }
    count = max(len(records), 2)
    return Weights(by_level, counts, count, before=-log2(count))


def levels_by_chance(records: Sequence[PersonRecord], comparers: Comparers) -> dict[tuple[str, AgreementLevel], float]:
    """Returns how often two unrelated records agree this well in a field."""
    draw, seen, said = Random(SEED), Counter[tuple[str, AgreementLevel]](), Counter[str]()
    size = len(records)
    for _ in range(min(SAMPLE, size * 20) if size > 1 else 0):
        one, other = draw.randrange(size), draw.randrange(size)
        if one != other:
            for name, level in compare_records(records[one], records[other], comparers).levels.items():
                seen[name, level] += 1
                said[name] += 1
    return {
        (name, level): (seen[name, level] + SMOOTH_LEVELS * share) / (said[name] + SMOOTH_LEVELS)
        for name, levels in IF_TWO.items()
        for level, share in levels.items()
    }
