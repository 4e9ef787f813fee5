"""The normal distribution, as far as tests and intervals need it."""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


def two_sided(z: float) -> float:
    """How likely so large a difference, or a larger one, is where there is none."""
    return erfc(abs(z) / sqrt(2))
