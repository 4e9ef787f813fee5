"""Suppresses small numbers if several tables count the same cases, each by another dimension.

In one table a small number could be computed from its sum. With several, subtracting groups that are wholly within a
group of another table could also reveal one: an agency with 52 answers, whose services have 30 and 20, would reveal
two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from onestop.domain.insights.many_comparisons import groups_to_hide
from onestop.domain.surveys.results_as_data import LEAST

GroupKey = tuple[str, ...]  # the groups of a case, one for each dimension, in order
HiddenGroups = dict[str, frozenset[str]]  # the groups that are not shown, by dimension


def hidden_groups(counts: Mapping[GroupKey, int], dimensions: Sequence[str]) -> HiddenGroups:
    """Returns the groups of each dimension that are suppressed, for one number: `counts` has it for each key."""
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
    """Yields the smallest group within each group whose remainder is too small, or, if that one is suppressed, is
    zero."""
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
    """Adds as many of the next smallest groups as needed so that no hidden one can be computed from the total."""
    others = sorted((count, group) for group, count in totals.items() if group not in away and count)
    found = set(away)
    while found and others and (len(found) < 2 or sum(totals[group] for group in found) < LEAST):
        found.add(others.pop(0)[1])
    return frozenset(found)
