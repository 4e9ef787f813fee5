"""How fast two groups are served, compared within strata, with those who still wait: the log-rank test, and survival.

Who waits when we look has waited at least so long; leaving them out would make the slow look fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from onestop.domain.insights.normal_distribution import Z95, careful, two_sided


@dataclass(frozen=True, slots=True)
class PooledPace:
    """`pace` is that of the group as a share of the others' with the same service at the same time: at 0.9, of ten that
    would be done, nine are. It is Peto's estimate of a hazard ratio."""

    pace: float
    low: float
    high: float
    z: float
    p: float
    careful: float


def pace_of(observed: float, expected: float, variance: float, leaning: float = 0.0) -> PooledPace | None:
    """From how many of the group were done, how many would have been at the common pace, the variance of that, and its
    third moment, by which it leans to one side."""
    if variance <= 0:
        return None
    apart = observed - expected
    z = apart / sqrt(variance)
    middle, spread = apart / variance, Z95 / sqrt(variance)
    return PooledPace(
        exp(middle), exp(middle - spread), exp(middle + spread), z, two_sided(z), careful(z, leaning / variance**1.5)
    )


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """After this time so many still wait (a share of all), within this interval."""

    time: float
    waiting: float
    low: float
    high: float


def curve(times: Iterable[tuple[float, int, int]]) -> list[CurvePoint]:
    """The curve of Kaplan and Meier with the interval of Greenwood (by the logarithm of the logarithm), from
    (time, how many were done then, how many left then or are still waiting since then)."""
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
    """When this share is done; None where it was not yet when we looked."""
    return next((point.time for point in points if point.waiting <= 1 - share), None)
