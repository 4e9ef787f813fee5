"""The normal distribution, as far as tests and intervals need it."""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


def two_sided(z: float) -> float:
    """Returns the probability of a difference at least this large if there is none."""
    return erfc(abs(z) / sqrt(2))


def careful(z: float, skew: float) -> float:
    """Returns the same for few cases with a skewed distribution: the normal one would report rare results too often.

    Uses the Wilson-Hilferty approximation of a gamma distribution with this skewness.
    """
    if abs(skew) < 1e-6:
        return two_sided(z)
    inside = max(1 + skew * z / 2, 1e-9)
    return two_sided(6 / skew * (inside ** (1 / 3) - 1) + skew / 6)
