"""How good the matching was: what was merged and proposed, compared with the file's own column of who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Any

from onestop.domain.people.matching.find_matches import MatchingResult, RecordPair
from onestop_cli.route.intervals import wilson


def figures(found: MatchingResult, truth: Sequence[str | None] | None) -> dict[str, Any]:
    """Returns the counts and, with a column of truth, how many are right. A row without a value there is not
    counted."""
    merged, proposed = found.merged_pairs(), found.proposed_pairs()
    counted: dict[str, Any] = {"pairs_compared": found.compared}
    if truth is None:
        counted["automatic_merges"] = {"pairs": len(merged)}
        counted["proposals"] = {"pairs": len(merged | proposed), "for_staff": len(proposed)}
        return counted
    true = true_pairs(truth)
    merged = {pair for pair in merged if all(truth[at] is not None for at in pair)}
    proposed = {pair for pair in proposed if all(truth[at] is not None for at in pair)}
    either = merged | proposed
    counted["true_pairs"] = len(true)
    counted["automatic_merges"] = shares(merged, true)
    counted["proposals"] = {
        **shares(either, true),
        "for_staff": len(proposed),
        "for_staff_correct": len(proposed & true),
        "for_staff_precision": share(len(proposed & true), len(proposed)),
    }
    counted["f1"] = harmonic(counted["proposals"]["precision"], counted["proposals"]["recall"])
    return counted


def true_pairs(truth: Sequence[str | None]) -> set[RecordPair]:
    groups: Mapping[str, list[int]] = defaultdict(list)
    for at, who in enumerate(truth):
        if who is not None:
            groups[who].append(at)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def shares(pairs: Collection[RecordPair], true: Collection[RecordPair]) -> dict[str, Any]:
    """Of pairs that were found: how many are right, and how many of the right ones were found."""
    right = len(set(pairs) & set(true))
    return {
        "pairs": len(pairs),
        "correct": right,
        "wrong": len(pairs) - right,
        "precision": share(right, len(pairs)),
        "precision_interval": interval(right, len(pairs)),
        "recall": share(right, len(true)),
        "recall_interval": interval(right, len(true)),
    }


def share(count: int, of: int) -> float | None:
    return round(count / of, 6) if of else None


def interval(count: int, of: int) -> list[float] | None:
    """Returns the 95 % interval of a share."""
    return [round(bound, 6) for bound in wilson(count, of)] if of else None


def harmonic(one: float | None, other: float | None) -> float | None:
    return round(2 * one * other / (one + other), 6) if one and other else None
