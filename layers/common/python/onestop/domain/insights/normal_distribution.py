"""The normal distribution, as far as tests and intervals need it."""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


def two_sided(z: float) -> float:
    """How likely so large a difference, or a larger one, is where there is none."""
    return erfc(abs(z) / sqrt(2))


def careful(z: float, skew: float) -> float:
    """The same where few cases lean the curve to one side: the normal one would find too much of what is rare.

    Wilson and Hilferty's way to a gamma distribution of this skewness.
    """
    if abs(skew) < 1e-6:
        return two_sided(z)
    inside = max(1 + skew * z / 2, 1e-9)
    return two_sided(6 / skew * (inside ** (1 / 3) - 1) + skew / 6)
