"""Which numbers are not shown where several tables count the same cases, each by another dimension.

In one table a small number could be worked out from its sum. Over several, so could what is left of a group of one
table when all groups of another that lie wholly within it are taken off: an agency of 52 answers, with its services of
30 and 20, would tell of two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from onestop.domain.insights.many_comparisons import groups_to_hide
from onestop.domain.surveys.results_as_data import LEAST

GroupKey = tuple[str, ...]  # the groups of a case, one of each dimension in their order
HiddenGroups = dict[str, frozenset[str]]  # the groups that are not shown, by dimension


def hidden_groups(counts: Mapping[GroupKey, int], dimensions: Sequence[str]) -> HiddenGroups:
    """The groups of each dimension that are not shown, of one number: `counts` has it for each key."""
    totals: dict[str, Counter[str]] = {dimension: Counter() for dimension in dimensions}
    shared: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for key, count in counts.items():
        groups = dict(zip(dimensions, key, strict=True))
        for dimension, group in groups.items():
            totals[dimension][group] += count
        for outer, inner in permutations(dimensions, 2):
            shared[outer, inner][groups[outer], groups[inner]] += count
    away = {dimension: groups_to_hide(totals[dimension], LEAST) for dimension in dimensions}
    while told := set(telling(totals, shared, away)):
        for dimension, group in told:
            away[dimension] |= {group}
        away = {dimension: with_others(away[dimension], totals[dimension]) for dimension in dimensions}
    return away


def telling(
    totals: Mapping[str, Counter[str]], shared: Mapping[tuple[str, str], Counter[tuple[str, str]]], away: HiddenGroups
) -> Iterator[tuple[str, str]]:
    """The smallest group within each group of which too little is left, or, where that one is not shown, nothing."""
    for (outer, inner), both in shared.items():
        within: dict[str, list[str]] = defaultdict(list)
        for (around, group), count in both.items():
            if count and count == totals[inner][group] and group not in away[inner]:
                within[around].append(group)
        for around, groups in within.items():
            left = totals[outer][around] - sum(totals[inner][group] for group in groups)
            if 0 < left < LEAST if around not in away[outer] else left == 0:
                yield inner, min(groups, key=lambda group: (totals[inner][group], group))


def with_others(away: frozenset[str], totals: Counter[str]) -> frozenset[str]:
    """With so many of the next smallest groups that none of the hidden can be worked out from the sum of all."""
    others = sorted((count, group) for group, count in totals.items() if group not in away and count)
    found = set(away)
    while found and others and (len(found) < 2 or sum(totals[group] for group in found) < LEAST):
        found.add(others.pop(0)[1])
    return frozenset(found)
