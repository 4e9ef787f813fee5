"""95 % confidence intervals, when only some were asked and some of these answered."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from onestop.domain.insights.normal_distribution import Z95

Interval = tuple[float, float]


def share_interval(count: float, of: float) -> Interval:
    """Returns Wilson's interval of a share, which is valid for few answers and if all are the same."""
    if of == 0:
        return 0.0, 1.0
    share = count / of
    middle = share + Z95 * Z95 / (2 * of)
    width = Z95 * sqrt(share * (1 - share) / of + Z95 * Z95 / (4 * of * of))
    under = 1 + Z95 * Z95 / of
    return max(0.0, (middle - width) / under), min(1.0, (middle + width) / under)


def mean_interval(counts: Mapping[int, int]) -> Interval | None:
    """Returns the interval of a mean, by the spread of the scores; None for one answer or equal scores, because then
    the spread is unknown."""
    of = sum(counts.values())
    if of < 2:
        return None
    mean = mean_of(counts)
    spread = sum(count * (score - mean) ** 2 for score, count in counts.items()) / (of - 1)
    width = Z95 * sqrt(spread / of)
    return (mean - width, mean + width) if spread else None


def mean_of(counts: Mapping[int, int]) -> float:
    """Returns the mean of scores, by how often each was given."""
    return sum(score * count for score, count in counts.items()) / sum(counts.values())
