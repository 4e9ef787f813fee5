"""An audit as a person reads it: what was found, in a sentence each, and everything that was compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from math import inf
from typing import Any

from onestop_cli.insights.audit import Audit
from onestop_cli.insights.audit_comparison import GroupComparison
from onestop_cli.insights.waiting_curve import WaitingCurve

TOLD_AFTER = 30  # days


def show_audit(told: Audit, rate: float, say: Callable[[str], None]) -> None:
    found = told.findings(rate)
    say(f"{told.cases:,} cases, {len(told.comparisons)} comparisons, each group with all others who asked for the same")
    say(f"service in the same month. Where all are treated alike, something is found in at most {100 * rate:g} of 100.")
    for dimension, count in sorted(told.kept_back.items()):
        say(f"{count} groups of `{dimension}` are too small to be shown, or would give one away that is.")
    if not found:
        say("Nothing was found: no group is treated otherwise than chance would have it.")
    for each in found:
        say(f"{'WORSE ' if each.worse else 'better'}  {sentence(each)}")


def show_waiting(told: Sequence[WaitingCurve], say: Callable[[str], None]) -> None:
    """Prints how long each group waits; cases that still wait are counted too."""
    say("How long cases wait until they are done, those that are still open counted with the others:")
    for each in told:
        name = f"{each.dimension} {each.group}".strip()
        half = "more than half still wait" if each.median_days is None else f"half done in {each.median_days:.1f} days"
        after = [point for point in each.points if point[0] == TOLD_AFTER]
        still = "".join(
            f"; after {days} days {waiting:.1f} of 100 wait ({low:.1f} to {high:.1f})"
            for days, waiting, low, high in after
        )
        say(f"{name}: {half}{still}; {each.still_open:,} of {each.cases:,} are open")


def sentence(each: GroupComparison) -> str:
    """Returns what was found about a group, with its interval and its p-value."""
    if each.kind == "pace":
        how = f"come at {each.effect:.2f} of the pace of others ({each.low:.2f} to {each.high:.2f})"
        words = f"{each.dimension} {each.group}, {each.respect}: {how}"
    else:
        how = f"{abs(each.points or 0):.1f} points of 100 {'less' if each.effect < 1 else 'more'} often than others"
        odds = f" (odds {each.low:.2f} to {each.high:.2f})" if 0 < each.effect < inf else ""
        words = f"{each.dimension} {each.group}, {each.respect}: {how}{odds}"
    return f"{words}; {each.cases:,} cases, chance {each.chance:.2g}"


def audit_as_json(told: Audit, rate: float, waiting: Sequence[WaitingCurve]) -> dict[str, Any]:
    return {
        "cases": told.cases,
        "rate": rate,
        "kept_back": told.kept_back,
        "findings": [line(each) for each in told.findings(rate)],
        "comparisons": [line(each) for each in told.comparisons],
        "waiting": [asdict(each) for each in waiting],
    }


def line(each: GroupComparison) -> dict[str, Any]:
    return {**asdict(each), **each.bounds(), "worse": each.worse}
