"""Many comparisons at once, and small numbers: what keeps an audit from finding what is not there, or who it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def adjusted(chances: Sequence[float]) -> list[float]:
    """The chances of Benjamini and Hochberg: take those of at most 0.05, and of what is found 5 in 100 are chance;
    where everything is fair, something is found in at most 5 worlds of 100."""
    order = sorted(range(len(chances)), key=chances.__getitem__, reverse=True)
    found, least = [1.0] * len(chances), 1.0
    for place, number in enumerate(order):
        least = min(least, chances[number] * len(chances) / (len(chances) - place))
        found[number] = least
    return found


def groups_to_hide(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """The groups that are not shown: those of fewer than `least`, and so many of the next smallest that none of the
    hidden can be worked out from the sum of all."""
    small = {name for name, count in counts.items() if 0 < count < least}
    if not small:
        return frozenset()
    others = sorted((count, name) for name, count in counts.items() if name not in small and count)
    while others and (len(small) < 2 or sum(counts[name] for name in small) < least):
        small.add(others.pop(0)[1])
    return frozenset(small)
