"""Counts the schedules that a run of the tests executes. They are counted when they run: schedules that Hypothesis
draws and throws away do not count."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.depth import tries
from tests.workers import LIVED

# by what happens in them; where all are tried, five hundred at least
DRAWN = {"permit": tries(180), "wall": tries(90), "street": tries(90), "anything": tries(160)}


def quick(examples: int) -> settings:
    """Every example takes dozens of calls: no deadline for one. The world of each is empty at its start."""
    unhurried = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=unhurried)


def missing() -> dict[str, int]:
    """Counts the schedules that were not executed, of the kinds that were begun."""
    return {kind: DRAWN[kind] - lived for kind, lived in LIVED.items() if lived < DRAWN[kind]}
