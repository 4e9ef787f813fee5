"""How overconfident the scores of a classifier are, measured on sentences that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

WARMTHS = tuple(round(0.05 * 1.06**step, 4) for step in range(75))


def warmth_of(scored: Sequence[tuple[Sequence[float], int]]) -> float:
    """The warmth at which what happened was likeliest; each pair is scores and which class was right."""
    return min(WARMTHS, key=lambda warmth: surprise(scored, warmth))


def surprise(scored: Sequence[tuple[Sequence[float], int]], warmth: float) -> float:
    """Returns how unlikely all of it was (the log loss)."""
    total = 0.0
    for scores, right in scored:
        most = max(scores)
        total += log(sum(exp((score - most) / warmth) for score in scores)) - (scores[right] - most) / warmth
    return total
