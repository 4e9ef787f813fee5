"""Compares shares of two groups within strata: such as how many promises were kept, service by service.

Uses the pooled Mantel-Haenszel odds ratio with the interval of Robins, Breslow and Greenland, and the
Cochran-Mantel-Haenszel test. A stratum without anybody of one group is ignored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from onestop.domain.insights.normal_distribution import Z95, careful, two_sided

FourfoldTable = tuple[float, float, float, float]  # group with and without it, others with and without it


@dataclass(frozen=True, slots=True)
class PooledShares:
    """The result. `odds_ratio` below 1: the group has it less often than others with the same service at the same
    time; `points` is the difference in percentage points; `careful` is the p-value for small numbers."""

    odds_ratio: float
    low: float
    high: float
    points: float
    z: float
    p: float
    careful: float


def pool_strata(tables: Iterable[FourfoldTable]) -> PooledShares | None:
    """Compares a group with the others; None if no stratum has both, or if nobody or everybody has it."""
    numerator = denominator = first = middle = last = 0.0
    expected = variance = observed = leaning = 0.0
    difference = weight = 0.0
    for a, b, c, d in tables:
        total = a + b + c + d
        group, others, with_it = a + b, c + d, a + c
        if not group or not others:
            continue
        r, s = a * d / total, b * c / total
        p, q = (a + d) / total, (b + c) / total
        numerator, denominator = numerator + r, denominator + s
        first, middle, last = first + p * r, middle + p * s + q * r, last + q * s
        observed, expected = observed + a, expected + group * with_it / total
        if total > 1:
            variance += group * others * with_it * (b + d) / (total * total * (total - 1))
        if total > 2:
            share, part = with_it / total, group / total
            leaning += (
                group
                * share
                * (1 - share)
                * (1 - 2 * share)
                * (total - group)
                * (1 - 2 * part)
                * total
                / ((total - 1) * (total - 2))
            )
        difference += (a * others - c * group) / total
        weight += group * others / total
    if not variance:
        return None
    z = (observed - expected) / sqrt(variance)
    points = 100 * difference / weight
    chances = two_sided(z), careful(z, leaning / variance**1.5)
    if not numerator or not denominator:
        return PooledShares(0.0 if not numerator else inf, 0.0, inf, points, z, *chances)
    ratio = numerator / denominator
    spread = sqrt(first / (2 * numerator**2) + middle / (2 * numerator * denominator) + last / (2 * denominator**2))
    low, high = (exp(log(ratio) + side * Z95 * spread) for side in (-1, 1))
    return PooledShares(ratio, low, high, points, z, *chances)
