"""Which district reports too little, judged by how long it takes until a second resident reports the same thing.

Unreported problems leave no row, so counts cannot show which district under-reports. But after a thing was reported and
until it is fixed, other residents report it at the pace at which the first would have found it (Liu, Bhandaram and
Garg 2022). So the pace is repeats divided by days that things were open, and districts are compared service by service.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt

from onestop.domain.insights.normal_distribution import Z95, two_sided


@dataclass(frozen=True, slots=True)
class Stratum:
    """One service: how often things of the district were repeated, how many days they lay there, and how far each was
    from the common pace (the sum of squares); then the same of all other districts."""

    repeats: float
    days: float
    squares: float
    other_repeats: float
    other_days: float
    other_squares: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a district reports as a share of the others: at 0.5 a thing stays unreported twice as long."""

    ratio: float
    low: float
    high: float
    p: float


def pace(strata: Iterable[Stratum]) -> Pace | None:
    """Returns the pooled ratio of paces (Rothman, after Mantel and Haenszel); None if nobody repeated anything.

    Its variance is measured from the data, not taken from Poisson's law: some holes are reported by a whole street.
    """
    top = bottom = known = varied = 0.0
    for each in strata:
        days = each.days + each.other_days
        if not each.days or not each.other_days:
            continue
        own, others = each.days / days, each.other_days / days
        top += each.repeats * others
        bottom += each.other_repeats * own
        known += (each.repeats + each.other_repeats) * own * others
        varied += others * others * each.squares + own * own * each.other_squares
    if not top or not bottom or not varied:
        return None
    middle, wide = log(top / bottom), sqrt(varied) / known
    return Pace(exp(middle), exp(middle - Z95 * wide), exp(middle + Z95 * wide), two_sided(middle / wide))
