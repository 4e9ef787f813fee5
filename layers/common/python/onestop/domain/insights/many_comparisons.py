"""Corrections for many comparisons, and suppression of small numbers, so that an audit neither finds what is not
there nor reveals who it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def adjusted(chances: Sequence[float]) -> list[float]:
    """Returns p-values adjusted by Benjamini and Hochberg: of the findings at 0.05 or less, 5 in 100 are false; if
    everything is fair, there is a finding in at most 5 worlds of 100."""
    order = sorted(range(len(chances)), key=chances.__getitem__, reverse=True)
    found, least = [1.0] * len(chances), 1.0
    for place, number in enumerate(order):
        least = min(least, chances[number] * len(chances) / (len(chances) - place))
        found[number] = least
    return found


def groups_to_hide(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """Returns the groups that are not shown: those with fewer than `least`, and as many of the next smallest as
    needed so that none of the hidden can be computed from the total."""
    small = {name for name, count in counts.items() if 0 < count < least}
    if not small:
        return frozenset()
    others = sorted((count, name) for name, count in counts.items() if name not in small and count)
    while others and (len(small) < 2 or sum(counts[name] for name in small) < least):
        small.add(others.pop(0)[1])
    return frozenset(small)
