"""Compares how fast two groups are served, within strata, including those who still wait: the log-rank test, and
survival.

Those who still wait have waited at least until now; leaving them out would make slow service look fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from onestop.domain.insights.normal_distribution import Z95, careful, two_sided

FARTHEST = log(1000.0)  # beyond it the estimate says no more than "far faster" or "far slower"


@dataclass(frozen=True, slots=True)
class PooledPace:
    """The result. `pace` is the group's rate as a share of the others' with the same service at the same time: at
    0.9, nine are done while ten of the others would be. It is Peto's estimate of a hazard ratio."""

    pace: float
    low: float
    high: float
    z: float
    p: float
    careful: float


def pace_of(observed: float, expected: float, variance: float, leaning: float = 0.0) -> PooledPace | None:
    """Computes the pace from the number of the group that were done, the number expected at the common pace, its
    variance, and its third moment (skewness)."""
    if variance <= 0:
        return None
    apart = observed - expected
    z = apart / sqrt(variance)
    middle, spread = apart / variance, Z95 / sqrt(variance)
    pace, low, high = (exp(max(-FARTHEST, min(FARTHEST, each))) for each in (middle, middle - spread, middle + spread))
    return PooledPace(pace, low, high, z, two_sided(z), careful(z, leaning / variance**1.5))


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """After this time, this share of all still waits, within this interval."""

    time: float
    waiting: float
    low: float
    high: float


def curve(times: Iterable[tuple[float, int, int]]) -> list[CurvePoint]:
    """Returns the Kaplan-Meier curve with Greenwood's interval (on the log-log scale), from (time, number done then,
    number that left then or still wait since then)."""
    ordered = sorted(times)
    at_risk = sum(done + left for _, done, left in ordered)
    waiting, spread, points = 1.0, 0.0, []
    for time, done, left in ordered:
        if done:
            waiting *= 1 - done / at_risk
            spread += done / (at_risk * (at_risk - done)) if at_risk > done else inf
            points.append(CurvePoint(time, waiting, *interval(waiting, spread)))
        at_risk -= done + left
    return points


def interval(waiting: float, spread: float) -> tuple[float, float]:
    if waiting in (0.0, 1.0):
        return waiting, waiting
    wide = Z95 * sqrt(spread) / log(waiting)
    low, high = (exp(-exp(log(-log(waiting)) + side * wide)) for side in (-1, 1))
    return min(low, high), max(low, high)


def time_until(points: Sequence[CurvePoint], share: float = 0.5) -> float | None:
    """Returns the time when this share is done; None if it was not reached yet."""
    return next((point.time for point in points if point.waiting <= 1 - share), None)
